package io.novacron.dwcp.evaluation.metric;

import java.io.Serializable;
import java.util.List;

/**
 * A named number over scored rows: a mergeable state and how to finish it.
 *
 * <p>The state is a vector of sums of {@link Term}s. Sums merge by adding, so one aggregation
 * serves all metrics and slices, and a bootstrap replicate is the same vector with every group of
 * rows counted a Poisson number of times.
 */
public sealed interface Metric extends Serializable permits Rate, Formula, Ranking {

  /** Standard name, or {@code <name>:<class>}. */
  String name();

  /** Definition and source in one sentence, for the generated list of metrics. */
  String definition();

  /** Unit as in the dictionary. */
  String unit();

  /** Whether more is better. */
  boolean higherIsBetter();

  /** What to sum; empty for a metric that needs the rows in order of their scores. */
  List<Term> terms();

  /** The value of a state. */
  Outcome finish(Sums sums);
}
