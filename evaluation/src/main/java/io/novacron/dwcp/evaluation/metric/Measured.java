package io.novacron.dwcp.evaluation.metric;

import java.util.List;

/**
 * What one scorer's rows say of several metrics.
 *
 * <p>Whether two scorers were measured on the same rows is told by the number of rows and the
 * exclusive or of the hashes of their keys, which needs no join.
 */
final class Measured {

  private final List<Outcome> outcomes;
  private final double[][] replicates;
  private final int groups;
  private final Rows rows;

  /** How many rows, and the exclusive or of the hashes of their keys. */
  record Rows(long n, long keys) {}

  Measured(List<Outcome> outcomes, double[][] replicates, int groups, Rows rows) {
    this.outcomes = List.copyOf(outcomes);
    this.replicates = replicates;
    this.groups = groups;
    this.rows = rows;
  }

  /** The value of a metric by its position. */
  Outcome outcome(int metric) {
    return outcomes.get(metric);
  }

  /** A defined metric's interval. */
  Interval interval(int metric, Metric kind) {
    var outcome = outcomes.get(metric);
    double value = outcome.value().orElseThrow();
    var about = kind.about();
    var clustered =
        Intervals.bootstrap(value, replicates[metric], groups).within(about.least(), about.most());
    return kind instanceof Rate ? Intervals.wilson(value, outcome.n()).hull(clustered) : clustered;
  }

  boolean sameRowsAs(Measured other) {
    return rows.equals(other.rows);
  }

  /** The interval of this minus other, both resampled alike. */
  Interval difference(int metric, Measured other) {
    double value =
        outcomes.get(metric).value().orElseThrow()
            - other.outcomes.get(metric).value().orElseThrow();
    var differences = new double[replicates[metric].length];
    for (var r = 0; r < differences.length; r++) {
      differences[r] = replicates[metric][r] - other.replicates[metric][r];
    }
    var interval = Intervals.bootstrap(value, differences, groups);
    return new Interval(interval.low(), interval.high(), "paired " + interval.method());
  }
}
