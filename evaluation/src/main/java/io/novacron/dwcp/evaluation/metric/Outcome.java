package io.novacron.dwcp.evaluation.metric;

import java.util.OptionalDouble;

/**
 * A metric's value, or why it has none. Never NaN nor infinite.
 *
 * @param value empty when undefined
 * @param n rows behind the value, 0 when undefined
 * @param reason why it is undefined, empty when it is not
 */
record Outcome(OptionalDouble value, long n, String reason) {

  /** A value over n rows; one that is not finite is undefined. */
  static Outcome of(double value, long n) {
    return Double.isFinite(value)
        ? new Outcome(OptionalDouble.of(value), n, "")
        : undefined("not a finite number");
  }

  static Outcome undefined(String reason) {
    return new Outcome(OptionalDouble.empty(), 0, reason);
  }

  /** {@code above / below} over n rows, undefined with {@code reason} unless {@code below > 0}. */
  static Outcome ratio(double above, double below, long n, String reason) {
    return below > 0 ? of(above / below, n) : undefined(reason);
  }
}
