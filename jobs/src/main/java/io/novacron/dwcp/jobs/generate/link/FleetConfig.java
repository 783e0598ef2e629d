package io.novacron.dwcp.jobs.generate.link;

import java.io.Serializable;

/**
 * The fleet's make-up.
 *
 * @param dcShare share of links inside a data centre
 * @param metroShare share of links inside a metropolitan area; the rest is wide-area
 * @param stepS interval of link telemetry, s; it divides a day
 * @param sensorNoise deviation of the logarithm of a measured rate
 * @param maxSkewMs largest clock offset of a node, ms, either way
 */
public record FleetConfig(
    double dcShare,
    double metroShare,
    int stepS,
    double sensorNoise,
    double maxSkewMs,
    RegimeConfig regimes,
    PathConfig dc,
    PathConfig metro,
    PathConfig wan)
    implements Serializable {

  public FleetConfig {
    if (!(dcShare >= 0 && metroShare >= 0 && dcShare + metroShare <= 1)) {
      throw new IllegalArgumentException(
          "dc-share, metro-share: %s, %s; give shares whose sum is at most 1"
              .formatted(dcShare, metroShare));
    }
    if (stepS < 1 || 86_400 % stepS != 0) {
      throw new IllegalArgumentException("step-s: " + stepS + "; give a divisor of 86400");
    }
    if (!(sensorNoise >= 0 && sensorNoise < 1)) {
      throw new IllegalArgumentException("sensor-noise: " + sensorNoise + "; give 0 … 1");
    }
    if (!(maxSkewMs >= 0)) {
      throw new IllegalArgumentException("max-skew-ms: " + maxSkewMs + "; give 0 or more");
    }
  }

  /** The same fleet with other wide-area links. */
  public FleetConfig withWan(PathConfig other) {
    return new FleetConfig(
        dcShare, metroShare, stepS, sensorNoise, maxSkewMs, regimes, dc, metro, other);
  }

  /** The same fleet whose rates vary {@code factor} times as much. */
  public FleetConfig withDeviations(double factor) {
    return new FleetConfig(
        dcShare,
        metroShare,
        stepS,
        sensorNoise,
        maxSkewMs,
        regimes,
        dc.withDeviations(factor),
        metro.withDeviations(factor),
        wan.withDeviations(factor));
  }

  /** The settings of one link type. */
  public PathConfig path(LinkType type) {
    return switch (type) {
      case DC -> dc;
      case METRO -> metro;
      case WAN -> wan;
    };
  }
}
