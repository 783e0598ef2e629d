package io.novacron.dwcp.jobs.generate.consensus;

import java.io.Serializable;
import java.util.List;

/**
 * Clusters whose telemetry lands.
 *
 * @param clusters how many
 * @param seconds of telemetry of each, s
 * @param intervalSeconds that a row covers, s
 * @param warmUpSeconds before the first row, s
 * @param protocols that clusters run, in turn
 * @param replicas of a cluster, one of these
 * @param regions sets of regions, each as {@code a+b+c}, one of these
 * @param leastLoad and {@code mostLoad}: requests a second, log-uniform
 * @param batch most requests in a proposal
 * @param timeoutMs first time-out of a view, ms
 * @param sensorNoise deviation of the logarithm of a measured latency
 * @param missingShare of the intervals, whose row does not land
 * @param swingSeconds mean time between two changes of the load, s
 * @param swingSpread by which the load is above or below the usual one, as a share
 * @param restartsPerHour planned restarts of one replica: normal, though they look like a fault
 * @param restartSeconds how long one takes, s
 * @param hardFactor with difficulty hard, factor of the sensors' noise and divisor of severities
 */
public record TelemetryConfig(
    int clusters,
    double seconds,
    double intervalSeconds,
    double warmUpSeconds,
    List<String> protocols,
    List<Integer> replicas,
    List<String> regions,
    double leastLoad,
    double mostLoad,
    int batch,
    double timeoutMs,
    double sensorNoise,
    double missingShare,
    double swingSeconds,
    double swingSpread,
    double restartsPerHour,
    double restartSeconds,
    double hardFactor,
    EpisodeConfig episodes)
    implements Serializable {

  public TelemetryConfig {
    protocols = List.copyOf(protocols);
    replicas = List.copyOf(replicas);
    regions = List.copyOf(regions);
    require(clusters >= 0, "clusters: %d; give 0 or more".formatted(clusters));
    require(
        intervalSeconds > 0, "interval-seconds: %s; give more than 0".formatted(intervalSeconds));
    require(seconds <= 86_400 - 600, "seconds: %s; give less than a day".formatted(seconds));
    require(warmUpSeconds >= 0, "warm-up-seconds: %s; give 0 or more".formatted(warmUpSeconds));
    require(
        leastLoad > 0, "least-load: %s requests a second; give more than 0".formatted(leastLoad));
    require(mostLoad >= leastLoad, "most-load: %s; give least-load or more".formatted(mostLoad));
    require(
        swingSpread >= 0 && swingSpread < 1, "swing-spread: %s; give 0 … 1".formatted(swingSpread));
    require(hardFactor >= 1, "hard-factor: %s; give 1 or more".formatted(hardFactor));
    require(swingSeconds > 0, "swing-seconds: %s; give more than 0".formatted(swingSeconds));
    require(
        missingShare >= 0 && missingShare < 1,
        "missing-share: %s; give 0 … 1".formatted(missingShare));
    require(
        episodes.longestSeconds() + 2 * episodes.apartSeconds() <= seconds,
        "episodes: one may last %s s, longer than the data of %s s can hold with %s s around it; shorten it"
            .formatted(episodes.longestSeconds(), seconds, episodes.apartSeconds()));
    for (var protocol : protocols) {
      for (var n : replicas) {
        for (var set : regions) {
          new Cell(
              ProtocolKind.of(protocol),
              n,
              0,
              FaultKind.NONE,
              List.of(set.split("\\+", -1)),
              leastLoad,
              0,
              batch,
              timeoutMs,
              0);
        }
      }
    }
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("simulate.telemetry." + rule);
    }
  }

  /** The same clusters with noisier sensors and milder episodes. */
  TelemetryConfig harden() {
    return new TelemetryConfig(
        clusters,
        seconds,
        intervalSeconds,
        warmUpSeconds,
        protocols,
        replicas,
        regions,
        leastLoad,
        mostLoad,
        batch,
        timeoutMs,
        sensorNoise * hardFactor,
        missingShare,
        swingSeconds,
        swingSpread,
        restartsPerHour,
        restartSeconds,
        hardFactor,
        episodes.milder(hardFactor));
  }

  List<List<String>> regionSets() {
    return regions.stream().map(set -> List.of(set.split("\\+", -1))).toList();
  }
}
