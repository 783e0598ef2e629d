package io.novacron.dwcp.jobs.generate.node;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What one node's sensors say at one time.
 *
 * @param atS when, s since the first midnight
 */
public record NodeSample(double atS, Map<NodeMetric, Double> values) {

  public NodeSample {
    values = Collections.unmodifiableMap(new EnumMap<>(values));
  }

  /** The value of a metric; a sample has all of them. */
  public double value(NodeMetric metric) {
    return values.getOrDefault(metric, Double.NaN);
  }
}
