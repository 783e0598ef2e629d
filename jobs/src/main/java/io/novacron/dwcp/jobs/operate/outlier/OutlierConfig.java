package io.novacron.dwcp.jobs.operate.outlier;

import java.util.Map;

/**
 * The data sets of the suite by name.
 *
 * @param sets what to measure, in the order of the names
 */
public record OutlierConfig(Map<String, OutlierSet> sets) {

  public OutlierConfig {
    sets = Map.copyOf(sets);
  }
}
