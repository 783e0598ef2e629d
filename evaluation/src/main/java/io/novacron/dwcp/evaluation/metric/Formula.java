package io.novacron.dwcp.evaluation.metric;

import java.io.Serializable;
import java.util.List;

/** Any function of sums; its interval is the clustered bootstrap's. */
record Formula(About about, List<Term> terms, Finish rule) implements Metric {

  Formula {
    terms = List.copyOf(terms);
  }

  /** A pure function from sums to a value. */
  @FunctionalInterface
  interface Finish extends Serializable {
    Outcome apply(Sums sums);
  }

  @Override
  public Outcome finish(Sums sums) {
    return rule.apply(sums);
  }
}
