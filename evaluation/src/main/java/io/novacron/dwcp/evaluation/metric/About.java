package io.novacron.dwcp.evaluation.metric;

import java.io.Serializable;

/**
 * What a metric is called and means.
 *
 * @param name standard name
 * @param definition formula, variant and source in one sentence
 * @param unit unit as in the dictionary
 * @param higherIsBetter the good direction
 */
record About(String name, String definition, String unit, boolean higherIsBetter)
    implements Serializable {

  static About ratio(String name, String definition) {
    return new About(name, definition, "ratio", true);
  }

  static About loss(String name, String unit, String definition) {
    return new About(name, definition, unit, false);
  }
}
