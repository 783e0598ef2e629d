package io.novacron.dwcp.jobs.operate.forecast;

import io.novacron.dwcp.common.run.Seeds;
import io.novacron.dwcp.evaluation.metric.BlockedErrors;
import io.novacron.dwcp.evaluation.metric.Intervals;
import io.novacron.dwcp.jobs.export.LstmModel;
import io.novacron.dwcp.jobs.generate.trace.MeasuredRates;
import io.novacron.dwcp.jobs.operate.BenchmarkRow;
import io.novacron.dwcp.jobs.operate.BenchmarkRow.Verdict;
import io.novacron.dwcp.jobs.operate.forecast.ForecastConfig.Kind;
import io.novacron.dwcp.jobs.operate.forecast.ForecastConfig.Reference;
import io.novacron.dwcp.jobs.operate.forecast.ForecastConfig.SeriesSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forecasts of measured throughput, each beside what is published and beside the floors.
 *
 * <p>The protocol is that of Mei et al. (PAM 2019) on NYU-METS: the last fifth of a series is the
 * test, a forecast sees some seconds of history, errors are in Mbit/s. That the floors come out as
 * published proves split, units and metric; only then does a figure of ours mean anything. A data
 * set that is not there is absent.
 */
public final class ForecastBenchmark {

  private static final Logger LOG = LoggerFactory.getLogger(ForecastBenchmark.class);
  private static final String LSTM = "LSTM";

  private final ForecastConfig config;
  private final long seed;

  public ForecastBenchmark(ForecastConfig config, long seed) {
    this.config = config;
    this.seed = seed;
  }

  /** The suite with the network of the configuration, after the floors of every set. */
  public List<BenchmarkRow> run(Path data, SparkSession spark) {
    var rows = new ArrayList<>(run(data));
    var network = new ForecastNetwork(spark, config.network(), config.testShare());
    var fitted = new TreeMap<String, List<LstmModel>>();
    for (var set : config.sets()) {
      var rates = MeasuredRates.read(data, set.longestStepS()).get(set.data());
      if (!config.network().sets().contains(set.data())) {
        continue;
      }
      if (rates == null) {
        set.horizons().forEach(horizon -> rows.add(absent(set, LSTM, horizon)));
        continue;
      }
      var models = new ArrayList<LstmModel>();
      for (var i = 0; i < config.network().seeds(); i++) {
        models.add(network.fit(rates, set, Seeds.derive(seed, "forecast " + i)));
      }
      fitted.put(set.data(), models);
      for (var horizon : set.horizons()) {
        rows.add(told(network(rates, set, horizon, set.data(), models)));
      }
    }
    rows.addAll(crossings(data, fitted));
    return List.copyOf(rows);
  }

  /** The test part of one set by the networks of another; nobody has published such figures. */
  private List<BenchmarkRow> crossings(Path data, Map<String, List<LstmModel>> fitted) {
    var rows = new ArrayList<BenchmarkRow>();
    for (var crossing : config.network().crossings()) {
      for (var set : config.sets()) {
        var rates = MeasuredRates.read(data, set.longestStepS()).get(set.data());
        var models = fitted.get(crossing.train());
        if (set.data().equals(crossing.test()) && rates != null && models != null) {
          var name = "%s, fitted on %s".formatted(crossing.test(), crossing.train());
          rows.add(told(network(rates, set, 1, name, models)));
        }
      }
    }
    return rows;
  }

  /** Mean over the seeds with Student's interval; the floor is the best of the floors. */
  private BenchmarkRow network(
      MeasuredRates rates, SeriesSet set, int horizon, String name, List<LstmModel> models) {
    var examples = Examples.of(rates, set, horizon, config.testShare());
    var all = new ArrayList<Double>();
    for (var model : models) {
      var errors = ForecastNetwork.errors(model, examples.test(), horizon);
      all.add(BlockedErrors.of(errors, config.blockRows(), config.replicates(), seed).rmse());
    }
    var floor =
        floors(rates, set, horizon).stream().mapToDouble(row -> row.ours().orElseThrow()).min();
    var reference = config.reference(name, LSTM, horizon);
    var mean = all.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    var interval = Intervals.mean(all);
    var high = interval.high().orElse(Double.POSITIVE_INFINITY);
    var beatsFloor = high < floor.orElseThrow() ? Verdict.MET : Verdict.MISSED;
    return new BenchmarkRow(
        name,
        LSTM,
        metric(horizon),
        OptionalDouble.of(mean),
        interval.low(),
        interval.high(),
        examples.test().size(),
        ForecastConfig.published(reference),
        floor,
        reference.isEmpty() ? beatsFloor : verdict(mean, reference));
  }

  /** Fits take minutes: each row is told when it is there. */
  private static BenchmarkRow told(BenchmarkRow row) {
    LOG.info("{}", row);
    return row;
  }

  /** The floors, set by set. */
  List<BenchmarkRow> run(Path data) {
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
    if (examples.test().isEmpty()) {
      return absent(set, horizon);
    }
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
    return Arrays.stream(Forecaster.values())
        .map(floor -> absent(set, floor.word(order(set)), horizon))
        .toList();
  }

  private BenchmarkRow absent(SeriesSet set, String model, int horizon) {
    return new BenchmarkRow(
        set.data(),
        model,
        metric(horizon),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        0,
        ForecastConfig.published(config.reference(set.data(), model, horizon)),
        OptionalDouble.empty(),
        Verdict.ABSENT);
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
