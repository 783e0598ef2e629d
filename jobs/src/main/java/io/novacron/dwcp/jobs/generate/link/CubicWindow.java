package io.novacron.dwcp.jobs.generate.link;

/**
 * The sender's congestion window under CUBIC: {@code W(t) = C (t - K)^3 + Wmax}, {@code K =
 * cbrt(Wmax (1 - beta) / C)}, with C = 0.4 and beta = 0.7.
 *
 * <p>Source: Ha, Rhee and Xu, CUBIC (2008), equations 1 and 2; constants of RFC 9438.
 */
final class CubicWindow {

  private static final double C = 0.4;
  private static final double BETA = 0.7;
  private static final double MAX_UNRESOLVED_STEP_S = 2;

  private final Draws draws;
  private double peak;
  private double ageS;

  CubicWindow(double firstPeak, Draws draws) {
    this.draws = draws;
    this.peak = firstPeak;
    this.ageS = draws.uniform(0, plateauS(firstPeak));
  }

  /**
   * Grows the window for {@code stepS} against a path that holds {@code limit} segments; an
   * overflow backs off to {@code beta * limit}. A step much longer than a second hides whole saw
   * teeth, so then the place within the tooth is drawn.
   *
   * @return segments lost by overflow in this step, 0 when none
   */
  double advance(double stepS, double limit) {
    ageS += stepS;
    if (segments() <= limit) {
      return 0;
    }
    var excess = Math.min(segments() - limit, 0.1 * limit);
    peak = limit;
    ageS = stepS > MAX_UNRESOLVED_STEP_S ? draws.uniform(0, plateauS(limit)) : 0;
    return Math.max(1, excess);
  }

  double segments() {
    var t = ageS - plateauS(peak);
    return Math.max(2, C * t * t * t + peak);
  }

  private static double plateauS(double peak) {
    return Math.cbrt(peak * (1 - BETA) / C);
  }
}
