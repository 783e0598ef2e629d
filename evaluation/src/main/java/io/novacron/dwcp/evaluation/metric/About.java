package io.novacron.dwcp.evaluation.metric;

import java.io.Serializable;

/**
 * What a metric is called and means.
 *
 * @param name standard name, or {@code <family>:<member>}
 * @param definition formula, variant and source in one sentence, for the list of metrics
 * @param unit unit as in the dictionary
 * @param higherIsBetter the good direction
 * @param least smallest possible value; intervals are cut there
 * @param most largest possible value
 */
record About(
    String name, String definition, String unit, boolean higherIsBetter, double least, double most)
    implements Serializable {

  /** A ratio in [0, 1] of which more is better. */
  static About ratio(String name, String definition) {
    return new About(name, definition, "ratio", true, 0, 1);
  }

  /** A loss of at least 0. */
  static About loss(String name, String unit, String definition) {
    return new About(name, definition, unit, false, 0, Double.POSITIVE_INFINITY);
  }

  /** The same metric with other possible values. */
  About within(double newLeast, double newMost) {
    return new About(name, definition, unit, higherIsBetter, newLeast, newMost);
  }
}
