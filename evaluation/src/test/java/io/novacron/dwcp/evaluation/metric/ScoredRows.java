package io.novacron.dwcp.evaluation.metric;

import io.novacron.dwcp.common.schema.EvaluationTables;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/** Builds scored rows: only what a test speaks of need be said. */
final class ScoredRows {

  private final List<Row> rows = new ArrayList<>();

  /** One row under construction. */
  static final class One {
    private String scorer = "candidate";
    private String dataset = "test";
    private String entity = "e";
    private String truth;
    private String prediction;
    private Double truthValue;
    private Double predictedValue;
    private Double confidence;
    private final Map<String, String> slices = new HashMap<>();
    private final Map<String, Double> amounts = new HashMap<>();

    One scorer(String name) {
      scorer = name;
      return this;
    }

    One dataset(String name) {
      dataset = name;
      return this;
    }

    One entity(String name) {
      entity = name;
      return this;
    }

    One classes(String isTruly, String decided) {
      truth = isTruly;
      prediction = decided;
      return this;
    }

    One numbers(Double isTruly, Double forecast) {
      truthValue = isTruly;
      predictedValue = forecast;
      return this;
    }

    One confidence(Double probability) {
      confidence = probability;
      return this;
    }

    One slice(String dimension, String value) {
      slices.put(dimension, value);
      return this;
    }

    One amount(String name, double value) {
      amounts.put(name, value);
      return this;
    }
  }

  ScoredRows add(String key, One one) {
    rows.add(
        RowFactory.create(
            "r1",
            Date.valueOf("2026-01-31"),
            "m",
            "v1",
            one.scorer,
            one.dataset,
            key,
            one.entity,
            Timestamp.valueOf("2026-01-31 10:00:00"),
            one.truth,
            one.prediction,
            one.truthValue,
            one.predictedValue,
            one.confidence,
            one.slices,
            one.amounts));
    return this;
  }

  Dataset<Row> frame(SparkSession spark) {
    return spark.createDataFrame(rows, EvaluationTables.SCORED_ROWS.structType());
  }
}
