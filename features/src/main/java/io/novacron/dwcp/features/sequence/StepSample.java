package io.novacron.dwcp.features.sequence;

/**
 * One sample of one link; NaN where a value was not measured.
 *
 * @param micros when it was taken, microseconds since 1970
 * @param arrivedMicros when it reached the lake
 * @param bandwidth Mbit/s
 * @param latency ms
 * @param loss share
 * @param jitter ms
 */
record StepSample(
    long micros, long arrivedMicros, double bandwidth, double latency, double loss, double jitter) {

  double of(Channel channel) {
    return switch (channel) {
      case BANDWIDTH -> bandwidth;
      case LATENCY -> latency;
      case LOSS -> loss;
      case JITTER -> jitter;
      case HOUR, WEEKDAY -> Double.NaN;
    };
  }

  /** Of two samples of a step the one taken later counts, of equal times the one that came last. */
  boolean replaces(StepSample other) {
    return micros != other.micros ? micros > other.micros : arrivedMicros >= other.arrivedMicros;
  }
}
