package io.novacron.dwcp.jobs.generate.trace;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One measurement, or one line that is none.
 *
 * @param atS time, s since the trace began
 * @param mbps throughput as read, Mbit/s; {@link #UNREADABLE} where the line holds no number
 * @param rttMs mean round trip, ms, where measured
 * @param jitterMs deviation of the round trip, ms, where measured
 * @param lossRatio share of packets lost, where measured
 */
record TraceSample(
    double atS,
    double mbps,
    @Nullable Double rttMs,
    @Nullable Double jitterMs,
    @Nullable Double lossRatio)
    implements Serializable {

  /** Stands for a missing number in a dirty row; no clean row is negative. */
  static final double UNREADABLE = -1;

  static TraceSample of(double atS, double mbps) {
    return new TraceSample(atS, mbps, null, null, null);
  }

  boolean clean() {
    return mbps >= 0 && Double.isFinite(mbps);
  }
}
