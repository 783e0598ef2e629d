package io.novacron.dwcp.evaluation.metric;

import java.util.List;

/** Share of trials that hit; its interval is the wider of Wilson's and the clustered bootstrap. */
record Rate(About about, Term trials, Term hits) implements Metric {

  @Override
  public List<Term> terms() {
    return List.of(trials, hits);
  }

  @Override
  public Outcome finish(Sums sums) {
    double n = sums.at(trials);
    return Outcome.ratio(sums.at(hits), n, Math.round(n), "no rows with " + trials.name());
  }
}
