package io.novacron.dwcp.jobs.training.alarm;

import static org.apache.spark.sql.functions.col;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapGroupsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Chooses the alarm rule on labelled validation windows, in both directions: among the rules that
 * keep to the permitted false alarms the highest event recall; or, of those that find events and
 * tell windows well enough, the calmest one (decision 0032).
 *
 * <p>Of thresholds that are as good the middle one is taken, as far from missing an event as from a
 * false alarm. Where no rule that finds anything keeps to the limits, the one with the fewest false
 * alarms of those that keep to the false-positive rate, of equal ones that with the highest recall.
 *
 * <p>Cost: one shuffle of the scores by entity; each one's windows are judged once a rule, and only
 * sums by rule leave a task.
 */
public final class ThresholdSearch {

  private static final int LEVELS = 500;

  // What is added up for each rule, in this order.
  private static final int EVENTS = 0;
  private static final int DETECTED = 1;
  private static final int FALSE_ALARMS = 2;
  private static final int NORMAL = 3;
  private static final int FALSE_POSITIVES = 4;
  private static final int SECONDS = 5;
  private static final int POSITIVE = 6;
  private static final int TRUE_POSITIVES = 7;
  private static final int COUNTS = 8;

  private static final double SECONDS_A_WEEK = 7 * 86_400.0;

  private final AlarmConfig limits;
  private final long stepSeconds;
  private final AlarmColumns columns;
  private final List<AlarmRule> rules;

  /**
   * @param stepSeconds what a window stands for, s
   */
  public ThresholdSearch(AlarmConfig limits, long stepSeconds, AlarmColumns columns) {
    this.limits = limits;
    this.stepSeconds = stepSeconds;
    this.columns = columns;
    this.rules =
        limits.raiseAfter().stream()
            .flatMap(
                raise ->
                    DoubleStream.iterate(1, level -> level <= LEVELS, level -> level + 1)
                        .mapToObj(
                            level ->
                                new AlarmRule(
                                    (float) (level / LEVELS), raise, limits.releaseMargin())))
            .toList();
  }

  /**
   * What a rule did on validation.
   *
   * @param eventRecall share of events found; NaN without events
   * @param recall share of the events' windows in alarm; NaN without such windows
   * @param falsePositiveRate share of normal windows in alarm; NaN without normal windows
   * @param falseAlarmsPerWeek false alarms an entity and week
   */
  public record Outcome(
      AlarmRule rule,
      double eventRecall,
      double recall,
      double falsePositiveRate,
      double falseAlarmsPerWeek) {

    /** Mean of the shares of both classes that are told rightly. */
    public double balancedAccuracy() {
      return (recall + 1 - falsePositiveRate) / 2;
    }
  }

  /**
   * The chosen rule; empty without an event, a window of one or a normal window, since nothing can
   * be chosen then.
   *
   * @param scored one scorer's labelled rows with the score
   */
  public Optional<Outcome> choose(Dataset<Row> scored) {
    var sums = sums(scored);
    if (sums[EVENTS] == 0 || sums[POSITIVE] == 0 || sums[NORMAL] == 0) {
      return Optional.empty();
    }
    var outcomes = new ArrayList<Outcome>();
    for (var i = 0; i < rules.size(); i++) {
      outcomes.add(outcome(rules.get(i), sums, i * COUNTS));
    }
    // Never to call keeps to every limit.
    var finding = outcomes.stream().filter(outcome -> outcome.eventRecall() > 0).toList();
    var allowed =
        finding.stream()
            .filter(outcome -> outcome.falsePositiveRate() <= limits.maxFalsePositiveRate())
            .filter(outcome -> outcome.falseAlarmsPerWeek() <= limits.maxFalseAlarmsPerWeek())
            .toList();
    if (allowed.isEmpty()) {
      return (finding.isEmpty() ? outcomes : finding)
          .stream()
              .filter(outcome -> outcome.falsePositiveRate() <= limits.maxFalsePositiveRate())
              .min(
                  Comparator.comparingDouble(Outcome::falseAlarmsPerWeek)
                      .thenComparingDouble(outcome -> -outcome.eventRecall()))
              .or(
                  () ->
                      outcomes.stream()
                          .min(Comparator.comparingDouble(Outcome::falseAlarmsPerWeek)));
    }
    var byRaise =
        best(allowed).stream()
            .collect(Collectors.groupingBy(outcome -> outcome.rule().raiseAfter()));
    return byRaise.values().stream()
        .max(Comparator.comparingInt(List::size))
        .map(widest -> widest.get(widest.size() / 2));
  }

  private List<Outcome> best(List<Outcome> allowed) {
    var choice = limits.choice();
    if (choice.best() == AlarmConfig.Measure.EVENT_RECALL) {
      return highest(allowed, Outcome::eventRecall, 1);
    }
    var enough = highest(allowed, Outcome::eventRecall, choice.enoughEventRecall());
    var telling = highest(enough, Outcome::balancedAccuracy, choice.enoughBalancedAccuracy());
    return highest(telling, outcome -> -outcome.falsePositiveRate(), 1);
  }

  /** Those with the highest measure, or with as much of it as is enough. */
  private static List<Outcome> highest(
      List<Outcome> outcomes, ToDoubleFunction<Outcome> measure, double enough) {
    var least = Math.min(enough, outcomes.stream().mapToDouble(measure).max().orElseThrow());
    return outcomes.stream().filter(outcome -> measure.applyAsDouble(outcome) >= least).toList();
  }

  private static Outcome outcome(AlarmRule rule, double[] sums, int at) {
    return new Outcome(
        rule,
        sums[at + DETECTED] / sums[at + EVENTS],
        sums[at + TRUE_POSITIVES] / sums[at + POSITIVE],
        sums[at + FALSE_POSITIVES] / sums[at + NORMAL],
        sums[at + FALSE_ALARMS] * SECONDS_A_WEEK / sums[at + SECONDS]);
  }

  private double[] sums(Dataset<Row> scored) {
    var counting = new Counting(new ArrayList<>(rules), limits.mergeGapS(), stepSeconds, columns);
    return numbers(
        scored
            .select(read())
            .groupByKey((MapFunction<Row, String>) row -> row.getString(0), Encoders.STRING())
            .mapGroups(counting, Encoders.BINARY())
            .javaRDD()
            .fold(bytes(new double[rules.size() * COUNTS]), ThresholdSearch::added));
  }

  private static byte[] added(byte[] one, byte[] other) {
    var sums = numbers(one);
    var others = numbers(other);
    Arrays.setAll(sums, i -> sums[i] + others[i]);
    return bytes(sums);
  }

  /** The entity first. */
  private Column[] read() {
    return Stream.of(
            columns.entity(), "ts", AlarmColumns.SCORE, "label", columns.event(), "started_at")
        .map(name -> col(name))
        .toArray(Column[]::new);
  }

  private static double[] numbers(byte[] bytes) {
    var numbers = new double[bytes.length / Double.BYTES];
    ByteBuffer.wrap(bytes).asDoubleBuffer().get(numbers);
    return numbers;
  }

  /** Thousands of numbers an entity: as columns they would cost more than counting them. */
  private static byte[] bytes(double[] numbers) {
    var bytes = ByteBuffer.allocate(numbers.length * Double.BYTES);
    bytes.asDoubleBuffer().put(numbers);
    return bytes.array();
  }

  private record Counting(
      ArrayList<AlarmRule> rules, long mergeGapS, long stepSeconds, AlarmColumns columns)
      implements MapGroupsFunction<String, Row, byte[]> {

    @Override
    public byte[] call(String entity, java.util.Iterator<Row> group) {
      var series = AlarmSeries.of(group, columns);
      var scores = series.scores();
      var sums = new double[rules.size() * COUNTS];
      var before = new boolean[0];
      for (var i = 0; i < rules.size(); i++) {
        var alarms = rules.get(i).alarms(scores);
        // Most neighbours of 500 thresholds have no score between them.
        if (Arrays.equals(alarms, before)) {
          System.arraycopy(sums, (i - 1) * COUNTS, sums, i * COUNTS, COUNTS);
        } else {
          add(series, alarms, sums, i * COUNTS);
        }
        before = alarms;
      }
      return bytes(sums);
    }

    private void add(AlarmSeries series, boolean[] alarms, double[] sums, int at) {
      var tallies = series.tallies(alarms, mergeGapS);
      for (var w = 0; w < alarms.length; w++) {
        var tally = tallies.get(w);
        String label = series.rows().get(w).getAs("label");
        var normal = AlarmColumns.NORMAL.equals(label);
        var positive = columns.positive().equals(label);
        sums[at + EVENTS] += tally.detected().isPresent() ? 1 : 0;
        sums[at + DETECTED] += tally.detected().orElse(0);
        sums[at + FALSE_ALARMS] += tally.falseAlarm();
        sums[at + NORMAL] += normal ? 1 : 0;
        sums[at + FALSE_POSITIVES] += normal && alarms[w] ? 1 : 0;
        sums[at + SECONDS] += stepSeconds;
        sums[at + POSITIVE] += positive ? 1 : 0;
        sums[at + TRUE_POSITIVES] += positive && alarms[w] ? 1 : 0;
      }
    }
  }
}
