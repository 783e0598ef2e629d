package io.novacron.dwcp.features.sequence;

/** A sample with the time that it was taken at and the time at which it reached the lake. */
public interface TimedSample {

  /** When it was taken, microseconds since 1970. */
  long micros();

  /** When it reached the lake, microseconds since 1970. */
  long arrivedMicros();

  /** Of two samples of a step the one taken later counts, of equal times the one that came last. */
  default boolean replaces(TimedSample other) {
    return micros() != other.micros()
        ? micros() > other.micros()
        : arrivedMicros() >= other.arrivedMicros();
  }
}
