package io.novacron.dwcp.jobs.generate.consensus;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * The paths between regions.
 *
 * @param places regions by name
 * @param measured measured round trips by pair, as {@code from/to}; both directions may be given
 * @param localRttMs round trip inside a region, ms
 * @param mostAsymmetry largest share by which the two directions of a pair may differ
 * @param fewestForFit measured pairs of the same two areas that a fit needs
 * @param jitter mean of the exponential jitter as a share of the one-way delay
 * @param linkMbps rate of a replica's link, Mbit/s
 * @param retransmitMs least wait until a lost packet is sent again, ms
 */
public record PathConfig(
    Map<String, PlaceConfig> places,
    Map<String, Double> measured,
    double localRttMs,
    double mostAsymmetry,
    int fewestForFit,
    double jitter,
    double linkMbps,
    double retransmitMs)
    implements Serializable {

  public PathConfig {
    places = Map.copyOf(places);
    measured = Map.copyOf(measured);
    require(localRttMs > 0, "local-rtt-ms: above 0");
    require(jitter >= 0 && jitter <= 10, "jitter: 0 … 10");
    require(linkMbps > 0, "link-mbps: above 0");
    require(retransmitMs > 0, "retransmit-ms: above 0");
    require(fewestForFit >= 2, "fewest-for-fit: at least 2");
    for (var pair : measured.entrySet()) {
      var ends = List.of(pair.getKey().split("/", -1));
      require(
          ends.size() == 2 && places.keySet().containsAll(ends),
          "measured." + pair.getKey() + ": two of the places, as from/to");
      require(pair.getValue() > 0, "measured." + pair.getKey() + ": above 0 ms");
    }
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("simulate.paths." + rule + "; mend the configuration");
    }
  }

  NetworkSettings network(List<String> regions, double loss) {
    return new NetworkSettings(
        new LatencyMap(this).between(regions),
        jitter,
        loss,
        8e3 / linkMbps,
        Math.round(retransmitMs * 1e6));
  }
}
