package io.novacron.dwcp.features.sequence;

import java.io.Serializable;
import java.util.ArrayList;

/**
 * How windows are cut.
 *
 * @param stepSeconds length of a step, s; it divides a day
 * @param decideAfterSeconds how long after a step's beginning on the clock windows end, s: time for
 *     rows to arrive
 * @param longestGapSteps more steps without a sample than this are a restart, which no window spans
 * @param leastKnownShare least share of a window's steps that have a sample
 */
public record SequenceConfig(
    long stepSeconds, long decideAfterSeconds, int longestGapSteps, double leastKnownShare)
    implements Serializable {

  private static final long DAY_SECONDS = 86_400;
  private static final long MICROS = 1_000_000;

  public SequenceConfig {
    var faults = new ArrayList<String>();
    if (stepSeconds < 1 || DAY_SECONDS % stepSeconds != 0) {
      faults.add("step-seconds: " + stepSeconds + "; a divisor of 86400");
    }
    if (decideAfterSeconds < 0 || decideAfterSeconds >= stepSeconds) {
      faults.add("decide-after-seconds: " + decideAfterSeconds + "; 0 to below step-seconds");
    }
    if (longestGapSteps < 0) {
      faults.add("longest-gap-steps: " + longestGapSteps + "; 0 or more");
    }
    if (!(leastKnownShare > 0 && leastKnownShare <= 1)) {
      faults.add("least-known-share: " + leastKnownShare + "; above 0, up to 1");
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", faults));
    }
  }

  /** Length of a step, microseconds. */
  public long stepMicros() {
    return stepSeconds * MICROS;
  }

  /**
   * The end of the step that a time lies in, microseconds since 1970: the first point of the grid
   * at or after it. Steps are open at their beginning and closed at their end.
   */
  public long endOf(long micros) {
    var offset = decideAfterSeconds * MICROS;
    return -Math.floorDiv(offset - micros, stepMicros()) * stepMicros() + offset;
  }
}
