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
sealed interface Metric extends Serializable permits Rate, Formula, Ranking {

  /** Name, definition, unit, direction and possible values. */
  About about();

  /** The metric's name. */
  default String name() {
    return about().name();
  }

  /** What to sum; empty for a metric that needs the rows in order of their scores. */
  List<Term> terms();

  /** The value of a state. */
  Outcome finish(Sums sums);
}
