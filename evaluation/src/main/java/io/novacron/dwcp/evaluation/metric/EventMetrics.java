package io.novacron.dwcp.evaluation.metric;

import static io.novacron.dwcp.evaluation.metric.Sql.amount;
import static io.novacron.dwcp.evaluation.metric.Sql.flag;

import java.util.List;

/**
 * Metrics of alarms against labelled events, from the map {@code amounts}: {@code event_detected},
 * 0 or 1 on one row of each event; {@code detect_s}, on that row of each detected event; {@code
 * false_alarm}, 1 on one row of each alarm that no event explains; {@code observed_s}, what each
 * row stands for.
 */
final class EventMetrics {

  private static final double SECONDS_A_WEEK = 7 * 86_400.0;

  private EventMetrics() {}

  /** Share of events with at least one alarm from onset to end; no point adjustment. */
  static Metric eventRecall() {
    return new Rate(
        About.ratio("event_recall", "share of events with at least one alarm from onset to end"),
        new Term("events", flag(amount("event_detected") + " IS NOT NULL")),
        new Term("detected events", flag(amount("event_detected") + " = 1")));
  }

  /** Decided so of the rows that are not of the class that is looked for. */
  static Metric falsePositiveRate(String positive) {
    var negative = "truth IS NOT NULL AND truth <> '%s'".formatted(positive);
    return new Rate(
        new About(
            "false_positive_rate",
            "share of rows of other classes that are decided as " + positive,
            "ratio",
            false,
            0,
            1),
        new Term("not truth " + positive, flag(negative)),
        new Term(
            "decision " + positive + " beside truth",
            flag(negative + " AND prediction = '%s'".formatted(positive))));
  }

  /** How often one entity calls for nothing in a week. */
  static Metric falseAlarms() {
    var alarms = new Term("false alarms", amount("false_alarm"));
    var observed = new Term("observed s", amount("observed_s"));
    var lacking =
        new Term(
            "without false_alarm or observed_s",
            flag("%s + %s IS NULL".formatted(amount("false_alarm"), amount("observed_s"))));
    var rows = new Term("rows", "1.0D");
    return new Formula(
        About.loss(
            "false_alarms_per_entity_week",
            "1/week",
            "alarm episodes that overlap no event, over the weeks observed"),
        List.of(alarms, observed, lacking, rows),
        sums ->
            sums.at(lacking) > 0
                ? Outcome.undefined(
                    "%d rows without false_alarm or observed_s".formatted(sums.count(lacking)))
                : Outcome.ratio(
                    sums.at(alarms) * SECONDS_A_WEEK,
                    sums.at(observed),
                    sums.count(rows),
                    "nothing was observed"));
  }

  /** From onset to the first alarm, over detected events. */
  static Metric timeToDetect() {
    var having = new Term("times to detect", flag(amount("detect_s") + " IS NOT NULL"));
    var total = new Term("sum of detect_s", amount("detect_s"));
    return new Formula(
        About.loss(
            "mean_time_to_detect_s", "s", "mean time from onset to the first alarm, detected only"),
        List.of(having, total),
        sums ->
            Outcome.ratio(
                sums.at(total), sums.at(having), sums.count(having), "no event was detected"));
  }
}
