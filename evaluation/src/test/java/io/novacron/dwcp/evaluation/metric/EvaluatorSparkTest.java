package io.novacron.dwcp.evaluation.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.novacron.dwcp.common.schema.EvaluationTables;
import io.novacron.dwcp.common.schema.SchemaCheck;
import io.novacron.dwcp.common.testing.LocalSpark;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalSpark.class)
class EvaluatorSparkTest {

  private static final EvaluationRun RUN = new EvaluationRun("r1", LocalDate.of(2026, 1, 31), 7L);

  static EvaluatorConfig config(String... metrics) {
    return new EvaluatorConfig(
        List.of(metrics), List.of("a", "b", "c"), "a", 2, 1.0, 0.05, 100, 64);
  }

  private static ScoredRows.One row() {
    return new ScoredRows.One();
  }

  @Test
  void measuresAccuracyTiesAndRegretOverAllSlices(SparkSession spark) {
    var scored =
        new ScoredRows()
            .add("1", cost(row().classes("a", "a").entity("x").slice("link", "wan"), 10, 10))
            .add("2", cost(row().classes("a", "b").entity("y").slice("link", "wan"), 11, 10))
            .add("3", cost(row().classes("b", "a").entity("z").slice("link", "dc"), 15, 10))
            .frame(spark);

    var rows =
        new Evaluator(config("accuracy", "tie_aware_accuracy", "mean_regret")).metrics(scored, RUN);

    SchemaCheck.require(EvaluationTables.EVAL_METRICS, rows.schema(), "write");
    var values = Table.of(rows);
    assertThat(values.value("candidate/test/all/accuracy")).isCloseTo(1 / 3.0, within(1e-9));
    assertThat(values.value("candidate/test/all/tie_aware_accuracy"))
        .isCloseTo(2 / 3.0, within(1e-9));
    assertThat(values.value("candidate/test/link=wan/tie_aware_accuracy")).isEqualTo(1);
    assertThat(values.value("candidate/test/all/mean_regret"))
        .isCloseTo((0.1 + 0.2 + 0.6) / 3, within(1e-9));
    assertThat(values.method("candidate/test/link=dc/accuracy")).startsWith("insufficient: n = 1");
  }

  private static ScoredRows.One cost(ScoredRows.One row, double cost, double best) {
    return row.amount("cost_ms", cost)
        .amount("best_cost_ms", best)
        .amount("probe_ms", 1)
        .amount("tolerance_ms", 1);
  }
}
