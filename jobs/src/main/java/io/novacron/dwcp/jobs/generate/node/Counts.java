package io.novacron.dwcp.jobs.generate.node;

import io.novacron.dwcp.jobs.generate.link.Draws;

/**
 * How many of many independent trials come true.
 *
 * <p>Definition: Poisson by multiplying uniforms (Knuth) below a mean of {@value #SMALL}, above it
 * the normal approximation, rounded and not negative, whose error is far below the count's own
 * deviation. A binomial count is taken as Poisson while its probability is at most 5 %.
 */
final class Counts {

  private static final double SMALL = 40;
  private static final double RARE = 0.05;

  private Counts() {}

  static double poisson(Draws draws, double mean) {
    if (mean <= 0) {
      return 0;
    }
    if (mean > SMALL) {
      return Math.max(0, Math.rint(mean + Math.sqrt(mean) * draws.normal()));
    }
    var limit = Math.exp(-mean);
    var product = draws.unit();
    var count = 0;
    while (product > limit) {
      product *= draws.unit();
      count++;
    }
    return count;
  }

  /** Of {@code trials}, each with {@code chance}; 0 to trials. */
  static double binomial(Draws draws, double trials, double chance) {
    if (chance <= RARE) {
      return Math.min(trials, poisson(draws, trials * chance));
    }
    var share = Math.min(1, chance);
    var mean = trials * share;
    var deviation = Math.sqrt(mean * (1 - share));
    return Math.max(0, Math.min(trials, Math.rint(mean + deviation * draws.normal())));
  }
}
