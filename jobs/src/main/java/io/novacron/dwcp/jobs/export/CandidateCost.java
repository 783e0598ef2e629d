package io.novacron.dwcp.jobs.export;

import java.util.Set;

/**
 * One choice of the selector and how its cost follows from the ratio bytes out / bytes in.
 *
 * @param label the class label, such as {@code delta+zstd}
 * @param trialColumn feature with the ratio that a trial on a sample reached, to which the
 *     regressor's prediction is relative; empty where bytes go out as they are
 * @param work time of coding and decoding
 * @param needs what must hold for the choice to be open
 */
public record CandidateCost(String label, String trialColumn, Work work, Set<Need> needs)
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

  /**
   * Processor time in ms: {@code perCallMs + size · max(0, perByteMs + perByteAndRatioMs · ratio)}.
   * The last factor may be negative, since codecs hurry through what they cannot compress.
   *
   * @param perCallMs fixed cost of a call, ms
   * @param perByteMs cost of a byte in, ms
   * @param perByteAndRatioMs cost of a byte out, ms
   */
  public record Work(float perCallMs, float perByteMs, float perByteAndRatioMs)
      implements java.io.Serializable {

    public Work {
      var finite = Float.isFinite(perByteMs) && Float.isFinite(perByteAndRatioMs);
      var small = Math.abs(perByteMs) <= 1 && Math.abs(perByteAndRatioMs) <= 1;
      if (!(perCallMs >= 0 && perCallMs <= 1e9f && finite && small)) {
        throw new IllegalArgumentException(
            "Cannot cost a candidate: a call takes 0..1e9 ms, a byte at most 1 ms: %s; calibrate"
                .formatted(this));
      }
    }
  }

  /** Whether the bytes go out as they are. */
  public boolean isUnpacked() {
    return trialColumn.isEmpty();
  }
}
