package io.novacron.dwcp.features.node;

import io.novacron.dwcp.features.set.NodeSignal;
import io.novacron.dwcp.features.set.NodeSignal.Harm;
import io.novacron.dwcp.features.set.NodeWindows;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeSet;

/**
 * How node features are computed; which features there are is declared in code.
 *
 * @param segmentSeconds a node's telemetry is worked on in pieces of this length
 * @param stepSeconds distance of the grid's points, s; it divides a day
 * @param leastHistory values that a node's past must hold to be compared with; of links a third
 * @param leastPeers nodes that a tier or region must have at a time to be compared with
 * @param smallestPeerScale least deviation of the peers' deviations that counts as usual
 * @param largestDeviation larger deviations are taken for this one
 * @param usualDeviation harm up to this is nothing in the sums over all signals
 * @param countAbove deviations above this are counted over the signals
 * @param smallestScales least usual deviation by metric, on the signal's scale: below it a change
 *     is of no interest, however rare
 */
public record NodeFeatureConfig(
    long segmentSeconds,
    long stepSeconds,
    int leastHistory,
    int leastPeers,
    double smallestPeerScale,
    double largestDeviation,
    double usualDeviation,
    double countAbove,
    Map<String, Double> smallestScales)
    implements Serializable {

  private static final long DAY_SECONDS = 86_400;

  public NodeFeatureConfig {
    var faults = new ArrayList<String>();
    need(faults, segmentSeconds > 0, "segment-seconds: " + segmentSeconds + "; above 0");
    need(
        faults,
        stepSeconds > 0 && DAY_SECONDS % stepSeconds == 0,
        "step-seconds: " + stepSeconds + "; a divisor of 86400");
    need(faults, leastHistory >= 4, "least-history: " + leastHistory + "; 4 or more");
    need(faults, leastPeers >= 3, "least-peers: " + leastPeers + "; 3 or more");
    need(faults, smallestPeerScale > 0, "smallest-peer-scale: " + smallestPeerScale + "; above 0");
    need(faults, largestDeviation > 1, "largest-deviation: " + largestDeviation + "; above 1");
    need(
        faults,
        usualDeviation >= 0 && usualDeviation < largestDeviation,
        "usual-deviation: " + usualDeviation + "; 0 to largest-deviation");
    need(faults, countAbove > 0, "count-above: " + countAbove + "; above 0");
    smallestScales = Map.copyOf(smallestScales);
    var named = new TreeSet<String>();
    NodeWindows.SIGNALS.stream()
        .filter(signal -> signal.harm() != Harm.NONE)
        .forEach(signal -> named.add(signal.name()));
    need(
        faults,
        smallestScales.keySet().equals(named),
        "smallest-scales: %s; name exactly %s"
            .formatted(new TreeSet<>(smallestScales.keySet()), named));
    need(
        faults,
        smallestScales.values().stream().allMatch(scale -> scale > 0),
        "smallest-scales: not all positive: " + smallestScales);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", faults));
    }
  }

  private static void need(ArrayList<String> faults, boolean holds, String fault) {
    if (!holds) {
      faults.add(fault);
    }
  }

  double smallestScale(NodeSignal signal) {
    var found = smallestScales.get(signal.name());
    return found == null ? Double.NaN : found;
  }
}
