package io.novacron.dwcp.jobs.generate.link;

import java.io.Serializable;

/**
 * What links of one type look like. Ranges are drawn log-uniformly, one draw a link.
 *
 * @param minCapacityMbps smallest nominal rate, Mbit/s
 * @param maxCapacityMbps largest nominal rate, Mbit/s
 * @param minRttMs smallest round trip without queueing, ms
 * @param maxRttMs largest round trip without queueing, ms
 * @param fastSigma deviation of the logarithm of the rate by fast cross traffic
 * @param fastTauS its correlation time, s
 * @param slowSigma deviation of the logarithm of the rate by slow cross traffic
 * @param slowTauS its correlation time, s
 * @param burstsPerHour heavy-tailed bursts of others' traffic, 1/h
 * @param lossFloor share of packets lost without any queue overflow
 * @param maxStreams most parallel streams that AMST opens
 */
public record PathConfig(
    double minCapacityMbps,
    double maxCapacityMbps,
    double minRttMs,
    double maxRttMs,
    double fastSigma,
    double fastTauS,
    double slowSigma,
    double slowTauS,
    double burstsPerHour,
    double lossFloor,
    int maxStreams)
    implements Serializable {

  public PathConfig {
    range("capacity-mbps", minCapacityMbps, maxCapacityMbps);
    range("rtt-ms", minRttMs, maxRttMs);
    atLeastZero("fast-sigma", fastSigma);
    atLeastZero("slow-sigma", slowSigma);
    positive("fast-tau-s", fastTauS);
    positive("slow-tau-s", slowTauS);
    atLeastZero("bursts-per-hour", burstsPerHour);
    atLeastZero("loss-floor", lossFloor);
    positive("max-streams", maxStreams);
  }

  /** The same kind of links at other nominal rates, Mbit/s. */
  public PathConfig withCapacity(double min, double max) {
    return new PathConfig(
        min,
        max,
        minRttMs,
        maxRttMs,
        fastSigma,
        fastTauS,
        slowSigma,
        slowTauS,
        burstsPerHour,
        lossFloor,
        maxStreams);
  }

  /** The same kind of links whose rates vary {@code factor} times as much. */
  public PathConfig withDeviations(double factor) {
    return new PathConfig(
        minCapacityMbps,
        maxCapacityMbps,
        minRttMs,
        maxRttMs,
        factor * fastSigma,
        fastTauS,
        factor * slowSigma,
        slowTauS,
        burstsPerHour,
        lossFloor,
        maxStreams);
  }

  private static void range(String name, double min, double max) {
    if (!(min > 0 && max >= min)) {
      throw new IllegalArgumentException(
          "min-" + name + ", max-" + name + ": " + min + ", " + max + "; give 0 < min <= max");
    }
  }

  private static void positive(String name, double value) {
    if (!(value > 0)) {
      throw new IllegalArgumentException(name + ": " + value + "; give a number above 0");
    }
  }

  private static void atLeastZero(String name, double value) {
    if (!(value >= 0)) {
      throw new IllegalArgumentException(name + ": " + value + "; give 0 or more");
    }
  }
}
