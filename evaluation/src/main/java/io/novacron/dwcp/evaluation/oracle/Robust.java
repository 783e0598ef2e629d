package io.novacron.dwcp.evaluation.oracle;

import java.util.List;

/** Median and median absolute deviation. */
final class Robust {

  /** Makes the MAD of a normal distribution its standard deviation. */
  private static final double NORMAL = 1.4826;

  private Robust() {}

  /** The middle value, or the mean of the two middle ones, of one or more finite values. */
  static double median(List<Double> values) {
    var sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    var middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** {@code 1.4826 * median(|x - median(x)|) / median(x)}; 0 where the median is 0. */
  static double relativeDeviation(List<Double> values) {
    var median = median(values);
    var deviations = values.stream().map(value -> Math.abs(value - median)).toList();
    return median == 0 ? 0 : NORMAL * median(deviations) / Math.abs(median);
  }
}
