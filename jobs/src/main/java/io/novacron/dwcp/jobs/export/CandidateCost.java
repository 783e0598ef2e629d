package io.novacron.dwcp.jobs.export;

import java.util.Set;

/**
 * One choice of the selector and how its cost follows from the ratio bytes out / bytes in.
 *
 * @param label the class label, such as {@code delta+zstd}
 * @param trialColumn feature with the ratio that a trial on a sample reached, to which the
 *     regressor's prediction is relative; empty where bytes go out as they are
 * @param shareColumn feature with the share of the payload that this trial looked at: from 1 on,
 *     its ratio is the ratio and nothing is predicted; empty where a trial never tells all
 * @param needs what must hold for the choice to be open
 */
public record CandidateCost(String label, String trialColumn, String shareColumn, Set<Need> needs)
    implements java.io.Serializable {

  public CandidateCost {
    needs = Set.copyOf(needs);
  }

  /** A condition on the transfer. */
  public enum Need {
    /** An earlier version of the payload is at hand. */
    BASELINE,
    /** The bandwidth estimate lies below {@link SelectorSettings#slowLinkBelowMbps}. */
    SLOW_LINK
  }

  /** Whether the bytes go out as they are. */
  public boolean isUnpacked() {
    return trialColumn.isEmpty();
  }
}
