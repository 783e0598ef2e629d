package io.novacron.dwcp.evaluation.metric;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/** The three kinds of 95 % intervals. */
public final class Intervals {

  /** The normal distribution's 97.5 % point. */
  private static final double Z = 1.959963984540054;

  private Intervals() {}

  /**
   * Wilson's score interval for a share of independent trials (Wilson 1927; no continuity
   * correction). Never empty, also at 0 and 1.
   *
   * @param share hits over trials
   * @param n trials, at least 1
   */
  public static Interval wilson(double share, long n) {
    double z2 = Z * Z / n;
    double middle = (share + z2 / 2) / (1 + z2);
    double half = Z / (1 + z2) * Math.sqrt(share * (1 - share) / n + z2 / (4 * n));
    return Interval.of(Math.max(0, middle - half), Math.min(1, middle + half), "wilson");
  }

  /**
   * Percentile interval of bootstrap replicates over groups of rows, its ends moved away from the
   * value by {@code t(0.975, groups - 1) / z * sqrt(groups / (groups - 1))}: percentiles of few
   * groups are too narrow (Cameron, Gelbach and Miller 2008).
   *
   * <p>Replicates in which the metric is undefined (NaN) are left out; there is no interval with
   * fewer than two groups, or when fewer than half of the replicates are defined. Quantiles
   * interpolate linearly (type 7).
   *
   * @param value the value over all rows
   * @param replicates the value in each replicate, NaN where undefined; not changed
   * @param groups groups that were resampled
   */
  static Interval bootstrap(double value, double[] replicates, int groups) {
    if (groups < 2) {
      return Interval.none("one group of rows only, no bootstrap");
    }
    var sorted = Arrays.stream(replicates).filter(x -> !Double.isNaN(x)).sorted().toArray();
    if (sorted.length * 2 < replicates.length || sorted.length == 0) {
      return Interval.none("undefined in most bootstrap replicates");
    }
    double t = new TDistribution(null, groups - 1.0).inverseCumulativeProbability(0.975);
    double stretch = t / Z * Math.sqrt(groups / (groups - 1.0));
    double low = Math.min(value, value + (quantile(sorted, 0.025) - value) * stretch);
    double high = Math.max(value, value + (quantile(sorted, 0.975) - value) * stretch);
    var method = "bootstrap of %d groups, %d replicates".formatted(groups, sorted.length);
    return Interval.of(low, high, method);
  }

  /**
   * Student's interval for the mean of independent values; none for fewer than two.
   *
   * @param values one a repetition or a group
   */
  public static Interval mean(List<Double> values) {
    if (values.size() < 2) {
      return Interval.none("one value only");
    }
    var moments = new SummaryStatistics();
    values.forEach(moments::addValue);
    var t = new TDistribution(null, values.size() - 1.0).inverseCumulativeProbability(0.975);
    var half = t * moments.getStandardDeviation() / Math.sqrt(values.size());
    return Interval.of(
        moments.getMean() - half, moments.getMean() + half, "t of %d".formatted(values.size()));
  }

  private static double quantile(double[] sorted, double q) {
    double at = q * (sorted.length - 1);
    var below = (int) Math.floor(at);
    var above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
