package io.novacron.dwcp.jobs.generate.link;

/** How much of a link's capacity is there: a continuous-time Markov chain. */
enum Regime {
  GOOD,
  REDUCED,
  BAD;

  /** Share of the capacity that is left. */
  double factor(RegimeConfig config) {
    return switch (this) {
      case GOOD -> 1;
      case REDUCED -> config.reducedFactor();
      case BAD -> config.badFactor();
    };
  }

  /** Mean share of the regime that comes after this one. */
  double nextFactor(RegimeConfig config) {
    var worse =
        config.badChance() * BAD.factor(config) + (1 - config.badChance()) * REDUCED.factor(config);
    return this == GOOD ? worse : GOOD.factor(config);
  }

  /** Probability that it has not been left after {@code aheadS}. */
  double stays(double aheadS, RegimeConfig config) {
    return Math.exp(-aheadS / meanStayS(config));
  }

  /** The regime a step later: at most one change a step. */
  Regime after(double stepS, RegimeConfig config, Draws draws) {
    var leaves = draws.unit() < 1 - stays(stepS, config);
    var toBad = draws.unit() < config.badChance();
    if (!leaves) {
      return this;
    }
    if (this != GOOD) {
      return GOOD;
    }
    return toBad ? BAD : REDUCED;
  }

  private double meanStayS(RegimeConfig config) {
    return switch (this) {
      case GOOD -> config.goodHours() * 3600;
      case REDUCED -> config.reducedMinutes() * 60;
      case BAD -> config.badMinutes() * 60;
    };
  }
}
