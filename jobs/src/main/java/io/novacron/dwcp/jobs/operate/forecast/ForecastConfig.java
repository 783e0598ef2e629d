package io.novacron.dwcp.jobs.operate.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The suite {@code bandwidth} of the subcommand {@code benchmark}.
 *
 * @param testShare share of a series' samples, its last, that is forecast
 * @param autoregression values that the linear floor looks back on, count
 * @param blockRows forecasts in a row that the bootstrap resamples together
 * @param replicates bootstrap replicates
 * @param sets what is forecast
 * @param network ours
 * @param references figures of others
 */
public record ForecastConfig(
    double testShare,
    int autoregression,
    int blockRows,
    int replicates,
    List<SeriesSet> sets,
    NetworkConfig network,
    List<Reference> references) {

  /**
   * One data set.
   *
   * @param data its name, see {@link io.novacron.dwcp.jobs.generate.trace.MeasuredRates}
   * @param history samples that a forecast looks back on
   * @param horizons how many samples ahead
   * @param longestStepS samples further apart are of two runs, s
   */
  public record SeriesSet(String data, int history, List<Integer> horizons, double longestStepS) {

    public SeriesSet {
      horizons = List.copyOf(horizons);
      if (history < 1 || horizons.isEmpty() || horizons.stream().anyMatch(h -> h < 1)) {
        throw new IllegalArgumentException(
            "sets: history, horizons of %s: %d, %s; at least 1, at least one"
                .formatted(data, history, horizons));
      }
    }
  }

  /** How ours is to stand to a published figure. */
  public enum Kind {
    /** Within the tolerance: the protocol is the same. */
    EQUAL,
    /** At most the published figure. */
    AT_MOST
  }

  /**
   * A published root mean squared error.
   *
   * @param model whose row it stands in
   * @param horizon samples ahead
   * @param published Mbit/s
   * @param tolerance by how much an equal figure may differ, Mbit/s
   */
  public record Reference(
      String data, String model, int horizon, Kind kind, double published, double tolerance) {}

  public ForecastConfig {
    sets = List.copyOf(sets);
    references = List.copyOf(references);
    var faults = new ArrayList<String>();
    if (!(testShare > 0 && testShare < 1)) {
      faults.add("test-share: " + testShare + "; between 0 and 1");
    }
    if (autoregression < 1) {
      faults.add("autoregression: " + autoregression + "; 1 or more");
    }
    if (blockRows < 1 || replicates < 100) {
      faults.add(
          "block-rows, replicates: %d, %d; at least 1 and 100".formatted(blockRows, replicates));
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", faults));
    }
  }

  /** What is published of a model's forecasts. */
  java.util.Optional<Reference> reference(String data, String model, int horizon) {
    return references.stream()
        .filter(reference -> reference.data().equals(data) && reference.model().equals(model))
        .filter(reference -> reference.horizon() == horizon)
        .findFirst();
  }

  static OptionalDouble published(java.util.Optional<Reference> reference) {
    return reference.map(one -> OptionalDouble.of(one.published())).orElse(OptionalDouble.empty());
  }
}
