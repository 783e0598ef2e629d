package io.novacron.dwcp.evaluation.metric;

import java.util.List;

/** A metric of the order of scores; {@link RanksPass} measures it in a second, sorted pass. */
record Ranking(About about) implements Metric {

  @Override
  public List<Term> terms() {
    return List.of();
  }

  @Override
  public Outcome finish(Sums sums) {
    return Outcome.undefined("needs rows in order of their scores");
  }
}
