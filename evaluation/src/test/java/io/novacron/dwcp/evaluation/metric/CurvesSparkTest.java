package io.novacron.dwcp.evaluation.metric;

import io.novacron.dwcp.common.schema.EvaluationTables;
import io.novacron.dwcp.common.schema.SchemaCheck;
import io.novacron.dwcp.common.testing.Frames;
import io.novacron.dwcp.common.testing.LocalSpark;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalSpark.class)
class CurvesSparkTest {

  private static final EvaluationRun RUN = new EvaluationRun("r1", LocalDate.of(2026, 1, 31), 7L);

  private static Dataset<Row> scored(SparkSession spark) {
    return new ScoredRows()
        .add("1", row("a", "a", 1.0, 10))
        .add("2", row("a", "b", 0.95, 10.1))
        .add("3", row("b", "b", 0.5, 10))
        .add("4", row("b", "a", 0.5, 20))
        .add("5", new ScoredRows.One().classes("b", null))
        .add("6", new ScoredRows.One().classes(null, "b").confidence(0.5))
        .frame(spark);
  }

  private static ScoredRows.One row(String truth, String decided, double sure, double cost) {
    return new ScoredRows.One()
        .classes(truth, decided)
        .confidence(sure)
        .amount("cost_ms", cost)
        .amount("best_cost_ms", 10)
        .amount("tolerance_ms", 0.2);
  }

  @Test
  void countsEachTruthAndDecision(SparkSession spark) {
    var rows = Curves.confusion(scored(spark), RUN);

    SchemaCheck.require(EvaluationTables.EVAL_CONFUSION, rows.schema(), "write");
    Frames.assertSame(
        rows.select("scorer", "truth", "prediction", "n"),
        Frames.of(
            spark,
            "scorer string, truth string, prediction string, n bigint",
            "candidate | a | a | 1",
            "candidate | a | b | 1",
            "candidate | b | b | 1",
            "candidate | b | a | 1",
            "candidate | b | (undecided) | 1"),
        List.of("truth", "prediction"),
        0);
  }

  @Test
  void drawsReliabilityAndCoverage(SparkSession spark) {
    var rows = Curves.curves(scored(spark), RUN);

    SchemaCheck.require(EvaluationTables.EVAL_CURVES, rows.schema(), "write");
    Frames.assertSame(
        rows.select("curve", "label", "x", "y", "n"),
        Frames.of(
            spark,
            "curve string, label string, x double, y double, n bigint",
            "reliability | 0.9 | 0.975 | 0.5 | 2",
            "reliability | 0.5 | 0.5 | 0.5 | 2",
            "coverage_accuracy | 0.99 | 0.25 | 1.0 | 1",
            "coverage_accuracy | 0.95 | 0.5 | 0.5 | 2",
            "coverage_accuracy | 0.50 | 1.0 | 0.5 | 4",
            "coverage_tie_aware_accuracy | 0.99 | 0.25 | 1.0 | 1",
            "coverage_tie_aware_accuracy | 0.95 | 0.5 | 1.0 | 2",
            "coverage_tie_aware_accuracy | 0.50 | 1.0 | 0.75 | 4"),
        List.of("curve", "label"),
        1e-12);
  }
}
