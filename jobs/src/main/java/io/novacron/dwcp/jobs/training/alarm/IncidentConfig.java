package io.novacron.dwcp.jobs.training.alarm;

import io.novacron.dwcp.evaluation.decision.EpisodeRules;
import java.io.Serializable;

/**
 * What operators see of alarms.
 *
 * @param causes most metrics that are named
 * @param major least deviation of one of them that makes an episode major, usual deviations
 * @param critical the same for critical
 */
public record IncidentConfig(int causes, double major, double critical) implements Serializable {

  public IncidentConfig {
    new EpisodeRules(0, causes, major, critical);
  }

  /** The rules for alarms that are {@code mergeGapS} apart at most. */
  public EpisodeRules rules(long mergeGapS) {
    return new EpisodeRules(mergeGapS, causes, major, critical);
  }
}
