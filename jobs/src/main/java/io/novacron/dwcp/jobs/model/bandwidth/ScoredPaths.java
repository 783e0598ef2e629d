package io.novacron.dwcp.jobs.model.bandwidth;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.map_concat;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.unix_seconds;
import static org.apache.spark.sql.functions.when;

import io.novacron.dwcp.evaluation.oracle.PathTruthConfig;
import io.novacron.dwcp.jobs.training.TrainingSet;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Forecasts as rows of {@code scored_rows}, without the run's own columns. The number of a row is
 * the next step's bandwidth, its class that of the bandwidth beside the link's reference, its
 * confidence that class's probability where the scorer gives one; the other quantities are among
 * its amounts.
 */
final class ScoredPaths {

  /** What a row is sliced by. */
  static final List<String> DIMENSIONS = List.of("link_type", "region", "network_tier", "hour");

  /** Parts whose rows are scored. */
  static final List<String> DATASETS =
      List.of(TrainingSet.VALIDATION, TrainingSet.TEST, TrainingSet.TEST_SEEN);

  /** Column with a row's forecasts by name, in the units of telemetry. */
  static final String FORECASTS = "forecasts";

  /** Its type. */
  static final DataType FORECASTS_TYPE =
      DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType, false);

  /** Column with the scorer's name. */
  static final String SCORER = "scorer";

  /** Beginnings of the names of forecasts and of the ends of their intervals. */
  static final String FORECAST = "forecast_";

  static final String LOW = "low_";
  static final String HIGH = "high_";

  /** Beginning of the names of the classes' probabilities. */
  static final String PROBABILITY = "probability_";

  private ScoredPaths() {}

  /** The rows whose scores anybody asks for. */
  static Dataset<Row> scorable(Dataset<Row> rows) {
    return rows.where(col(TrainingSet.DATASET).isin(DATASETS.toArray()));
  }

  /**
   * @param scored labelled rows with {@code dataset, scorer} and forecasts; a forecast that is
   *     missing leaves its quantity out
   */
  static Dataset<Row> of(Dataset<Row> scored, PathTruthConfig truth) {
    var next = forecast(Quantities.NEXT_BANDWIDTH);
    return of(scored, classOf(next, col("reference_mbps"), truth));
  }

  /** The same with classes that were decided otherwise. */
  static Dataset<Row> of(Dataset<Row> scored, Column decided) {
    var next = forecast(Quantities.NEXT_BANDWIDTH);
    return scored.select(
        col(TrainingSet.DATASET),
        concat(col("link"), lit("@"), unix_seconds(col("ts")).cast("string")).as("row_key"),
        col("link").as("entity"),
        col("ts"),
        col("label").as("truth"),
        decided.as("prediction"),
        col("bandwidth_mbps_1").as("truth_value"),
        next.as("predicted_value"),
        try_element_at(col(FORECASTS), concat(lit(PROBABILITY), decided)).as("confidence"),
        slices().as("slices"),
        amounts().as("amounts"),
        col(SCORER));
  }

  private static Column forecast(String quantity) {
    return expr("try_element_at(%s, '%s%s')".formatted(FORECASTS, FORECAST, quantity));
  }

  /** The class as {@link PathTruthConfig#classOf} gives it; null without a forecast. */
  static Column classOf(Column bandwidth, Column reference, PathTruthConfig truth) {
    return when(bandwidth.geq(reference.multiply(truth.goodShare())), "good")
        .when(bandwidth.geq(reference.multiply(truth.degradedShare())), "degraded")
        .when(bandwidth.isNotNull(), "bad");
  }

  private static Column slices() {
    var entries = new ArrayList<Column>();
    for (var name : List.of("link_type", "region", "network_tier")) {
      entries.add(lit(name));
      entries.add(org.apache.spark.sql.functions.coalesce(col(name), lit("none")));
    }
    entries.add(lit("hour"));
    entries.add(date_format(col("ts"), "HH'h'"));
    return map(entries.toArray(Column[]::new));
  }

  /**
   * Truths of what is forecast, and the forecasts themselves; {@code share_1} is the next step's
   * bandwidth over the link's reference, in which links of all sizes count alike.
   */
  private static Column amounts() {
    var entries = new ArrayList<Column>();
    for (var quantity : Quantities.all()) {
      var value = when(forecast(quantity.name()).isNotNull(), col(quantity.label()));
      entries.add(entry("true_" + quantity.name(), value));
    }
    var next = forecast(Quantities.NEXT_BANDWIDTH);
    var reference = when(col("reference_mbps").gt(0), col("reference_mbps"));
    entries.add(
        entry("true_share_1", when(next.isNotNull(), col("bandwidth_mbps_1").divide(reference))));
    entries.add(entry("forecast_share_1", next.divide(reference)));
    var known =
        filter(array(entries.toArray(Column[]::new)), entry -> entry.getField("value").isNotNull());
    return map_concat(map_from_entries(known), col(FORECASTS));
  }

  private static Column entry(String name, Column value) {
    return struct(lit(name).as("key"), value.as("value"));
  }
}
