package io.novacron.dwcp.features.cluster;

import java.io.Serializable;
import java.util.ArrayList;

/**
 * How windows of clusters are cut, and what their usual level is taken from.
 *
 * @param stepSeconds length of a step, s; it divides a day
 * @param decideAfterSeconds from the end of a window's last step to the decision, s: time for rows
 *     to arrive
 * @param longestGapSteps more steps in a row without a sample than this are a restart, which no
 *     window spans
 * @param leastKnownShare least share of a window's steps that have a sample
 * @param levelSeconds the usual level is that of the samples of so long before, s
 * @param leastLevelSamples samples that it takes to know a level
 * @param levelEverySteps steps after which the level is taken anew
 */
public record ClusterConfig(
    long stepSeconds,
    long decideAfterSeconds,
    int longestGapSteps,
    double leastKnownShare,
    long levelSeconds,
    int leastLevelSamples,
    int levelEverySteps)
    implements Serializable {

  private static final long DAY_SECONDS = 86_400;
  private static final long MICROS = 1_000_000;

  public ClusterConfig {
    var faults = new ArrayList<String>();
    if (stepSeconds < 1 || DAY_SECONDS % stepSeconds != 0) {
      faults.add("step-seconds: " + stepSeconds + "; a divisor of 86400");
    }
    if (decideAfterSeconds < 0) {
      faults.add("decide-after-seconds: " + decideAfterSeconds + "; 0 or more");
    }
    if (longestGapSteps < 0) {
      faults.add("longest-gap-steps: " + longestGapSteps + "; 0 or more");
    }
    if (!(leastKnownShare > 0 && leastKnownShare <= 1)) {
      faults.add("least-known-share: " + leastKnownShare + "; above 0, up to 1");
    }
    if (levelSeconds < ClusterWindow.STEPS * stepSeconds) {
      faults.add("level-seconds: " + levelSeconds + "; at least a window");
    }
    if (leastLevelSamples < 2 || levelEverySteps < 1) {
      faults.add(
          "least-level-samples, level-every-steps: %d, %d; at least 2 and 1"
              .formatted(leastLevelSamples, levelEverySteps));
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", faults));
    }
  }

  long stepMicros() {
    return stepSeconds * MICROS;
  }

  long delayMicros() {
    return decideAfterSeconds * MICROS;
  }

  long levelMicros() {
    return levelSeconds * MICROS;
  }

  /** The end of the step that a time lies in, microseconds since 1970: steps include their end. */
  long endOf(long micros) {
    return -Math.floorDiv(-micros, stepMicros()) * stepMicros();
  }
}
