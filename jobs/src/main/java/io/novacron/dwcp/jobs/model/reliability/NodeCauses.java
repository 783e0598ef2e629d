package io.novacron.dwcp.jobs.model.reliability;

import io.novacron.dwcp.common.schema.AlarmTables;
import io.novacron.dwcp.features.set.FeatureSets;
import io.novacron.dwcp.features.set.NodeColumns.Across;
import io.novacron.dwcp.features.set.NodeColumns.Kind;
import io.novacron.dwcp.features.set.NodeSignal;
import io.novacron.dwcp.features.set.NodeSignal.Harm;
import io.novacron.dwcp.features.set.NodeWindows;
import io.novacron.dwcp.jobs.model.reliability.Attribution.Side;
import io.novacron.dwcp.jobs.training.Alarms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;

/**
 * From what the forest's features contributed to what the node's metrics did.
 *
 * <p>Definition. A feature of one metric gives its contribution to that metric. One over all
 * metrics gives it to those that it is made of in this row: the largest harm to the metric with the
 * largest, the second to the one with the second, a sum of squares in proportion to the squares,
 * and a count in equal parts to those that are counted; harm up to the usual deviation is nothing,
 * as in the feature itself. What is left over belongs to no metric and is dropped.
 *
 * <p>Shape: the row with {@code causes} by feature becomes one of {@link Alarms#SCHEMA} with causes
 * by metric, those with a positive contribution, the largest first; equal ones in the metrics'
 * order. A cause's deviation is the metric's harm over the last 5 minutes, in usual deviations,
 * negative where the metric fell; 0 when unknown.
 */
final class NodeCauses implements MapFunction<Row, Row> {

  private static final long serialVersionUID = 1L;

  /** Signals that can do harm, in their order. */
  private static final List<NodeSignal> SIGNALS =
      NodeWindows.SIGNALS.stream().filter(signal -> signal.harm() != Harm.NONE).toList();

  /** Columns that a row must have beside the forest's inputs. */
  static final List<String> NEEDED =
      SIGNALS.stream()
          .flatMap(
              signal ->
                  Stream.of(Kind.HARM_5M, Kind.HARM_15M, Kind.OWN_5M)
                      .map(kind -> kind.column(signal)))
          .toList();

  private static final Map<String, String> METRICS = FeatureSets.reliabilityMetrics();

  private final double usualDeviation;
  private final double countAbove;
  private final int most;

  NodeCauses(double usualDeviation, double countAbove, int most) {
    this.usualDeviation = usualDeviation;
    this.countAbove = countAbove;
    this.most = most;
  }

  @Override
  public Row call(Row row) {
    var names = Alarms.SCHEMA.fieldNames();
    var values = new Object[names.length];
    for (var i = 0; i < names.length; i++) {
      values[i] = names[i].equals("causes") ? causes(row) : row.getAs(names[i]);
    }
    return new GenericRowWithSchema(values, Alarms.SCHEMA);
  }

  private Row[] causes(Row row) {
    var contributions = new double[SIGNALS.size()];
    for (var feature : row.<Row>getList(row.fieldIndex(ForestExplainer.CAUSES))) {
      var shares = shares(feature.getString(0), row);
      for (var i = 0; i < shares.length; i++) {
        contributions[i] += shares[i] * feature.getDouble(1);
      }
    }
    return IntStream.range(0, contributions.length)
        .filter(i -> contributions[i] > 0)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -contributions[i]))
        .limit(most)
        .map(i -> cause(SIGNALS.get(i), contributions[i], row))
        .toArray(Row[]::new);
  }

  private static Row cause(NodeSignal signal, double contribution, Row row) {
    var harm = harm(signal, Kind.HARM_5M, row);
    var own = number(row, Kind.OWN_5M.column(signal));
    var sign = signal.harm() == Harm.BOTH && own < 0 ? -1 : 1;
    var side = harm == 0 ? Side.TYPICAL : sign > 0 ? Side.ABOVE : Side.BELOW;
    return new GenericRowWithSchema(
        new Object[] {signal.name(), contribution, sign * harm, side.word()}, AlarmTables.CAUSE);
  }

  /** Which share of the feature's contribution belongs to each signal. */
  private double[] shares(String feature, Row row) {
    for (var kind : List.of(Kind.HARM_5M, Kind.HARM_15M)) {
      for (var across : Across.values()) {
        if (across.column(kind).equals(feature)) {
          return scaled(weights(across, kind, row));
        }
      }
    }
    return SIGNALS.stream()
        .mapToDouble(signal -> signal.name().equals(METRICS.get(feature)) ? 1 : 0)
        .toArray();
  }

  private double[] weights(Across across, Kind kind, Row row) {
    var harms = SIGNALS.stream().mapToDouble(signal -> harm(signal, kind, row)).toArray();
    var excess = Arrays.stream(harms).map(harm -> Math.max(0, harm - usualDeviation)).toArray();
    return switch (across) {
      case LARGEST -> onlyAt(excess, 0);
      case SECOND -> onlyAt(excess, 1);
      case SQUARES -> Arrays.stream(excess).map(value -> value * value).toArray();
      case COUNT -> Arrays.stream(harms).map(harm -> harm > countAbove ? 1 : 0).toArray();
    };
  }

  /** The excess of that rank alone. */
  private static double[] onlyAt(double[] excess, int rank) {
    var order = new ArrayList<>(IntStream.range(0, excess.length).boxed().toList());
    order.sort(Comparator.comparingDouble((Integer i) -> -excess[i]));
    var only = new double[excess.length];
    only[order.get(rank)] = excess[order.get(rank)];
    return only;
  }

  private static double[] scaled(double[] weights) {
    var sum = Arrays.stream(weights).sum();
    return sum > 0 ? Arrays.stream(weights).map(weight -> weight / sum).toArray() : weights;
  }

  /** In usual deviations; 0 when unknown. */
  private static double harm(NodeSignal signal, Kind kind, Row row) {
    return Math.expm1(Math.max(0, number(row, kind.column(signal))));
  }

  private static double number(Row row, String column) {
    var index = row.fieldIndex(column);
    return row.isNullAt(index) ? 0 : row.getDouble(index);
  }
}
