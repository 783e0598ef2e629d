package io.novacron.dwcp.features.node;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The twin of the node features for one metric: for each question it looks at every row again. It
 * shares no code with what it checks.
 */
final class NaiveNodes {

  /** One sample; times in s, NaN is missing. */
  record Sample(String node, long arrivedS, double value, double load) {}

  /** What is checked of a metric. */
  record Expected(double own, double peer, double harm, double lasting) {}

  /**
   * @param shape plain, root, share or log
   * @param both whether any change is bad
   * @param smallest least usual deviation
   */
  record Rule(String shape, boolean both, double smallest) {}

  private NaiveNodes() {}

  /** By node, at one time; {@code groups} maps a node to its tier and its region. */
  static Map<String, Expected> at(
      long nowS, List<Sample> samples, Map<String, List<String>> groups, Rule rule) {
    var recent = new TreeMap<String, Double>();
    var lasting = new TreeMap<String, Double>();
    for (var node : groups.keySet()) {
      var own = samples.stream().filter(sample -> sample.node().equals(node)).toList();
      recent.put(node, deviation(nowS, 300, own, rule));
      lasting.put(node, deviation(nowS, 900, own, rule));
    }
    var expected = new TreeMap<String, Expected>();
    for (var node : groups.keySet()) {
      var peerRecent = peer(node, recent, groups, rule);
      var peerLasting = peer(node, lasting, groups, rule);
      var harm = harm(recent.get(node), peerRecent, rule);
      var longer = harm(lasting.get(node), peerLasting, rule);
      expected.put(node, new Expected(recent.get(node), peerRecent, harm, Math.min(harm, longer)));
    }
    return expected;
  }

  private static double deviation(long nowS, long lengthS, List<Sample> own, Rule rule) {
    var inside = values(own, nowS - lengthS, nowS, false);
    var usual = values(own, nowS - 900 - 7_200, nowS - 900, false);
    if (usual.length < 30 || inside.length == 0) {
      return Double.NaN;
    }
    var mean = Arrays.stream(inside).sum() / inside.length;
    if (inside.length >= 3) {
      mean = Arrays.stream(inside, 1, inside.length - 1).sum() / (inside.length - 2);
    }
    var spread = shaped(onGrid(rank(usual, 0.75)), rule) - shaped(onGrid(rank(usual, 0.25)), rule);
    var scale = Math.max(spread / 1.349, rule.smallest());
    if (rule.shape().equals("share")) {
      var load = values(own, nowS - lengthS, nowS, true);
      var usualLoad = onGrid(rank(values(own, nowS - 900 - 7_200, nowS - 900, true), 0.5));
      var times = usualLoad / (Arrays.stream(load).sum() / load.length);
      scale *= times > 1 ? Math.sqrt(times) : 1;
    }
    return (shaped(mean, rule) - shaped(onGrid(rank(usual, 0.5)), rule)) / scale;
  }

  private static double[] values(List<Sample> own, long afterS, long untilS, boolean load) {
    return own.stream()
        .filter(sample -> sample.arrivedS() > afterS && sample.arrivedS() <= untilS)
        .mapToDouble(sample -> load ? sample.load() : sample.value())
        .filter(value -> !Double.isNaN(value))
        .sorted()
        .toArray();
  }

  private static double rank(double[] sorted, double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }

  private static double onGrid(double value) {
    var cell = Math.round(Math.log(Math.abs(value)) / Math.log(1.02));
    return value == 0 ? 0 : Math.signum(value) * Math.exp(cell * Math.log(1.02));
  }

  private static double shaped(double value, Rule rule) {
    return switch (rule.shape()) {
      case "plain" -> value;
      case "root", "share" -> Math.sqrt(value);
      case "log" -> Math.log(Math.max(value, 1e-3));
      default -> throw new IllegalArgumentException(rule.shape());
    };
  }

  private static double peer(
      String node, Map<String, Double> own, Map<String, List<String>> groups, Rule rule) {
    var best = Double.NaN;
    for (var place = 0; place < 2; place++) {
      var group = groups.get(node).get(place);
      var index = place;
      var known = new ArrayList<Double>();
      groups.forEach(
          (other, places) -> {
            if (places.get(index).equals(group) && !Double.isNaN(own.get(other))) {
              known.add(own.get(other));
            }
          });
      if (known.size() < 4) {
        continue;
      }
      var centre = median(known);
      var spread = 1.4826 * median(known.stream().map(v -> Math.abs(v - centre)).toList());
      var deviation = (own.get(node) - centre) / Math.max(spread, 0.5);
      if (Double.isNaN(best) || bad(deviation, rule) < bad(best, rule)) {
        best = deviation;
      }
    }
    return best;
  }

  private static double median(List<Double> values) {
    var sorted = values.stream().sorted().toList();
    var half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  private static double bad(double deviation, Rule rule) {
    return rule.both() ? Math.abs(deviation) : deviation;
  }

  private static double harm(double own, double peer, Rule rule) {
    var fromPeers = Double.isNaN(peer) ? bad(own, rule) : bad(peer, rule);
    return Math.max(0, Math.min(bad(own, rule), fromPeers));
  }
}
