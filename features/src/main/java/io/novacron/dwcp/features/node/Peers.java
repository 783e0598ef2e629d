package io.novacron.dwcp.features.node;

import java.util.Arrays;

/**
 * Centre and spread of a group of nodes at one time.
 *
 * @param median of the known values; NaN when there are too few
 * @param scale 1.4826 × median absolute deviation, but at least the smallest scale; 1.4826 makes it
 *     a normal distribution's standard deviation
 */
record Peers(double median, double scale) {

  private static final double NORMAL = 1.4826;

  static Peers of(double[] values, NodeFeatureConfig config) {
    var known = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    if (known.length < config.leastPeers()) {
      return new Peers(Double.NaN, Double.NaN);
    }
    var median = middle(known);
    var distances = Arrays.stream(known).map(value -> Math.abs(value - median)).sorted().toArray();
    return new Peers(median, Math.max(NORMAL * middle(distances), config.smallestPeerScale()));
  }

  private static double middle(double[] sorted) {
    var half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** NaN without peers. */
  double deviation(double value) {
    return (value - median) / scale;
  }
}
