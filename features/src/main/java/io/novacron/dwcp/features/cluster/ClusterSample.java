package io.novacron.dwcp.features.cluster;

import io.novacron.dwcp.features.sequence.TimedSample;

/**
 * One sample of one cluster; NaN where a value was not measured.
 *
 * <p>Not a record: it holds an array, which nobody changes after it is built.
 */
final class ClusterSample implements TimedSample {

  private final long micros;
  private final long arrivedMicros;
  private final double[] values;

  /**
   * @param raw telemetry's numbers in the order of the signals, without the last; counts and ms
   */
  ClusterSample(long micros, long arrivedMicros, double[] raw) {
    this.micros = micros;
    this.arrivedMicros = arrivedMicros;
    this.values = new double[ClusterSignal.values().length];
    for (var signal : ClusterSignal.values()) {
      var at = signal.place();
      values[at] =
          switch (signal) {
            case P50, P95, P99 -> raw[at] > 0 ? Math.log(raw[at]) : Double.NaN;
            case QUEUE, PENDING, COMMITTED, LEADER -> Math.log1p(raw[at]);
            case ACTIVE -> raw[at];
            case TAIL -> values[ClusterSignal.P95.place()] - values[ClusterSignal.P50.place()];
          };
    }
  }

  @Override
  public long micros() {
    return micros;
  }

  @Override
  public long arrivedMicros() {
    return arrivedMicros;
  }

  /** The number on the signal's scale. */
  double of(ClusterSignal signal) {
    return values[signal.place()];
  }

  /** Whether it says that nothing was decided, so that there is no latency. */
  boolean decidedNothing() {
    return of(ClusterSignal.COMMITTED) == 0;
  }
}
