package io.novacron.dwcp.jobs.generate.node;

import io.novacron.dwcp.jobs.generate.link.Draws;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of time in which something holds.
 *
 * @param startS start, s since the first midnight
 * @param endS end, s
 * @param size how much, such as the factor of a load
 */
record Stretch(double startS, double endS, double size) {

  private static final double SPREAD = 1.5;

  /** Stretches at independent times, {@code perDay} of them on the mean, which may overlap. */
  static List<Stretch> draw(Draws draws, double perDay, double minutes, double endS) {
    var stretches = new ArrayList<Stretch>();
    if (perDay <= 0) {
      return stretches;
    }
    var atS = gapS(draws, 86_400 / perDay);
    while (atS < endS) {
      var lengthS = minutes * 60 * draws.logUniform(1 / SPREAD, SPREAD);
      stretches.add(new Stretch(atS, atS + lengthS, draws.unit()));
      atS += gapS(draws, 86_400 / perDay);
    }
    return stretches;
  }

  /** Exponentially distributed. */
  static double gapS(Draws draws, double meanS) {
    return -meanS * Math.log(1 - draws.unit());
  }

  /** 0 outside, 1 inside, and linear over {@code rampS} at both ends, inside the stretch. */
  double level(double atS, double rampS) {
    var inside = Math.min(atS - startS, endS - atS);
    return Math.max(0, Math.min(1, inside / rampS));
  }
}
