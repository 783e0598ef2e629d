package io.novacron.dwcp.jobs.generate.consensus;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Latencies with weights: how many requests each stands for.
 *
 * <p><b>Units.</b> ms. Mean and percentiles of nothing are empty.
 */
final class Latencies {

  private double[] values = new double[256];
  private double[] weights = new double[256];
  private int count;
  private double sum;
  private double total;

  void add(double latencyMs, double weight) {
    if (count == values.length) {
      values = Arrays.copyOf(values, count * 2);
      weights = Arrays.copyOf(weights, count * 2);
    }
    values[count] = latencyMs;
    weights[count++] = weight;
    sum += latencyMs * weight;
    total += weight;
  }

  void addAll(Latencies others) {
    for (var i = 0; i < others.count; i++) {
      add(others.values[i], others.weights[i]);
    }
  }

  double total() {
    return total;
  }

  OptionalDouble mean() {
    return total == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / total);
  }

  /** The least value with at least {@code share} of the weight at or below it. */
  OptionalDouble percentile(double share) {
    if (total == 0) {
      return OptionalDouble.empty();
    }
    var order = new Integer[count];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(values[a], values[b]));
    var below = 0.0;
    for (var i : order) {
      below += weights[i];
      if (below >= share * total) {
        return OptionalDouble.of(values[i]);
      }
    }
    return OptionalDouble.of(values[order[count - 1]]);
  }

  void clear() {
    count = 0;
    sum = 0;
    total = 0;
  }
}
