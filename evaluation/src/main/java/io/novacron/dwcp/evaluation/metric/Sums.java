package io.novacron.dwcp.evaluation.metric;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The summed terms of some rows, by name: the state that metrics finish. Not thread-safe. */
final class Sums {

  private final Map<String, Integer> index;
  private double[] values;

  private Sums(Map<String, Integer> index, double[] values) {
    this.index = index;
    this.values = values;
  }

  /** Zeroes for the terms of those names. */
  static Sums over(List<String> names) {
    var index = new HashMap<String, Integer>();
    for (var name : names) {
      index.putIfAbsent(name, index.size());
    }
    return new Sums(index, new double[index.size()]);
  }

  /** Reads {@code values}, in the order of the names; shares the array. */
  Sums reading(double[] other) {
    if (other.length != index.size()) {
      throw new IllegalArgumentException(
          "%d sums for %d terms".formatted(other.length, index.size()));
    }
    values = other;
    return this;
  }

  /** The sum of the term of that name. */
  double at(String term) {
    var position = index.get(term);
    if (position == null) {
      throw new IllegalArgumentException("no such term: " + term);
    }
    return values[position];
  }

  /** The sum of a term. */
  double at(Term term) {
    return at(term.name());
  }

  /** The sum of a term that counts rows. */
  long count(Term term) {
    return Math.round(at(term));
  }
}
