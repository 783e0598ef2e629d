package io.novacron.dwcp.evaluation.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.novacron.dwcp.common.testing.LocalSpark;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalSpark.class)
class EventMetricsSparkTest {

  private static final EvaluationRun RUN = new EvaluationRun("r1", LocalDate.of(2026, 1, 31), 7L);
  private static final String AT = "candidate/test/all/";

  private static EvaluatorConfig config(String positive) {
    return new EvaluatorConfig(
        List.of(
            "event_recall",
            "false_positive_rate",
            "false_alarms_per_entity_week",
            "mean_time_to_detect_s"),
        new EvaluatorConfig.Slicing(List.of(), List.of()),
        List.of("normal", "anomaly"),
        positive,
        1,
        1.0,
        0.05,
        100,
        64);
  }

  private static ScoredRows.One row(String truth, String decided) {
    return new ScoredRows.One()
        .classes(truth, decided)
        .amount("observed_s", 86_400)
        .amount("false_alarm", 0);
  }

  private static Table table(SparkSession spark, ScoredRows rows) {
    return Table.of(new Evaluator(config("anomaly")).metrics(rows.frame(spark), RUN));
  }

  @Test
  void countsEventsAndFalseAlarms(SparkSession spark) {
    var rows =
        new ScoredRows()
            .add("1", row("anomaly", "anomaly"))
            .add("2", row("anomaly", "normal").amount("event_detected", 1).amount("detect_s", 60))
            .add("3", row("anomaly", "normal").amount("event_detected", 0))
            .add("4", row("anomaly", "anomaly").amount("event_detected", 1).amount("detect_s", 240))
            .add("5", row("normal", "anomaly").amount("false_alarm", 1))
            .add("6", row("normal", "normal"))
            .add("7", row("normal", "normal"));

    var table = table(spark, rows);

    assertThat(table.value(AT + "event_recall")).isCloseTo(2 / 3.0, within(1e-9));
    assertThat(table.n(AT + "event_recall")).isEqualTo(3);
    assertThat(table.value(AT + "false_positive_rate")).isCloseTo(1 / 3.0, within(1e-9));
    assertThat(table.n(AT + "false_positive_rate")).isEqualTo(3);
    assertThat(table.value(AT + "false_alarms_per_entity_week")).isCloseTo(1.0, within(1e-9));
    assertThat(table.value(AT + "mean_time_to_detect_s")).isCloseTo(150, within(1e-9));
  }

  @Test
  void leavesUndefinedWhatCannotBeCounted(SparkSession spark) {
    var rows =
        new ScoredRows()
            .add("1", new ScoredRows.One().classes("anomaly", "anomaly"))
            .add("2", row("anomaly", "normal").amount("false_alarm", Double.NaN));

    var table = table(spark, rows);

    assertThat(table.method(AT + "event_recall")).isEqualTo("undefined: no rows with events");
    assertThat(table.method(AT + "false_positive_rate"))
        .isEqualTo("undefined: no rows with not truth anomaly");
    assertThat(table.method(AT + "false_alarms_per_entity_week"))
        .isEqualTo("undefined: 2 rows without false_alarm or observed_s");
    assertThat(table.method(AT + "mean_time_to_detect_s"))
        .isEqualTo("undefined: no event was detected");
  }

  @Test
  void asksForTheClassToLookFor() {
    var without = config("");

    assertThatThrownBy(() -> new Evaluator(without))
        .hasMessage(
            "evaluation.positive: empty with [false_positive_rate]; name the class to look for");
  }
}
