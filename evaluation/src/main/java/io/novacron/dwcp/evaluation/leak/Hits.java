package io.novacron.dwcp.evaluation.leak;

import io.novacron.dwcp.evaluation.metric.Intervals;

/**
 * How often a scorer is right.
 *
 * @param n rows with a truth
 * @param right rows that the scorer got right; a number is right when it is nearer to the truth
 *     than the median of all truths
 */
public record Hits(long n, long right) {

  /** No row was scored. */
  public static final Hits NONE = new Hits(0, 0);

  /** The scorer's share; without rows not a number. */
  double share() {
    return (double) right / n;
  }

  /** Lower end of the share's 95 % interval; asked only with rows. */
  double low() {
    return Intervals.wilson(share(), n).low().orElseThrow();
  }
}
