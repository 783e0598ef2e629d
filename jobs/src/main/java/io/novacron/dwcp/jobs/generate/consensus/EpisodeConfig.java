package io.novacron.dwcp.jobs.generate.consensus;

import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How often clusters are slow, why and for how long.
 *
 * @param timeShare share of a cluster's time in episodes
 * @param apartSeconds least time between two episodes, and before the first, s
 * @param kinds by {@link FaultKind#word}
 */
public record EpisodeConfig(
    double timeShare, double apartSeconds, Map<String, EpisodeKindConfig> kinds)
    implements Serializable {

  public EpisodeConfig {
    kinds = Map.copyOf(kinds);
    var unknown = new TreeSet<>(kinds.keySet());
    unknown.removeAll(Set.copyOf(FaultKind.words()));
    if (!unknown.isEmpty() || kinds.isEmpty() || kinds.containsKey(FaultKind.NONE.word())) {
      throw new IllegalArgumentException(
          "simulate.telemetry.episodes.kinds: %s; name some of %s, but not none"
              .formatted(unknown.isEmpty() ? kinds.keySet() : unknown, FaultKind.words()));
    }
    if (timeShare <= 0 || timeShare > 0.5 || apartSeconds <= 0) {
      throw new IllegalArgumentException(
          "simulate.telemetry.episodes: time-share %s, apart-seconds %s; give a share of at most 0.5 and a time above 0"
              .formatted(timeShare, apartSeconds));
    }
  }

  /** The same episodes with severities over {@code divisor}. */
  EpisodeConfig milder(double divisor) {
    var milder = new TreeMap<String, EpisodeKindConfig>();
    kinds.forEach((word, kind) -> milder.put(word, kind.milder(divisor)));
    return new EpisodeConfig(timeShare, apartSeconds, milder);
  }

  double longestSeconds() {
    return kinds.values().stream().mapToDouble(EpisodeKindConfig::maxSeconds).max().orElse(0);
  }
}
