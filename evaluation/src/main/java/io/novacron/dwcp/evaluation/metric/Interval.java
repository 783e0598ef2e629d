package io.novacron.dwcp.evaluation.metric;

import java.util.OptionalDouble;

/** A 95 % interval and how it was made; both ends are empty when there is none. */
public record Interval(OptionalDouble low, OptionalDouble high, String method) {

  static Interval of(double low, double high, String method) {
    return new Interval(OptionalDouble.of(low), OptionalDouble.of(high), method);
  }

  static Interval none(String why) {
    return new Interval(OptionalDouble.empty(), OptionalDouble.empty(), why);
  }

  /** The hull of two intervals; of one alone when the other has no ends. */
  Interval hull(Interval other) {
    if (low.isEmpty() || other.low.isEmpty()) {
      var there = low.isEmpty() ? other : this;
      return new Interval(there.low, there.high, method + "; " + other.method);
    }
    return of(
        Math.min(low.getAsDouble(), other.low.getAsDouble()),
        Math.max(high.orElseThrow(), other.high.orElseThrow()),
        "wider of " + method + " and " + other.method);
  }

  /** Ends moved into the possible values of a metric. */
  public Interval within(double least, double most) {
    return low.isEmpty()
        ? this
        : of(Math.max(least, low.getAsDouble()), Math.min(most, high.orElseThrow()), method);
  }
}
