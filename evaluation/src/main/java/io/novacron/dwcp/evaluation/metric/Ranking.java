package io.novacron.dwcp.evaluation.metric;

import java.util.List;

/** A metric of the order of scores; {@link RankedRows} measures it in a second, sorted pass. */
record Ranking(About about) implements Metric {

  @Override
  public String name() {
    return about.name();
  }

  @Override
  public String definition() {
    return about.definition();
  }

  @Override
  public String unit() {
    return about.unit();
  }

  @Override
  public boolean higherIsBetter() {
    return about.higherIsBetter();
  }

  @Override
  public List<Term> terms() {
    return List.of();
  }

  @Override
  public Outcome finish(Sums sums) {
    return Outcome.undefined("needs rows in order of their scores");
  }
}
