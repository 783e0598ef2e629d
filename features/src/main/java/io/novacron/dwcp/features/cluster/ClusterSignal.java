package io.novacron.dwcp.features.cluster;

/**
 * One number of a sample, on the scale on which its noise is even.
 *
 * <p>Latencies as logarithms of ms, counts as logarithms of one more than the count.
 */
public enum ClusterSignal {
  /** Median latency. */
  P50(0, "latency_p50_ms", 0.02),
  /** 95th percentile of the latency. */
  P95(1, "latency_p95_ms", 0.02),
  /** 99th percentile of the latency. */
  P99(2, "latency_p99_ms", 0.02),
  /** Requests that wait. */
  QUEUE(3, "queue_depth", 0.5),
  /** Proposals without a decision. */
  PENDING(4, "proposals_pending", 0.15),
  /** Proposals decided in the step. */
  COMMITTED(5, "proposals_committed", 0.05),
  /** Changes of the leader. */
  LEADER(6, "leader_changes", 0.2),
  /** Replicas that are up and follow, as they are. */
  ACTIVE(7, "active_nodes", 0.5),
  /** How far the 95th percentile lies above the median. */
  TAIL(8, "latency_p95_ms", 0.02);

  private final int place;
  private final String column;
  private final double leastSpread;

  ClusterSignal(int place, String column, double leastSpread) {
    this.place = place;
    this.column = column;
    this.leastSpread = leastSpread;
  }

  /** Its place in arrays of all signals. */
  int place() {
    return place;
  }

  /** The telemetry column that it is read from. */
  public String column() {
    return column;
  }

  /** Least usual deviation, on the signal's scale: a counter that never moves has none. */
  double leastSpread() {
    return leastSpread;
  }
}
