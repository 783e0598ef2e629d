package io.novacron.dwcp.jobs.generate.node;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How often nodes fail, how, and how badly.
 *
 * @param rate share of node-time in incidents, rack failures included
 * @param rackShare share of that in rack failures
 * @param apartMinutes least time between two incidents of a node, and to its maintenance, min
 * @param strengthSpread strengths lie within a factor of 1 - spread to 1 + spread of their kind's
 * @param hardFactor with difficulty hard every strength is multiplied by this
 * @param kinds by {@link IncidentKind#word}, every kind once
 */
public record IncidentConfig(
    double rate,
    double rackShare,
    double apartMinutes,
    double strengthSpread,
    double hardFactor,
    Map<String, KindConfig> kinds)
    implements Serializable {

  public IncidentConfig {
    require(rate > 0 && rate <= 0.1, "rate: above 0 … 0.1");
    require(rackShare >= 0 && rackShare <= 0.9, "rack-share: 0 … 0.9");
    require(apartMinutes >= 0, "apart-minutes: 0 or more");
    require(strengthSpread >= 0 && strengthSpread < 1, "strength-spread: 0 … 1");
    require(hardFactor > 0 && hardFactor <= 1, "hard-factor: above 0 … 1");
    if (!kinds.keySet().equals(new TreeSet<>(IncidentKind.words()))) {
      throw new IllegalArgumentException(
          "generate.node.incidents.kinds: %s; name exactly %s"
              .formatted(new TreeSet<>(kinds.keySet()), IncidentKind.words()));
    }
    kinds = Map.copyOf(kinds);
    var shares = kinds.values().stream().mapToDouble(KindConfig::share).sum();
    require(shares > 0, "kinds: one share above 0");
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(
          "generate.node.incidents." + rule + "; mend the configuration");
    }
  }

  /** The settings of one kind. */
  KindConfig kind(IncidentKind kind) {
    var found = kinds.get(kind.word());
    if (found == null) {
      throw new IllegalStateException("no settings of " + kind);
    }
    return found;
  }

  /** The same incidents, seen so little that nobody could find them. */
  IncidentConfig harden() {
    var weak = new TreeMap<String, KindConfig>();
    kinds.forEach(
        (word, kind) ->
            weak.put(
                word,
                new KindConfig(
                    kind.share(),
                    kind.minMinutes(),
                    kind.maxMinutes(),
                    kind.subtle() * hardFactor,
                    kind.moderate() * hardFactor,
                    kind.blunt() * hardFactor)));
    return new IncidentConfig(rate, rackShare, apartMinutes, strengthSpread, hardFactor, weak);
  }
}
