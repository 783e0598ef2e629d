package io.novacron.dwcp.jobs.export;

import io.novacron.dwcp.jobs.export.TensorSpec.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Small isolation forests, grown in plain Java as the paper says. */
public final class GrownForests {

  private GrownForests() {}

  /** A model of {@code trees} trees of 256 rows of {@code train} each. */
  public static ForestModel model(FloatMatrix train, int trees, float threshold) {
    var scaling = RobustScaling.of(train, 20f);
    var forest = forest(scaling.scale(train), trees, 256, new Random(7));
    return new ForestModel(fields(train.columns()), scaling, forest, threshold);
  }

  public static List<Field> fields(int columns) {
    return IntStream.range(0, columns).mapToObj(i -> new Field("f" + i, "1")).toList();
  }

  /** Independent normal columns, the i-th with mean 10 i and deviation i + 1. */
  public static FloatMatrix normal(int rows, int columns, Random random) {
    var matrix = FloatMatrix.zeros(rows, columns);
    for (var row = 0; row < rows; row++) {
      for (var column = 0; column < columns; column++) {
        matrix.set(row, column, (float) (10 * column + (column + 1) * random.nextGaussian()));
      }
    }
    return matrix;
  }

  static Forest forest(FloatMatrix scaled, int trees, int samples, Random random) {
    var depth = (int) Math.ceil(Math.log(samples) / Math.log(2));
    var grown = new ArrayList<List<Forest.Node>>();
    for (var tree = 0; tree < trees; tree++) {
      var nodes = new ArrayList<Forest.Node>();
      grow(scaled, random.ints(samples, 0, scaled.rows()).toArray(), depth, random, nodes);
      grown.add(nodes);
    }
    return Forest.of(scaled.columns(), samples, grown);
  }

  private static int grow(
      FloatMatrix all, int[] rows, int depth, Random random, List<Forest.Node> nodes) {
    var index = nodes.size();
    nodes.add(Forest.Node.leaf(rows.length));
    var column = random.nextInt(all.columns());
    var values = IntStream.of(rows).mapToDouble(row -> all.at(row, column)).summaryStatistics();
    if (depth > 0 && rows.length > 1 && values.getMin() < values.getMax()) {
      var width = values.getMax() - values.getMin();
      var border = (float) (values.getMin() + width * random.nextDouble());
      var below = IntStream.of(rows).filter(row -> all.at(row, column) < border).toArray();
      var above = IntStream.of(rows).filter(row -> all.at(row, column) >= border).toArray();
      var left = grow(all, below, depth - 1, random, nodes);
      var right = grow(all, above, depth - 1, random, nodes);
      nodes.set(index, new Forest.Node(column, border, left, right, 0));
    }
    return index;
  }
}
