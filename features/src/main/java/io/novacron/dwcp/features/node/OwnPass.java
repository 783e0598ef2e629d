package io.novacron.dwcp.features.node;

import io.novacron.dwcp.features.set.NodeSignal;
import io.novacron.dwcp.features.set.NodeSignal.Harm;
import io.novacron.dwcp.features.set.NodeSignal.Origin;
import io.novacron.dwcp.features.set.NodeSignal.Shape;
import io.novacron.dwcp.features.set.NodeWindows;
import io.novacron.dwcp.features.window.Aggregate;
import io.novacron.dwcp.features.window.Span;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * From a node's windows to levels, changes and its deviation from its own past.
 *
 * <p>Definition, with f the signal's shape: the recent value of a window is its mean without the
 * smallest and largest value, or the plain mean of fewer than three. Deviation = (f(recent) -
 * f(median)) / max((f(q75) - f(q25)) / 1.349, smallest scale), median and quartiles over the usual
 * window; 1.349 makes the quartile range of a normal distribution its standard deviation. A share
 * counted among few requests varies more: while the load is below its usual median, the deviation
 * of a share is divided by the root of how far. What links say is sampled seldom: its recent value
 * is the smaller of the short and the middle window's, so that a single sample is never enough, and
 * a third of the history is.
 */
final class OwnPass implements MapFunction<Row, Row> {

  private static final long serialVersionUID = 1L;
  private static final double QUARTILE_RANGE = 1.349;

  /** Links are sampled so many times less often, at least. */
  private static final double SELDOM = 3;

  /** Context columns that pass unchanged: node_id, ts, ds, region, network_tier. */
  static final int CONTEXT = 5;

  /** Columns of each signal: three levels, a change, two deviations. */
  static final int PER_SIGNAL = 6;

  /** Where a signal's windows begin in the input row. */
  private record Places(int shortWindow, int middleWindow, int longMean, int usual)
      implements java.io.Serializable {}

  private final NodeFeatureConfig config;
  private final List<Places> places;

  OwnPass(NodeFeatureConfig config, StructType input) {
    this.config = config;
    this.places =
        NodeWindows.SIGNALS.stream()
            .map(
                signal ->
                    new Places(
                        at(input, signal, Aggregate.MEAN, NodeWindows.SHORT),
                        at(input, signal, Aggregate.MEAN, NodeWindows.MIDDLE),
                        at(input, signal, Aggregate.MEAN, NodeWindows.LONG),
                        at(input, signal, Aggregate.MEDIAN, NodeWindows.USUAL)))
            .toList();
  }

  private static int at(StructType input, NodeSignal signal, Aggregate aggregate, Span window) {
    return input.fieldIndex(NodeWindows.column(signal, aggregate, window));
  }

  /** Context, then for each signal mean_5m, mean_15m, mean_1h, change, own_5m, own_15m. */
  static StructType output(StructType input) {
    var schema = new StructType();
    for (var i = 0; i < CONTEXT; i++) {
      schema = schema.add(input.apply(i));
    }
    for (var signal : NodeWindows.SIGNALS) {
      for (var i = 0; i < PER_SIGNAL; i++) {
        schema = schema.add(signal.name() + "_" + i, DataTypes.DoubleType, true);
      }
    }
    return schema;
  }

  @Override
  public Row call(Row row) {
    var values = new @Nullable Object[CONTEXT + NodeWindows.SIGNALS.size() * PER_SIGNAL];
    for (var i = 0; i < CONTEXT; i++) {
      values[i] = row.get(i);
    }
    for (var i = 0; i < places.size(); i++) {
      signal(row, NodeWindows.SIGNALS.get(i), places.get(i), values, CONTEXT + i * PER_SIGNAL);
    }
    return RowFactory.create(values);
  }

  private void signal(Row row, NodeSignal signal, Places at, @Nullable Object[] values, int first) {
    var hour = number(row, at.longMean());
    var seldom = signal.origin() == Origin.LINKS;
    var lasting = recent(row, at.middleWindow());
    var shortest = recent(row, at.shortWindow());
    var recent = seldom ? Math.min(shortest, lasting) : shortest;
    var shape = signal.shape();
    values[first] = row.get(at.shortWindow());
    values[first + 1] = row.get(at.middleWindow());
    values[first + 2] = row.get(at.longMean());
    values[first + 3] = known(shape.of(recent) - shape.of(hour));
    if (signal.harm() == Harm.NONE || !(number(row, at.usual() + 3) >= leastHistory(seldom))) {
      return;
    }
    var centre = shape.of(number(row, at.usual()));
    var spread = shape.of(number(row, at.usual() + 2)) - shape.of(number(row, at.usual() + 1));
    var scale = Math.max(spread / QUARTILE_RANGE, config.smallestScale(signal));
    var load = places.get(NodeWindows.SIGNALS.size() - 1);
    var few = shape == Shape.SHARE ? few(row, load, load.shortWindow()) : 1;
    var fewer = shape == Shape.SHARE ? few(row, load, load.middleWindow()) : 1;
    values[first + 4] = known((shape.of(recent) - centre) / (scale * few));
    values[first + 5] = known((shape.of(lasting) - centre) / (scale * fewer));
  }

  private double leastHistory(boolean seldom) {
    return seldom ? config.leastHistory() / SELDOM : config.leastHistory();
  }

  /** Root of how many times less load there is than usual; 1 when there is no less or unknown. */
  private static double few(Row row, Places load, int window) {
    var times = number(row, load.usual()) / number(row, window);
    return times > 1 ? Math.sqrt(times) : 1;
  }

  /** Mean, min, max and count stand side by side. */
  private static double recent(Row row, int first) {
    var mean = number(row, first);
    var count = number(row, first + 3);
    return count >= 3
        ? (mean * count - number(row, first + 1) - number(row, first + 2)) / (count - 2)
        : mean;
  }

  private static double number(Row row, int index) {
    return row.isNullAt(index) ? Double.NaN : row.getDouble(index);
  }

  private static @Nullable Double known(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
