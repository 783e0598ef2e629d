package io.novacron.dwcp.jobs.generate.node;

import java.io.Serializable;

/**
 * One kind of incident.
 *
 * @param share share of the incidents that are of this kind, relative to the other kinds
 * @param minMinutes shortest duration, min
 * @param maxMinutes longest duration, min
 * @param subtle strength of subtle ones, in the kind's own unit ({@link IncidentKind})
 * @param moderate strength of moderate ones
 * @param blunt strength of blunt ones
 */
public record KindConfig(
    double share,
    double minMinutes,
    double maxMinutes,
    double subtle,
    double moderate,
    double blunt)
    implements Serializable {

  public KindConfig {
    if (!(share >= 0)) {
      throw new IllegalArgumentException("share: " + share + "; give 0 or more");
    }
    if (!(minMinutes >= 1 && maxMinutes >= minMinutes)) {
      throw new IllegalArgumentException(
          "min-minutes, max-minutes: %s, %s; give at least 1 and no less than that"
              .formatted(minMinutes, maxMinutes));
    }
    if (!(subtle > 0 && moderate >= subtle && blunt >= moderate)) {
      throw new IllegalArgumentException(
          "subtle, moderate, blunt: %s, %s, %s; give positive numbers that grow"
              .formatted(subtle, moderate, blunt));
    }
  }

  double meanS() {
    return (minMinutes + maxMinutes) / 2 * 60;
  }

  double strength(IncidentSeverity severity) {
    return switch (severity) {
      case SUBTLE -> subtle;
      case MODERATE -> moderate;
      case BLUNT -> blunt;
    };
  }
}
