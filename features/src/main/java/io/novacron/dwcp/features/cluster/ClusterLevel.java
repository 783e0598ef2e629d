package io.novacron.dwcp.features.cluster;

import java.util.Arrays;
import java.util.Optional;

/**
 * What is usual for a cluster: median and spread of each signal over the samples of some minutes.
 *
 * <p>Definition: spread = 1.4826 × median of |x − median|, the deviation of a normal law, or the
 * signal's least spread where that is larger. Episodes move neither, as long as they take less than
 * half of the time. A signal that was not measured is unknown: its median is NaN.
 *
 * <p>Not a record: it holds arrays, which nobody changes after it is built.
 */
final class ClusterLevel {

  private static final double NORMAL_LAW = 1.4826;

  private final double[] medians;
  private final double[] spreads;

  private ClusterLevel(double[] medians, double[] spreads) {
    this.medians = medians;
    this.spreads = spreads;
  }

  /** The level of the samples that had arrived by {@code knownMicros}; none of too few samples. */
  static Optional<ClusterLevel> of(
      Iterable<ClusterSample> samples, long knownMicros, int leastSamples) {
    var signals = ClusterSignal.values();
    var columns = new double[signals.length][16];
    var counts = new int[signals.length];
    var known = 0;
    for (var sample : samples) {
      if (sample.arrivedMicros() > knownMicros) {
        continue;
      }
      known++;
      for (var signal : signals) {
        var at = signal.place();
        if (!Double.isNaN(sample.of(signal))) {
          if (counts[at] == columns[at].length) {
            columns[at] = Arrays.copyOf(columns[at], 2 * counts[at]);
          }
          columns[at][counts[at]++] = sample.of(signal);
        }
      }
    }
    if (known < leastSamples) {
      return Optional.empty();
    }
    var medians = new double[signals.length];
    var spreads = new double[signals.length];
    for (var signal : signals) {
      var at = signal.place();
      var values = Arrays.copyOf(columns[at], counts[at]);
      medians[at] = median(values);
      for (var i = 0; i < values.length; i++) {
        values[i] = Math.abs(values[i] - medians[at]);
      }
      var spread = NORMAL_LAW * median(values);
      spreads[at] = spread > signal.leastSpread() ? spread : signal.leastSpread();
    }
    return Optional.of(new ClusterLevel(medians, spreads));
  }

  /** Sorts the values; the lower of two middle ones, NaN of none. */
  private static double median(double[] values) {
    Arrays.sort(values);
    return values.length == 0 ? Double.NaN : values[(values.length - 1) / 2];
  }

  /** How far a number lies from the usual, in usual deviations; NaN when either is unknown. */
  double deviation(ClusterSignal signal, double value) {
    return (value - medians[signal.place()]) / spreads[signal.place()];
  }

  /** A difference of two numbers, in usual deviations of such a difference. */
  double rise(ClusterSignal signal, double difference) {
    return difference / (Math.sqrt(2) * spreads[signal.place()]);
  }

  /** The usual number, NaN when unknown. */
  double median(ClusterSignal signal) {
    return medians[signal.place()];
  }
}
