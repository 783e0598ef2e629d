package io.novacron.dwcp.jobs.export;

import static io.novacron.dwcp.jobs.export.CandidateCost.Need.BASELINE;
import static io.novacron.dwcp.jobs.export.CandidateCost.Need.SLOW_LINK;

import io.novacron.dwcp.jobs.export.SelectorSpec.CostColumn;
import io.novacron.dwcp.jobs.export.TensorSpec.Field;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;

/** A whole small selector: spec, plausible rows and boosters trained on them. */
final class Selectors {

  static final List<Field> FEATURES =
      List.of(
          new Field("entropy", "bit"),
          new Field("trial_lz4", "1"),
          new Field("size_bytes", "B"),
          new Field("bandwidth_mbps", "Mbit/s"),
          new Field("rtt_ms", "ms"),
          new Field("cpu_idle", "1"),
          new Field("streams", "1"),
          new Field("has_baseline", "1"),
          new Field("trial_delta", "1"),
          new Field("trial_share", "1"));

  static final List<CandidateCost> CANDIDATES =
      List.of(
          new CandidateCost("none", "", "", Set.of()),
          new CandidateCost("lz4", "trial_lz4", "trial_share", Set.of()),
          new CandidateCost("zstd", "trial_lz4", "", Set.of()),
          new CandidateCost("zstd-max", "trial_lz4", "", Set.of(SLOW_LINK)),
          new CandidateCost("delta+lz4", "trial_delta", "", Set.of(BASELINE)),
          new CandidateCost("delta+zstd-max", "trial_delta", "", Set.of(BASELINE, SLOW_LINK)));

  private Selectors() {}

  static SelectorSpec spec() {
    return spec(new SelectorSettings(1.3f, 0.6f, 8, 10, 1.1f, "zstd"));
  }

  static SelectorSpec spec(SelectorSettings settings) {
    return new SelectorSpec(FEATURES, quantities(), "has_baseline", CANDIDATES, settings);
  }

  static Map<Quantity, CostColumn> quantities() {
    return Map.of(
        Quantity.SIZE_BYTES, new CostColumn("size_bytes", 4096),
        Quantity.BANDWIDTH_MBPS, new CostColumn("bandwidth_mbps", 100),
        Quantity.CPU_IDLE, new CostColumn("cpu_idle", 0.5f),
        Quantity.STREAMS, new CostColumn("streams", 1));
  }

  /** Rows as a fleet would give them, with one value in nine missing. */
  static FloatMatrix rows(int seed, int count) {
    var random = new Random(seed);
    var rows = FloatMatrix.zeros(count, FEATURES.size());
    for (var row = 0; row < count; row++) {
      var values =
          new double[] {
            random.nextDouble() * 8,
            random.nextDouble() * 1.1,
            Math.exp(random.nextDouble() * 16),
            Math.exp(random.nextDouble() * 9),
            Math.exp(random.nextDouble() * 5),
            random.nextDouble(),
            1 + random.nextInt(16),
            random.nextInt(2),
            random.nextDouble(),
            random.nextInt(3) / 2.0
          };
      for (var c = 0; c < values.length; c++) {
        rows.set(row, c, random.nextInt(9) == 0 ? Float.NaN : (float) values[c]);
      }
    }
    return rows;
  }

  /** Exact regressors of sizes and work, one of each a packed candidate. */
  static List<Booster> sizes(FloatMatrix rows) {
    return IntStream.range(0, 10)
        .mapToObj(
            k ->
                ExactLeaves.round(
                    Trained.regressor(rows, Map.of("seed", k, "eta", 0.1 + k / 20.0))))
        .toList();
  }

  /** An exact classifier that learns the cheapest candidate. */
  static Booster classes(FloatMatrix rows, FloatMatrix relativeCosts) {
    var labels = new float[rows.rows()];
    for (var row = 0; row < labels.length; row++) {
      for (var c = 0; c < relativeCosts.columns(); c++) {
        if (relativeCosts.at(row, c) == 1f) {
          labels[row] = c;
        }
      }
    }
    var inputs = rows.columns() == FEATURES.size() ? rows.beside(relativeCosts) : rows;
    return ExactLeaves.round(
        Trained.train(inputs, labels, "multi:softprob", Map.of("num_class", CANDIDATES.size())));
  }

  /** An exact classifier over the features alone. */
  static Booster plainClasses(FloatMatrix rows) {
    return ExactLeaves.round(Trained.classifier(rows, CANDIDATES.size(), Map.of()));
  }

  static TreeEnsemble stacked(List<Booster> boosters) {
    return TreeEnsemble.stack(boosters.stream().map(TreesToOnnx::trees).toList());
  }
}
