package io.novacron.dwcp.evaluation.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Numbers in order, with one more or one less at a time; type 7 quantiles. */
final class TrailingQuantile {

  private final List<Double> values = new ArrayList<>();

  int size() {
    return values.size();
  }

  void add(double value) {
    var found = Collections.binarySearch(values, value);
    values.add(found < 0 ? -found - 1 : found, value);
  }

  /** Takes away a number that was added. */
  void remove(double value) {
    var place = Collections.binarySearch(values, value);
    if (place < 0) {
      throw new IllegalArgumentException("not held: " + value);
    }
    values.remove(place);
  }

  double quantile(double q) {
    double at = q * (values.size() - 1);
    var below = (int) Math.floor(at);
    var above = Math.min(below + 1, values.size() - 1);
    return values.get(below) + (at - below) * (values.get(above) - values.get(below));
  }
}
