package io.novacron.dwcp.jobs.operate;

import io.novacron.dwcp.jobs.operate.BenchmarkRow.Verdict;
import io.novacron.dwcp.jobs.operate.ReportInput.Metric;
import io.novacron.dwcp.jobs.operate.ReportInput.Model;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A night's selector on measured payloads as benchmark rows, each metric beside the best single
 * choice on the same transfers.
 *
 * <p>Nobody has published such figures, so {@code published} is empty; a row is met when its whole
 * interval lies on the better side of the floor.
 */
public final class SelectorBenchmark {

  private static final String DATA = "squash";
  private static final String FLOOR = "floor:best-single";
  private static final String TEST = "test";

  /** A metric and whether more of it is better. */
  private record Wanted(String metric, boolean moreIsBetter) {}

  private static final List<Wanted> WANTED =
      List.of(
          new Wanted("tie_aware_accuracy", true),
          new Wanted("accuracy", true),
          new Wanted("mean_regret", false),
          new Wanted("gap_closed", true));

  private SelectorBenchmark() {}

  /** The rows of every model of the night that was measured on its test part. */
  public static List<BenchmarkRow> rows(ReportInput night) {
    return night.models().stream()
        .flatMap(model -> WANTED.stream().map(wanted -> row(model, wanted)))
        .toList();
  }

  private static BenchmarkRow row(Model model, Wanted wanted) {
    var ours = metric(model, ReportInput.CANDIDATE, wanted);
    var floor = metric(model, FLOOR, wanted).map(Metric::value).orElse(OptionalDouble.empty());
    return new BenchmarkRow(
        DATA,
        model.name(),
        wanted.metric(),
        ours.map(Metric::value).orElse(OptionalDouble.empty()),
        ours.map(Metric::ciLow).orElse(OptionalDouble.empty()),
        ours.map(Metric::ciHigh).orElse(OptionalDouble.empty()),
        ours.map(Metric::n).orElse(0L),
        OptionalDouble.empty(),
        floor,
        verdict(ours, floor, wanted));
  }

  private static Optional<Metric> metric(Model model, String scorer, Wanted wanted) {
    return model.metrics().stream()
        .filter(metric -> metric.isOf(scorer, TEST, ReportInput.ALL))
        .filter(metric -> metric.metric().equals(wanted.metric()))
        .findFirst();
  }

  private static Verdict verdict(Optional<Metric> ours, OptionalDouble floor, Wanted wanted) {
    var end = ours.map(wanted.moreIsBetter() ? Metric::ciLow : Metric::ciHigh);
    if (end.isEmpty() || end.get().isEmpty() || floor.isEmpty()) {
      return Verdict.ABSENT;
    }
    var gain = end.get().getAsDouble() - floor.getAsDouble();
    return (wanted.moreIsBetter() ? gain : -gain) > 0 ? Verdict.MET : Verdict.MISSED;
  }
}
