package io.novacron.dwcp.jobs.operate.outlier;

import io.novacron.dwcp.evaluation.metric.Interval;
import io.novacron.dwcp.evaluation.metric.Intervals;
import io.novacron.dwcp.jobs.operate.BenchmarkRow;
import io.novacron.dwcp.jobs.operate.BenchmarkRow.Verdict;
import io.novacron.dwcp.jobs.operate.outlier.OutlierRun.Alarmed;
import io.novacron.dwcp.jobs.operate.outlier.OutlierSet.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Benchmark rows of one set: one for each figure of ours and reference, or one without a reference.
 *
 * <p>A row is met when ours lies within the tolerance of the published figure and above the floor,
 * whichever there is; absent when there is neither.
 */
final class OutlierRows {

  private static final String RECALL = "event_recall";
  private static final String FALSE_ALARMS = "false_alarms_per_day";

  private final String name;
  private final OutlierSet set;

  OutlierRows(String name, OutlierSet set) {
    this.name = name;
    this.set = set;
  }

  /** A figure of ours. */
  private record Figure(
      String data, String metric, OptionalDouble value, Interval interval, long n) {}

  /** What there would be to compare with, or one row where there is nothing. */
  List<BenchmarkRow> absent() {
    if (set.references().isEmpty()) {
      return List.of(row(nothing(name, "-"), none()));
    }
    return set.references().stream()
        .map(reference -> row(nothing(reference.data(), reference.metric()), reference))
        .toList();
  }

  /** The mean of areas, of seeds or of series, with Student's interval. */
  List<BenchmarkRow> mean(String data, String metric, List<Double> values, long n) {
    var mean = values.stream().mapToDouble(Double::doubleValue).average();
    return rows(new Figure(data, metric, mean, Intervals.mean(values).within(0, 1), n));
  }

  /** Recall and false alarms of each series, then of all. */
  List<BenchmarkRow> events(List<Alarmed> series) {
    var all = new ArrayList<>(series);
    all.add(
        new Alarmed(
            name,
            series.stream().mapToLong(Alarmed::events).sum(),
            series.stream().mapToLong(Alarmed::found).sum(),
            series.stream().mapToLong(Alarmed::falseAlarms).sum(),
            series.stream().mapToDouble(Alarmed::days).sum()));
    var rows = new ArrayList<BenchmarkRow>();
    for (var one : all) {
      rows.addAll(rows(recall(one)));
      var perDay = one.falseAlarms() / one.days();
      rows.addAll(
          rows(
              new Figure(
                  one.series(),
                  FALSE_ALARMS,
                  OptionalDouble.of(perDay),
                  Intervals.mean(List.of()),
                  one.falseAlarms())));
    }
    return rows;
  }

  private static Figure recall(Alarmed series) {
    if (series.events() == 0) {
      return nothing(series.series(), RECALL);
    }
    var share = series.found() / (double) series.events();
    return new Figure(
        series.series(),
        RECALL,
        OptionalDouble.of(share),
        Intervals.wilson(share, series.events()),
        series.events());
  }

  private static Figure nothing(String data, String metric) {
    return new Figure(data, metric, OptionalDouble.empty(), Intervals.mean(List.of()), 0);
  }

  private static Reference none() {
    return new Reference("", "", "", OptionalDouble.empty(), 0, OptionalDouble.empty());
  }

  private List<BenchmarkRow> rows(Figure figure) {
    var rows =
        set.references().stream()
            .filter(reference -> reference.data().equals(figure.data()))
            .filter(reference -> reference.metric().equals(figure.metric()))
            .map(reference -> row(figure, reference))
            .toList();
    return rows.isEmpty() ? List.of(row(figure, none())) : rows;
  }

  private BenchmarkRow row(Figure figure, Reference reference) {
    var source = reference.source();
    return new BenchmarkRow(
        figure.data(),
        set.model(),
        source.isEmpty() ? figure.metric() : figure.metric() + ", beside " + source,
        figure.value(),
        figure.interval().low(),
        figure.interval().high(),
        figure.n(),
        reference.published(),
        reference.floor(),
        verdict(figure.value(), reference));
  }

  private static Verdict verdict(OptionalDouble ours, Reference reference) {
    var published = reference.published();
    var floor = reference.floor();
    if (ours.isEmpty() || (published.isEmpty() && floor.isEmpty())) {
      return Verdict.ABSENT;
    }
    var value = ours.getAsDouble();
    var meets =
        published.isEmpty() || Math.abs(value - published.getAsDouble()) <= reference.tolerance();
    var exceeds = floor.isEmpty() || value > floor.getAsDouble();
    return meets && exceeds ? Verdict.MET : Verdict.MISSED;
  }
}
