package io.novacron.dwcp.jobs.generate.trace;

import java.io.Serializable;

/**
 * How measured traces become links.
 *
 * @param segmentS long traces are cut into links of this length, s; at least ten minutes
 */
public record TraceConfig(int segmentS) implements Serializable {

  public TraceConfig {
    if (segmentS < 600) {
      throw new IllegalArgumentException(
          "generate.trace.segment-s: " + segmentS + "; give at least 600");
    }
  }
}
