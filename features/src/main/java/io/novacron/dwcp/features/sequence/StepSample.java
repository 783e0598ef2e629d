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
    long micros, long arrivedMicros, double bandwidth, double latency, double loss, double jitter)
    implements TimedSample {

  double of(Channel channel) {
    return switch (channel) {
      case BANDWIDTH -> bandwidth;
      case LATENCY -> latency;
      case LOSS -> loss;
      case JITTER -> jitter;
      case HOUR, WEEKDAY -> Double.NaN;
    };
  }
}
