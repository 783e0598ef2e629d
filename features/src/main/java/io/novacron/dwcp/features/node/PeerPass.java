package io.novacron.dwcp.features.node;

import io.novacron.dwcp.features.set.NodeColumns;
import io.novacron.dwcp.features.set.NodeColumns.Kind;
import io.novacron.dwcp.features.set.NodeSignal;
import io.novacron.dwcp.features.set.NodeWindows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Compares the nodes of one time with each other; takes rows of {@link OwnPass} sorted by time and
 * node, gives the feature table's.
 *
 * <p>Definition: a node's peers are those of its tier and those of its region. Its deviation from
 * them is that of its own deviation, ({@link Peers}); of the two groups the one counts that
 * explains it better, so that a tier's or a region's crowd is nobody's fault. Harm is the smaller
 * of the deviation from the own past and that from the peers, 0 when not bad; without peers the own
 * past alone. Deviations d leave as sign(d) ln(1 + min(|d|, largest)).
 *
 * <p>Memory: the nodes of one time.
 */
final class PeerPass implements MapPartitionsFunction<Row, Row> {

  private static final long serialVersionUID = 1L;
  private static final int TIME = 1;
  private static final int REGION = 3;
  private static final int TIER = 4;

  private final NodeFeatureConfig config;

  PeerPass(NodeFeatureConfig config) {
    this.config = config;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    return new Times(rows, config);
  }

  /** Time after time. */
  private static final class Times implements Iterator<Row> {

    private final Iterator<Row> rows;
    private final NodeFeatureConfig config;
    private final ArrayList<Row> ahead = new ArrayList<>();
    private final ArrayList<Row> done = new ArrayList<>();

    Times(Iterator<Row> rows, NodeFeatureConfig config) {
      this.rows = rows;
      this.config = config;
    }

    @Override
    public boolean hasNext() {
      if (done.isEmpty() && (rows.hasNext() || !ahead.isEmpty())) {
        done.addAll(compared(group()));
        Collections.reverse(done);
      }
      return !done.isEmpty();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return done.remove(done.size() - 1);
    }

    /** All rows of the next time; the first of the time after that waits in {@code ahead}. */
    private List<Row> group() {
      var group = new ArrayList<>(ahead);
      ahead.clear();
      while (rows.hasNext() && ahead.isEmpty()) {
        var row = rows.next();
        if (group.isEmpty() || Objects.equals(group.get(0).get(TIME), row.get(TIME))) {
          group.add(row);
        } else {
          ahead.add(row);
        }
      }
      return group;
    }

    private List<Row> compared(List<Row> group) {
      var places = List.of(members(group, TIER), members(group, REGION));
      var output = new ArrayList<NodeOutput>();
      group.forEach(row -> output.add(new NodeOutput(row, config)));
      for (var i = 0; i < NodeWindows.SIGNALS.size(); i++) {
        var signal = NodeWindows.SIGNALS.get(i);
        var first = OwnPass.CONTEXT + i * OwnPass.PER_SIGNAL;
        if (NodeColumns.kinds(signal).contains(Kind.OWN_5M)) {
          var recent = deviations(group, first + 4, signal, places);
          var lasting = deviations(group, first + 5, signal, places);
          for (var n = 0; n < group.size(); n++) {
            output.get(n).add(signal, first, recent[n], lasting[n]);
          }
        } else {
          output.forEach(row -> row.addLevels(first));
        }
      }
      return output.stream().map(NodeOutput::row).toList();
    }

    private static Map<@Nullable Object, List<Integer>> members(List<Row> group, int column) {
      Map<@Nullable Object, List<Integer>> members = new HashMap<>();
      for (var n = 0; n < group.size(); n++) {
        members.computeIfAbsent(group.get(n).get(column), place -> new ArrayList<>()).add(n);
      }
      return members;
    }

    /** Each node's deviation from those of its groups that it is closest to; NaN without peers. */
    private double[] deviations(
        List<Row> group,
        int column,
        NodeSignal signal,
        List<Map<@Nullable Object, List<Integer>>> places) {
      var own = group.stream().mapToDouble(row -> number(row, column)).toArray();
      var result = new double[own.length];
      java.util.Arrays.fill(result, Double.NaN);
      for (var members : places) {
        for (var member : members.values()) {
          var peers = Peers.of(member.stream().mapToDouble(n -> own[n]).toArray(), config);
          for (var n : member) {
            result[n] = closer(signal, result[n], peers.deviation(own[n]));
          }
        }
      }
      return result;
    }

    private static double closer(NodeSignal signal, double one, double other) {
      if (Double.isNaN(one) || Double.isNaN(other)) {
        return Double.isNaN(one) ? other : one;
      }
      return signal.harmOf(one) <= signal.harmOf(other) ? one : other;
    }

    static double number(Row row, int index) {
      return row.isNullAt(index) ? Double.NaN : row.getDouble(index);
    }
  }
}
