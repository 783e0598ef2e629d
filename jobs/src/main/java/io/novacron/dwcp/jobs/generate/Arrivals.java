package io.novacron.dwcp.jobs.generate;

import io.novacron.dwcp.jobs.generate.link.Draws;

/** When rows reach the lake. */
final class Arrivals {

  private static final double SHORTEST_S = 1;
  private static final double LONGEST_USUAL_S = 4;

  private Arrivals() {}

  /** Seconds from the event to the lake: 1 to 4, and for a share of rows up to max-late-s more. */
  static double delayS(Draws draws, DirtConfig dirt) {
    var usual = draws.uniform(SHORTEST_S, LONGEST_USUAL_S);
    var late = draws.chance(dirt.lateShare());
    var more = draws.uniform(0, dirt.maxLateS());
    return late ? usual + more : usual;
  }
}
