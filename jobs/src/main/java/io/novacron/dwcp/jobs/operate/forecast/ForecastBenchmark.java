package io.novacron.dwcp.jobs.operate.forecast;

import io.novacron.dwcp.evaluation.metric.BlockedErrors;
import io.novacron.dwcp.jobs.generate.trace.MeasuredRates;
import io.novacron.dwcp.jobs.operate.BenchmarkRow;
import io.novacron.dwcp.jobs.operate.BenchmarkRow.Verdict;
import io.novacron.dwcp.jobs.operate.forecast.ForecastConfig.Kind;
import io.novacron.dwcp.jobs.operate.forecast.ForecastConfig.Reference;
import io.novacron.dwcp.jobs.operate.forecast.ForecastConfig.SeriesSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Forecasts of measured throughput, each beside what is published and beside the floors.
 *
 * <p>The protocol is that of Mei et al. (PAM 2019) on NYU-METS: the last fifth of a series is the
 * test, a forecast sees some seconds of history, errors are in Mbit/s. That the floors come out as
 * published proves split, units and metric; only then does a figure of ours mean anything. A data
 * set that is not there is absent.
 */
public final class ForecastBenchmark {

  private final ForecastConfig config;
  private final long seed;

  public ForecastBenchmark(ForecastConfig config, long seed) {
    this.config = config;
    this.seed = seed;
  }

  /** All rows of the suite, set by set. */
  public List<BenchmarkRow> run(Path data) {
    var rows = new ArrayList<BenchmarkRow>();
    for (var set : config.sets()) {
      var rates = MeasuredRates.read(data, set.longestStepS()).get(set.data());
      for (var horizon : set.horizons()) {
        rows.addAll(rates == null ? absent(set, horizon) : floors(rates, set, horizon));
      }
    }
    return List.copyOf(rows);
  }

  private List<BenchmarkRow> floors(MeasuredRates rates, SeriesSet set, int horizon) {
    var examples = Examples.of(rates, set, horizon, config.testShare());
    var rows = new ArrayList<BenchmarkRow>();
    for (var floor : Forecaster.values()) {
      var forecast = floor.fit(examples.train(), order(set));
      var errors =
          examples.test().stream()
              .mapToDouble(one -> forecast.applyAsDouble(one) - one.value())
              .toArray();
      rows.add(row(set, floor.word(order(set)), horizon, errors));
    }
    return rows;
  }

  private int order(SeriesSet set) {
    return Math.min(config.autoregression(), set.history());
  }

  private List<BenchmarkRow> absent(SeriesSet set, int horizon) {
    return java.util.Arrays.stream(Forecaster.values())
        .map(floor -> floor.word(order(set)))
        .map(
            model ->
                new BenchmarkRow(
                    set.data(),
                    model,
                    metric(horizon),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    0,
                    ForecastConfig.published(config.reference(set.data(), model, horizon)),
                    OptionalDouble.empty(),
                    Verdict.ABSENT))
        .toList();
  }

  private BenchmarkRow row(SeriesSet set, String model, int horizon, double[] errors) {
    var reference = config.reference(set.data(), model, horizon);
    var measured = BlockedErrors.of(errors, config.blockRows(), config.replicates(), seed);
    return new BenchmarkRow(
        set.data(),
        model,
        metric(horizon),
        OptionalDouble.of(measured.rmse()),
        measured.interval().low(),
        measured.interval().high(),
        measured.n(),
        ForecastConfig.published(reference),
        OptionalDouble.empty(),
        verdict(measured.rmse(), reference));
  }

  private static String metric(int horizon) {
    return "rmse, Mbit/s, %d ahead".formatted(horizon);
  }

  static Verdict verdict(double ours, Optional<Reference> reference) {
    if (reference.isEmpty()) {
      return Verdict.ABSENT;
    }
    var published = reference.get().published();
    var met =
        reference.get().kind() == Kind.AT_MOST
            ? ours <= published
            : Math.abs(ours - published) <= reference.get().tolerance();
    return met ? Verdict.MET : Verdict.MISSED;
  }
}
