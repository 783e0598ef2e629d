package io.novacron.dwcp.jobs.generate.trace;

import java.io.Serializable;

/**
 * How measured traces become links.
 *
 * @param segmentS long traces are cut into links of this length, s; at least ten minutes
 * @param defaultRttMs round trip of transfers over traces that measured none, ms
 */
public record TraceConfig(int segmentS, double defaultRttMs) implements Serializable {

  public TraceConfig {
    if (segmentS < 600) {
      throw new IllegalArgumentException(
          "generate.trace.segment-s: " + segmentS + "; give at least 600");
    }
    if (!(defaultRttMs > 0)) {
      throw new IllegalArgumentException(
          "generate.trace.default-rtt-ms: " + defaultRttMs + "; give a number above 0");
    }
  }
}
