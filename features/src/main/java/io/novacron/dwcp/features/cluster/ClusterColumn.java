package io.novacron.dwcp.features.cluster;

import java.util.Locale;

/** The columns of a step, in the order of windows and artifacts. */
public enum ClusterColumn {
  P50(0, ClusterSignal.P50, "the median latency"),
  P95(1, ClusterSignal.P95, "the 95th percentile of the latency"),
  P99(2, ClusterSignal.P99, "the 99th percentile of the latency"),
  QUEUE(3, ClusterSignal.QUEUE, "requests that wait"),
  PENDING(4, ClusterSignal.PENDING, "proposals without a decision"),
  COMMITTED(5, ClusterSignal.COMMITTED, "proposals decided in the step"),
  LEADER(6, ClusterSignal.LEADER, "changes of the leader"),
  ACTIVE(7, ClusterSignal.ACTIVE, "replicas that follow"),
  TAIL(8, ClusterSignal.TAIL, "the 95th percentile over the median"),
  P50_RISE(9, ClusterSignal.P50, "the rise of the median latency since the step before"),
  PENDING_RISE(10, ClusterSignal.PENDING, "the rise of proposals without a decision"),
  KNOWN(11, ClusterSignal.COMMITTED, "whether the step has a sample, 1 or 0");

  private final int place;
  private final ClusterSignal signal;
  private final String what;

  ClusterColumn(int place, ClusterSignal signal, String what) {
    this.place = place;
    this.signal = signal;
    this.what = what;
  }

  /** Its place in a step, from 0. */
  public int place() {
    return place;
  }

  /** The word in columns and artifacts. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The signal that it is computed from. */
  public ClusterSignal signal() {
    return signal;
  }

  /** What it tells, for sentences. */
  public String what() {
    return what;
  }
}
