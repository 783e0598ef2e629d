package io.novacron.dwcp.jobs.generate.link;

import java.io.Serializable;

/**
 * Capacity regimes of a link: a continuous-time Markov chain good → reduced or bad → good.
 *
 * @param goodHours mean stay in the good regime, h
 * @param reducedMinutes mean stay in the reduced regime, min
 * @param badMinutes mean stay in the bad regime, min
 * @param reducedFactor share of the capacity that is left in the reduced regime
 * @param badFactor share of the capacity that is left in the bad regime
 * @param badChance probability that the good regime is left for bad instead of reduced
 */
public record RegimeConfig(
    double goodHours,
    double reducedMinutes,
    double badMinutes,
    double reducedFactor,
    double badFactor,
    double badChance)
    implements Serializable {

  public RegimeConfig {
    if (!(goodHours > 0 && reducedMinutes > 0 && badMinutes > 0)) {
      throw new IllegalArgumentException(
          "good-hours, reduced-minutes, bad-minutes: %s, %s, %s; give numbers above 0"
              .formatted(goodHours, reducedMinutes, badMinutes));
    }
    if (!(badFactor > 0 && badFactor <= reducedFactor && reducedFactor <= 1)) {
      throw new IllegalArgumentException(
          "bad-factor, reduced-factor: %s, %s; give 0 < bad <= reduced <= 1"
              .formatted(badFactor, reducedFactor));
    }
    if (!(badChance >= 0 && badChance <= 1)) {
      throw new IllegalArgumentException("bad-chance: " + badChance + "; give 0 … 1");
    }
  }
}
