package io.novacron.dwcp.features;

import io.novacron.dwcp.features.probe.PracticeConfig;
import io.novacron.dwcp.features.probe.ProbeConfig;
import java.util.ArrayList;

/**
 * How features are computed; which features there are is declared in code.
 *
 * @param probe the look at payloads
 * @param practice the further look that training learns from
 * @param linkSegmentSeconds a link's telemetry is worked on in pieces of this length
 * @param historySegmentSeconds the same for outcomes, whose windows reach back seven days
 */
public record FeatureConfig(
    ProbeConfig probe,
    PracticeConfig practice,
    long linkSegmentSeconds,
    long historySegmentSeconds) {

  public FeatureConfig {
    var faults = new ArrayList<String>();
    positive(faults, "link-segment-seconds", linkSegmentSeconds);
    positive(faults, "history-segment-seconds", historySegmentSeconds);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", faults));
    }
  }

  private static void positive(ArrayList<String> faults, String key, long value) {
    if (value <= 0) {
      faults.add("%s: %d; name a positive number of seconds".formatted(key, value));
    }
  }
}
