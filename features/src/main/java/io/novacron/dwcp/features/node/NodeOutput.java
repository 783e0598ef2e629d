package io.novacron.dwcp.features.node;

import io.novacron.dwcp.features.set.NodeSignal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** One row of the feature table being filled, signal by signal in their order. */
final class NodeOutput {

  private final Row input;
  private final NodeFeatureConfig config;
  private final List<@Nullable Object> values = new ArrayList<>();
  private final List<Double> recentHarm = new ArrayList<>();
  private final List<Double> lastingHarm = new ArrayList<>();

  NodeOutput(Row input, NodeFeatureConfig config) {
    this.input = input;
    this.config = config;
    for (var i = 0; i < OwnPass.CONTEXT; i++) {
      values.add(input.get(i));
    }
  }

  /** The levels and the change, which stand at {@code first}. */
  void addLevels(int first) {
    for (var i = 0; i < 4; i++) {
      values.add(input.get(first + i));
    }
  }

  /** A signal with its deviations from the peers over 5 and 15 minutes. */
  void add(NodeSignal signal, int first, double peersRecent, double peersLasting) {
    addLevels(first);
    var ownRecent = number(first + 4);
    var ownLasting = number(first + 5);
    var recent = harm(signal, ownRecent, peersRecent);
    var lasting = Math.min(recent, harm(signal, ownLasting, peersLasting));
    recentHarm.add(recent);
    lastingHarm.add(lasting);
    for (var deviation :
        new double[] {ownRecent, ownLasting, peersRecent, peersLasting, recent, lasting}) {
      values.add(shortened(deviation));
    }
  }

  private double number(int index) {
    return input.isNullAt(index) ? Double.NaN : input.getDouble(index);
  }

  private static double harm(NodeSignal signal, double own, double peers) {
    var fromPast = signal.harmOf(own);
    var fromPeers = Double.isNaN(peers) ? fromPast : signal.harmOf(peers);
    return Math.max(0, Math.min(fromPast, fromPeers));
  }

  private @Nullable Double shortened(double deviation) {
    if (Double.isNaN(deviation)) {
      return null;
    }
    var size = Math.min(Math.abs(deviation), config.largestDeviation());
    return Math.copySign(Math.log1p(size), deviation);
  }

  Row row() {
    addAcross(recentHarm);
    addAcross(lastingHarm);
    return RowFactory.create(values.toArray());
  }

  /**
   * Largest, second largest, squares and count, null when no signal is known; but for the count of
   * what exceeds the usual deviation, so that quiet windows are all alike.
   */
  private void addAcross(List<Double> harm) {
    var known = harm.stream().filter(Double::isFinite).mapToDouble(d -> d).sorted().toArray();
    if (known.length == 0) {
      values.addAll(Arrays.asList(null, null, null, null));
      return;
    }
    var excess = Arrays.stream(known).map(this::excess).toArray();
    values.add(Math.log1p(excess[excess.length - 1]));
    values.add(Math.log1p(excess.length > 1 ? excess[excess.length - 2] : 0));
    values.add(Math.log1p(Arrays.stream(excess).map(d -> d * d).sum()));
    values.add((double) Arrays.stream(known).filter(d -> d > config.countAbove()).count());
  }

  private double excess(double deviation) {
    return Math.max(0, Math.min(deviation, config.largestDeviation()) - config.usualDeviation());
  }
}
