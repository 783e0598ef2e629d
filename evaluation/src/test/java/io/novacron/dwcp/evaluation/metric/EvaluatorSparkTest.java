package io.novacron.dwcp.evaluation.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.novacron.dwcp.common.schema.EvaluationTables;
import io.novacron.dwcp.common.schema.SchemaCheck;
import io.novacron.dwcp.common.testing.Frames;
import io.novacron.dwcp.common.testing.LocalSpark;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalSpark.class)
class EvaluatorSparkTest {

  private static final EvaluationRun RUN = new EvaluationRun("r1", LocalDate.of(2026, 1, 31), 7L);
  private static final String[] MANY = {
    "accuracy",
    "balanced_accuracy",
    "recall:*",
    "brier",
    "tie_aware_accuracy",
    "mean_regret",
    "gap_closed",
    "rmse",
    "expected_calibration_error"
  };

  private static EvaluatorConfig config(String... metrics) {
    var single = List.of(metrics).stream().filter(name -> !name.endsWith(":*")).toList();
    return config(new EvaluatorConfig.Slicing(single, List.of("test")), metrics);
  }

  private static EvaluatorConfig config(EvaluatorConfig.Slicing slices, String... metrics) {
    return new EvaluatorConfig(
        List.of(metrics), slices, List.of("a", "b", "c"), "a", 2, 1.0, 0.05, 100, 64);
  }

  private static ScoredRows.One row() {
    return new ScoredRows.One();
  }

  private static ScoredRows.One cost(ScoredRows.One row, double cost, double best) {
    return row.amount("cost_ms", cost)
        .amount("best_cost_ms", best)
        .amount("probe_ms", 1)
        .amount("tolerance_ms", 1);
  }

  /** Rows of {@code scorer} that is right with some probability, the same keys for every scorer. */
  private static ScoredRows add(ScoredRows rows, String scorer, double share) {
    var random = new Random(scorer.hashCode());
    for (var i = 0; i < 300; i++) {
      var right = random.nextDouble() < share;
      rows.add(
          "k" + i,
          cost(row(), right ? 10 : 15, 10)
              .scorer(scorer)
              .entity("e" + i % 25)
              .classes("a", right ? "a" : "b")
              .slice("link", i % 2 == 0 ? "wan" : "dc"));
    }
    return rows;
  }

  @Test
  void measuresAccuracyTiesAndRegretOverAllSlices(SparkSession spark) {
    var scored =
        new ScoredRows()
            .add("1", cost(row().classes("a", "a").entity("x").slice("link", "wan"), 10, 10))
            .add("2", cost(row().classes("a", "b").entity("y").slice("link", "wan"), 11, 10))
            .add("3", cost(row().classes("b", null).entity("z").slice("link", "dc"), 15, 10))
            .add("4", row().scorer("floor:x").classes("a", "a"))
            .frame(spark);

    var rows =
        new Evaluator(config("accuracy", "tie_aware_accuracy", "mean_regret")).metrics(scored, RUN);

    SchemaCheck.require(EvaluationTables.EVAL_METRICS, rows.schema(), "write");
    var table = Table.of(rows);
    assertThat(table.value("candidate/test/all/accuracy")).isCloseTo(1 / 3.0, within(1e-9));
    assertThat(table.value("candidate/test/all/tie_aware_accuracy"))
        .isCloseTo(2 / 3.0, within(1e-9));
    assertThat(table.value("candidate/test/link=wan/tie_aware_accuracy")).isEqualTo(1);
    assertThat(table.value("candidate/test/all/mean_regret"))
        .isCloseTo((0.1 + 0.2 + 0.6) / 3, within(1e-9));
    assertThat(table.method("candidate/test/link=dc/accuracy")).startsWith("insufficient: n = 1");
    assertThat(table.row("floor:x/test/all/accuracy").<String>getAs("role")).isEqualTo("baseline");
    assertThat(table.n("floor:x/test/all/mean_regret")).isZero();
    assertThat(table.row("floor:x/test/all/mean_regret").isNullAt(9)).isTrue();
    assertThat(table.method("floor:x/test/all/mean_regret")).isEqualTo("undefined: no costs");
  }

  @Test
  void takesOnePassHoweverManyMetricsAndSlices(SparkSession spark) {
    var scored = add(add(new ScoredRows(), "candidate", 0.9), "champion", 0.8).frame(spark);
    var oneSlice = scored.selectExpr(withSlices("CAST(map() AS MAP<STRING, STRING>) AS slices"));

    var few = jobs(spark, "few", new Evaluator(config("accuracy")).metrics(oneSlice, RUN));
    var many = jobs(spark, "many", new Evaluator(config(MANY)).metrics(scored, RUN));

    // Adaptive execution runs each shuffle as a job of its own: sum, regroup, finish.
    assertThat(many).isEqualTo(few).isLessThanOrEqualTo(3);
  }

  @Test
  void slicesByTheChosenMetricsOnTheChosenDatasetsOnly(SparkSession spark) {
    var rows =
        new ScoredRows()
            .add("1", row().classes("a", "a").slice("link", "wan"))
            .add("2", row().classes("a", "b").slice("link", "wan").dataset("validation"));
    var slices = new EvaluatorConfig.Slicing(List.of("accuracy"), List.of("test"));

    var metrics =
        new Evaluator(config(slices, "accuracy", "macro_f1")).metrics(rows.frame(spark), RUN);

    assertThat(
            metrics.selectExpr("concat_ws('/', dataset, slice, metric)").collectAsList().stream()
                .map(row -> row.getString(0)))
        .containsExactlyInAnyOrder(
            "test/all/accuracy",
            "test/all/macro_f1",
            "test/link=wan/accuracy",
            "validation/all/accuracy",
            "validation/all/macro_f1");
  }

  @Test
  void refusesToSliceByAMetricThatIsNotMeasured() {
    var slices = new EvaluatorConfig.Slicing(List.of("accuracy", "rmse"), List.of("test"));

    assertThatThrownBy(() -> new Evaluator(config(slices, "accuracy")))
        .hasMessageContaining("evaluation.slices.metrics: not among evaluation.metrics: [rmse]");
  }

  private static String[] withSlices(String slices) {
    return EvaluationTables.SCORED_ROWS.columnNames().stream()
        .map(name -> name.equals("slices") ? slices : name)
        .toArray(String[]::new);
  }

  private static int jobs(SparkSession spark, String group, Dataset<Row> rows) {
    spark.sparkContext().setJobGroup(group, group, false);
    rows.collectAsList();
    spark.sparkContext().clearJobGroup();
    return spark.sparkContext().statusTracker().getJobIdsForGroup(group).length;
  }

  @Test
  void givesTheSameTableFromAnyPartitioning(SparkSession spark) {
    var scored = add(new ScoredRows(), "candidate", 0.9).frame(spark);
    var evaluator = new Evaluator(config("accuracy", "mean_regret", "brier"));

    var one = evaluator.metrics(scored.repartition(1), RUN);
    var seven = evaluator.metrics(scored.repartition(7), RUN);

    Frames.assertSame(seven, one, List.of("scorer", "slice", "metric"), 0);
  }

  @Test
  void widensIntervalsOfRowsThatFailTogether(SparkSession spark) {
    var rows = new ScoredRows();
    for (var i = 0; i < 400; i++) {
      var decided = i % 20 < 10 ? "a" : "b";
      rows.add("k" + i, row().entity("e" + i % 20).classes("a", decided).dataset("clustered"));
      rows.add("k" + i, row().entity("e" + i / 20).classes("a", decided).dataset("spread"));
    }

    var table = Table.of(new Evaluator(config("accuracy")).metrics(rows.frame(spark), RUN));

    assertThat(width(table.row("candidate/clustered/all/accuracy"))).isGreaterThan(0.35);
    assertThat(width(table.row("candidate/spread/all/accuracy"))).isBetween(0.09, 0.11);
  }

  private static double width(Row row) {
    return row.<Double>getAs("ci_high") - row.<Double>getAs("ci_low");
  }

  @Test
  void pairsTheCandidateWithEveryOtherScorerOfTheSameRows(SparkSession spark) {
    var rows = add(add(new ScoredRows(), "candidate", 0.95), "floor:worse", 0.6);
    add(rows, "champion", 0.9);
    rows.add("k0", cost(row().scorer("ceiling:other").classes("a", "a"), 10, 10));
    rows.add("alone", row().dataset("validation").scorer("champion").classes("a", "a"));

    var pairs = new Evaluator(config("accuracy", "rmse", "auroc")).pairwise(rows.frame(spark), RUN);

    SchemaCheck.require(EvaluationTables.EVAL_PAIRWISE, pairs.schema(), "write");
    var worse = pair(pairs, "floor:worse", "accuracy");
    assertThat(worse.<Double>getAs("difference")).isBetween(0.25, 0.45);
    assertThat(worse.<Double>getAs("ci_low")).isPositive();
    assertThat(worse.<String>getAs("method")).startsWith("paired bootstrap of ");
    assertThat(pair(pairs, "floor:worse", "rmse").<String>getAs("method"))
        .isEqualTo("undefined: no numbers");
    assertThat(pair(pairs, "ceiling:other", "accuracy").<String>getAs("method"))
        .isEqualTo("undefined: the two scored different rows");
    assertThat(pair(pairs, "champion", "auroc").<Long>getAs("n")).isZero();
    assertThat(pairs.where("dataset = 'validation'").count()).isZero();
  }

  private static Row pair(Dataset<Row> pairs, String against, String metric) {
    return pairs
        .where("against = '%s' AND metric = '%s'".formatted(against, metric))
        .collectAsList()
        .get(0);
  }

  @Test
  void findsNoDifferenceBetweenTheSameDecisions(SparkSession spark) {
    var rows = new ScoredRows();
    for (var i = 0; i < 40; i++) {
      var decided = i % 4 == 0 ? "b" : "a";
      rows.add("k" + i, row().entity("e" + i).classes("a", decided));
      rows.add("k" + i, row().entity("e" + i).classes("a", decided).scorer("champion"));
    }

    var pair =
        pair(
            new Evaluator(config("accuracy")).pairwise(rows.frame(spark), RUN),
            "champion",
            "accuracy");

    assertThat(pair.<Double>getAs("difference")).isZero();
    assertThat(pair.<Double>getAs("ci_low")).isZero();
    assertThat(pair.<Double>getAs("ci_high")).isZero();
  }

  @Test
  void neverLeavesSilenceUncounted(SparkSession spark) {
    var scored =
        new ScoredRows()
            .add("1", row().numbers(1.0, 1.0))
            .add("2", row().numbers(2.0, Double.NaN))
            .add("3", row().dataset("constant").numbers(2.0, 5.0))
            .add("4", row().dataset("constant").numbers(2.0, 6.0))
            .add("5", row().dataset("strange").classes("elsewhere", "a"))
            .frame(spark);

    var table =
        Table.of(
            new Evaluator(
                    config("rmse", "mape", "pearson_r", "balanced_accuracy", "majority_share"))
                .metrics(scored, RUN));

    for (var name : List.of("rmse", "mape", "pearson_r")) {
      assertThat(table.method("candidate/test/all/" + name))
          .as(name)
          .isEqualTo("undefined: 1 rows without forecast");
    }
    assertThat(table.method("candidate/constant/all/pearson_r"))
        .isEqualTo("undefined: truth or forecast is constant");
    for (var name : List.of("balanced_accuracy", "majority_share")) {
      assertThat(table.method("candidate/strange/all/" + name))
          .isEqualTo("undefined: the truth has classes outside the configured list");
    }
  }

  @Test
  void refusesAnAreaWithoutThePositiveClass() {
    var none = new EvaluatorConfig.Slicing(List.of(), List.of());
    var config =
        new EvaluatorConfig(List.of("auroc"), none, List.of("a"), "", 2, 1.0, 0.05, 100, 64);

    assertThatThrownBy(() -> new Evaluator(config)).hasMessageContaining("evaluation.positive");
  }
}
