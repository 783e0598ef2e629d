package io.novacron.dwcp.jobs.training.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.novacron.dwcp.common.testing.LocalSpark;
import io.novacron.dwcp.jobs.training.alarm.AlarmConfig.Choice;
import io.novacron.dwcp.jobs.training.alarm.AlarmConfig.Measure;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A hundred normal windows of a node, then events; scores as a test plants them. */
@ExtendWith(LocalSpark.class)
class ThresholdSearchSparkTest {

  private static final AlarmColumns COLUMNS =
      new AlarmColumns("node_id", "event_id", "bad", List.of());
  private static final StructType SCHEMA =
      StructType.fromDDL(
          "node_id STRING, ts TIMESTAMP, score DOUBLE, label STRING, event_id STRING, started_at TIMESTAMP");
  private static final long STEP_S = 10;
  private static final int CALM = 100;
  private static final double MANY_CALLS = 1e6;

  private final List<Row> rows = new ArrayList<>();
  private SparkSession spark;

  @BeforeEach
  void remember(SparkSession session) {
    spark = session;
  }

  private static Timestamp at(long window) {
    return new Timestamp(window * STEP_S * 1000);
  }

  private void calm(double... scores) {
    for (var i = 0; i < CALM; i++) {
      var score = i < scores.length ? scores[i] : 0.01;
      rows.add(RowFactory.create("node-1", at(i), score, "normal", null, null));
    }
  }

  private void event(int number, double... scores) {
    var start = 1000L * number;
    for (var i = 0; i < scores.length; i++) {
      rows.add(
          RowFactory.create("node-1", at(start + i), scores[i], "bad", "e" + number, at(start)));
    }
  }

  private Dataset<Row> scored() {
    return spark.createDataFrame(rows, SCHEMA).repartition(3);
  }

  private static ThresholdSearch search(double most, Measure best, double enough) {
    return search(most, MANY_CALLS, new Choice(best, enough, 1));
  }

  private static ThresholdSearch search(double most, double calls, Choice choice) {
    var limits = new AlarmConfig(List.of(1), 0, 30, most, calls, choice);
    return new ThresholdSearch(limits, STEP_S, COLUMNS);
  }

  private ThresholdSearch.Outcome chosen(double most, Measure best, double enough) {
    return search(most, best, enough).choose(scored()).orElseThrow();
  }

  @Test
  void takesTheMiddleOfTheThresholdsThatFindMost() {
    calm(0.2);
    event(1, 0.8);

    var outcome = chosen(0.005, Measure.EVENT_RECALL, 1);

    assertThat(outcome.rule().threshold()).isCloseTo(0.5, within(0.01));
    assertThat(outcome.eventRecall()).isEqualTo(1);
    assertThat(outcome.falsePositiveRate()).isZero();
    assertThat(outcome.falseAlarmsPerWeek()).isZero();
  }

  /** All events are found from 0.3 down, all of their windows from 0.1 down, for the same harm. */
  @Test
  void tellsMoreWindowsWhereBalancedAccuracyIsBest() {
    calm(0.55, 0.45, 0.35);
    event(1, 0.6, 0.1, 0.1, 0.1);
    event(2, 0.3, 0.3, 0.3, 0.3);

    var byEvents = chosen(0.05, Measure.EVENT_RECALL, 1);
    var byWindows = chosen(0.05, Measure.BALANCED_ACCURACY, 1);

    assertThat(byEvents.rule().threshold()).isBetween(0.11, 0.3);
    assertThat(byEvents.recall()).isEqualTo(5.0 / 8);
    assertThat(byWindows.rule().threshold()).isBetween(0.01, 0.1);
    assertThat(byWindows.recall()).isEqualTo(1);
    assertThat(byWindows.balancedAccuracy()).isCloseTo((1 + 0.97) / 2, within(1e-9));
  }

  /** The second event costs ten normal windows, more than its one window is worth. */
  @Test
  void findsEventsEnoughBeforeItTellsWindows() {
    calm(0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5);
    event(1, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6);
    event(2, 0.4);

    assertThat(chosen(0.2, Measure.BALANCED_ACCURACY, 0.5).rule().threshold()).isBetween(0.5, 0.6);
    assertThat(chosen(0.2, Measure.BALANCED_ACCURACY, 1).eventRecall()).isEqualTo(1);
    assertThat(chosen(0.05, Measure.BALANCED_ACCURACY, 1).eventRecall()).isEqualTo(0.5);
  }

  /** Down to 0.4 one normal window costs less than two more windows of the event are worth. */
  @Test
  void takesTheCalmestOfThoseThatTellEnough() {
    calm(0.45);
    event(1, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.4, 0.4);

    var enough = search(0.2, MANY_CALLS, new Choice(Measure.BALANCED_ACCURACY, 1, 0.9));
    var outcome = enough.choose(scored()).orElseThrow();

    assertThat(outcome.rule().threshold()).isBetween(0.46, 0.6);
    assertThat(outcome.falsePositiveRate()).isZero();
    assertThat(outcome.balancedAccuracy()).isCloseTo(0.9, within(1e-9));
    assertThat(chosen(0.2, Measure.BALANCED_ACCURACY, 1).balancedAccuracy()).isGreaterThan(0.99);
  }

  @Test
  void choosesNothingWithoutEventsOrCalm() {
    calm();
    assertThat(search(0.1, Measure.BALANCED_ACCURACY, 1).choose(scored())).isEmpty();

    rows.clear();
    event(1, 0.5);
    assertThat(search(0.1, Measure.BALANCED_ACCURACY, 1).choose(scored())).isEmpty();
  }

  /** What finds the event calls falsely, within the windows' limit but not the alarms'. */
  @Test
  void takesTheFewestFalseAlarmsWhereNothingIsWithinTheLimits() {
    calm(0.9);
    event(1, 0.5);

    var few = search(0.02, 1, new Choice(Measure.BALANCED_ACCURACY, 1, 1));
    var outcome = few.choose(scored()).orElseThrow();

    assertThat(outcome.falseAlarmsPerWeek()).isPositive();
    assertThat(outcome.eventRecall()).isEqualTo(1);
  }
}
