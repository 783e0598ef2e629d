package io.novacron.dwcp.evaluation.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.novacron.dwcp.common.testing.LocalSpark;
import io.novacron.dwcp.evaluation.metric.NaiveCosts.Decision;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalSpark.class)
class CostMetricsSparkTest {

  private static final EvaluationRun RUN = new EvaluationRun("r1", LocalDate.of(2026, 1, 31), 7L);
  private static final List<String> CLASSES = List.of("none", "lz4", "delta+zstd", "rare");
  private static final String[] METRICS = {
    "tie_aware_accuracy",
    "tie_aware_recall:*",
    "tie_aware_recall_min",
    "mean_regret",
    "total_regret",
    "gap_closed",
    "total_gap_closed",
    "throughput_gain_over_runtime_rule",
    "tie_share",
    "coverage",
    "share:odd",
    "mean:probe_ms"
  };

  private static EvaluatorConfig config() {
    return new EvaluatorConfig(
        List.of(METRICS),
        new EvaluatorConfig.Slicing(List.of(), List.of()),
        CLASSES,
        "",
        1,
        1.0,
        0.05,
        100,
        64);
  }

  private static List<Decision> decisions(int n) {
    var random = new Random(3);
    var rows = new ArrayList<Decision>();
    for (var i = 0; i < n; i++) {
      double best = 1 + 100 * random.nextDouble();
      double cost = random.nextInt(4) == 0 ? best * (1 + 0.1 * random.nextDouble()) : best;
      var truth = i % 40 == 0 ? "rare" : CLASSES.get(random.nextInt(3));
      rows.add(
          new Decision(
              truth,
              "e" + random.nextInt(30),
              cost,
              random.nextDouble(),
              best,
              0.02 * best,
              best * 1.3,
              best * 1.7));
    }
    return rows;
  }

  private static ScoredRows.One row(Decision d) {
    return new ScoredRows.One()
        .entity(d.entity())
        .classes(d.truth(), "none")
        .amount("cost_ms", d.cost())
        .amount("probe_ms", d.probe())
        .amount("best_cost_ms", d.best())
        .amount("tolerance_ms", d.tolerance())
        .amount("best_single_cost_ms", d.single())
        .amount("runtime_cost_ms", d.runtime());
  }

  @Test
  void agreesWithTheNaiveTwin(SparkSession spark) {
    var decisions = decisions(400);
    var rows = new ScoredRows();
    for (var i = 0; i < decisions.size(); i++) {
      rows.add("k" + i, row(decisions.get(i)).amount("tie", i % 4 == 0 ? 1 : 0));
    }

    var table = Table.of(new Evaluator(config()).metrics(rows.frame(spark), RUN));

    Map.of(
            "tie_aware_accuracy", NaiveCosts.tieAwareAccuracy(decisions),
            "tie_aware_recall_min", NaiveCosts.tieAwareRecallMin(decisions, CLASSES, 0.05),
            "mean_regret", NaiveCosts.meanRegret(decisions),
            "total_regret", NaiveCosts.totalRegret(decisions),
            "gap_closed", NaiveCosts.gapClosed(decisions),
            "total_gap_closed", NaiveCosts.totalGapClosed(decisions),
            "throughput_gain_over_runtime_rule", NaiveCosts.throughputGain(decisions),
            "tie_share", 0.25,
            "mean:probe_ms",
                decisions.stream().mapToDouble(Decision::probe).average().orElseThrow())
        .forEach(
            (name, value) ->
                assertThat(table.value("candidate/test/all/" + name))
                    .as(name)
                    .isCloseTo(value, within(1e-8)));
    assertThat(table.method("candidate/test/all/coverage"))
        .isEqualTo("undefined: no rows with amount covered");
  }

  @Test
  void countsAChoiceWithoutCostAsWrongAndItsRegretAsUndefined(SparkSession spark) {
    var good = new Decision("none", "a", 10, 0, 10, 0, 20, 20);
    var rows =
        new ScoredRows()
            .add("1", row(good))
            .add("2", row(good).amount("cost_ms", Double.NaN).entity("b"))
            .add("3", new ScoredRows.One().classes("none", "none"));

    var table = Table.of(new Evaluator(config()).metrics(rows.frame(spark), RUN));

    assertThat(table.value("candidate/test/all/tie_aware_accuracy")).isEqualTo(0.5);
    assertThat(table.n("candidate/test/all/tie_aware_accuracy")).isEqualTo(2);
    for (var name : List.of("mean_regret", "total_regret", "gap_closed", "total_gap_closed")) {
      var row = table.row("candidate/test/all/" + name);
      assertThat(row.isNullAt(9)).as(name).isTrue();
      assertThat(row.<Long>getAs("n")).isZero();
      assertThat(row.<String>getAs("method")).startsWith("undefined: ").contains("rows without");
    }
  }

  @Test
  void leavesTheGapUndefinedWhereThereIsNone(SparkSession spark) {
    var rows = new ScoredRows().add("1", row(new Decision("none", "a", 10, 0, 10, 0, 10, 20)));

    var table = Table.of(new Evaluator(config()).metrics(rows.frame(spark), RUN));

    assertThat(table.method("candidate/test/all/gap_closed"))
        .isEqualTo("undefined: the best single choice leaves no gap");
    assertThat(table.value("candidate/test/all/throughput_gain_over_runtime_rule")).isEqualTo(1);
  }
}
