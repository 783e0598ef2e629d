package io.novacron.dwcp.jobs.generate.link;

import org.apache.commons.math3.special.Erf;

/**
 * What others leave of a link's capacity, as a factor: a daily load curve, two Ornstein-Uhlenbeck
 * processes in the logarithm (their exact discretisation, so that one step of 60 s and 60 of 1 s
 * have the same law) and on-off bursts with Pareto intensity.
 */
final class CrossTraffic {

  private static final double MEAN_BURST_S = 6;
  private static final double MAX_BURST_SHARE = 0.7;
  private static final double BURST_SHAPE = 1.5;

  private final LinkProfile profile;
  private final PathConfig path;
  private final Draws draws;
  private double fast;
  private double slow;
  private double burst;

  CrossTraffic(LinkProfile profile, PathConfig path, Draws draws) {
    this.profile = profile;
    this.path = path;
    this.draws = draws;
    this.fast = draws.normal();
    this.slow = draws.normal();
  }

  /** Moves on by {@code stepS} to {@code atS} (s since midnight UTC of some day). */
  double advance(double stepS, double atS) {
    fast = relax(fast, stepS / path.fastTauS());
    slow = relax(slow, stepS / path.slowTauS());
    burst = nextBurst(stepS);
    var logFactor =
        path.fastSigma() * fast
            + path.slowSigma() * slow
            - (square(path.fastSigma()) + square(path.slowSigma())) / 2;
    return Math.exp(logFactor) * (1 - load(atS)) * (1 - burst);
  }

  /** The factor without its fast part and bursts: a minute's mean. */
  double steady(double atS) {
    return Math.exp(path.slowSigma() * slow - square(path.slowSigma()) / 2) * (1 - load(atS));
  }

  /**
   * Mean of {@code level} times the factor {@code aheadS} later given the state now, where more
   * than 1 counts as 1. A burst counts as much as it is likely to last; the rest is log-normal: log
   * Y ~ N(m, v), E min(1, Y) = exp(m + v / 2) Φ((−m − v) / √v) + Φ(m / √v).
   */
  double expected(double level, double aheadS, double atS) {
    var keepFast = Math.exp(-aheadS / path.fastTauS());
    var keepSlow = Math.exp(-aheadS / path.slowTauS());
    var fastVariance = square(path.fastSigma());
    var slowVariance = square(path.slowSigma());
    var lasts = Math.exp(-aheadS * (path.burstsPerHour() / 3600 + 1 / MEAN_BURST_S));
    var m =
        Math.log(level * (1 - load(atS)) * (1 - burst * lasts))
            + path.fastSigma() * keepFast * fast
            + path.slowSigma() * keepSlow * slow
            - (fastVariance + slowVariance) / 2;
    var v = fastVariance * (1 - square(keepFast)) + slowVariance * (1 - square(keepSlow));
    if (v == 0) {
      return Math.min(1, Math.exp(m));
    }
    return Math.exp(m + v / 2) * below((-m - v) / Math.sqrt(v)) + below(m / Math.sqrt(v));
  }

  /** Distribution function of the standard normal. */
  private static double below(double x) {
    return Erf.erfc(-x / Math.sqrt(2)) / 2;
  }

  private double relax(double x, double stepsOfTau) {
    var keep = Math.exp(-stepsOfTau);
    return keep * x + Math.sqrt(1 - keep * keep) * draws.normal();
  }

  /** Two-state Markov chain seen after {@code stepS}; the intensity is drawn at each onset. */
  private double nextBurst(double stepS) {
    var onRate = path.burstsPerHour() / 3600;
    var offRate = 1 / MEAN_BURST_S;
    var stationary = onRate / (onRate + offRate);
    var memory = Math.exp(-stepS * (onRate + offRate));
    var on = burst > 0;
    var stays = draws.chance(stationary + ((on ? 1 : 0) - stationary) * memory);
    var intensity = Math.min(MAX_BURST_SHARE, 0.1 * draws.pareto(BURST_SHAPE, 7));
    if (!stays) {
      return 0;
    }
    return on ? burst : intensity;
  }

  private double load(double atS) {
    var hour = atS / 3600 % 24;
    var wave = (1 + Math.cos(2 * Math.PI * (hour - profile.peakHour()) / 24)) / 2;
    return profile.baseLoad() * (0.5 + wave);
  }

  private static double square(double x) {
    return x * x;
  }
}
