package io.novacron.dwcp.evaluation.decision;

import java.io.Serializable;

/**
 * How alarms become episodes for operators.
 *
 * @param mergeGapS alarms of an entity no further apart are one call, s
 * @param causes most causes that are named
 * @param major least deviation of a cause that makes an episode major, in usual deviations
 * @param critical the same for critical
 */
public record EpisodeRules(long mergeGapS, int causes, double major, double critical)
    implements Serializable {

  public EpisodeRules {
    if (mergeGapS < 0 || causes < 1 || !(major > 0) || !(critical >= major)) {
      throw new IllegalArgumentException(
          "episodes: merge-gap-s %d, causes %d, major %s, critical %s; at least 0 and 1, above 0, at least major"
              .formatted(mergeGapS, causes, major, critical));
    }
  }

  /** The word for an episode whose largest deviation this is. */
  String severity(double deviation) {
    if (deviation >= critical) {
      return "critical";
    }
    return deviation >= major ? "major" : "minor";
  }
}
