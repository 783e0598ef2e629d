package io.novacron.dwcp.jobs.model.reliability;

import com.linkedin.relevance.isolationforest.IsolationTree;
import com.linkedin.relevance.isolationforest.IsolationTree$;
import com.linkedin.relevance.isolationforest.Nodes;
import com.linkedin.relevance.isolationforest.Utils.DataPoint;
import io.novacron.dwcp.common.run.Seeds;
import io.novacron.dwcp.jobs.export.FloatMatrix;
import io.novacron.dwcp.jobs.export.Forest;
import io.novacron.dwcp.jobs.export.ForestModel;
import io.novacron.dwcp.jobs.export.RobustScaling;
import io.novacron.dwcp.jobs.export.TensorSpec.Field;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * From rows in memory to a forest: their scaling, rows of background, and the library's trees, each
 * grown on a draw of its own without replacement.
 *
 * <p>Background rows are uniform in the box of scaled values. A split that has one on its far side
 * may fall into the empty space around the data, so that trees tell near from far there, and
 * columns that were constant are split too.
 *
 * <p>Cost: the scaling sorts every column once; the trees O(trees x samples x depth), whatever the
 * number of rows. The order of rows matters; the same rows and seed give the same bytes.
 *
 * @param features input columns with their units, in order
 * @param config how the forest is grown
 * @param seed of background, draws and splits
 */
record ForestGrowth(List<Field> features, ForestConfig config, long seed) implements Serializable {

  private static final float NO_ALARM = 1f;

  /**
   * The model of {@code rows}, at least two; its threshold is 1, which no row reaches, until one is
   * chosen.
   */
  ForestModel of(FloatMatrix rows) {
    var scaling = RobustScaling.of(rows, (float) config.scaleLimit());
    var points = points(scaling.scale(rows));
    var samples = Math.min(config.samples(), points.length);
    var trees = new ArrayList<IsolationTree>();
    for (var tree = 0; tree < config.trees(); tree++) {
      var random = new SplittableRandom(Seeds.derive(seed, "forest-tree-" + tree));
      var drawn = drawn(points.length, samples, random);
      var columns = drawn(features.size(), splitColumns(), random);
      Arrays.sort(columns);
      var grown = Arrays.stream(drawn).mapToObj(row -> points[row]).toArray(DataPoint[]::new);
      trees.add(IsolationTree$.MODULE$.fit(grown, random.nextLong(), columns));
    }
    return new ForestModel(features, scaling, forest(trees, samples, features.size()), NO_ALARM);
  }

  /** Columns that a tree may split on, at least one. */
  private int splitColumns() {
    return Math.max(1, (int) (features.size() * config.columnShare()));
  }

  private DataPoint[] points(FloatMatrix scaled) {
    var width = scaled.columns();
    var background = Math.toIntExact(Math.round(scaled.rows() * config.backgroundShare()));
    var points = new DataPoint[scaled.rows() + background];
    for (var row = 0; row < scaled.rows(); row++) {
      points[row] = new DataPoint(scaled.slice(row, row + 1).values());
    }
    var random = new SplittableRandom(Seeds.derive(seed, "forest-background"));
    for (var row = scaled.rows(); row < points.length; row++) {
      var values = new float[width];
      for (var column = 0; column < width; column++) {
        values[column] = (float) ((2 * random.nextDouble() - 1) * config.scaleLimit());
      }
      points[row] = new DataPoint(values);
    }
    return points;
  }

  /** {@code count} different numbers below {@code bound}: the head of a Fisher-Yates shuffle. */
  static int[] drawn(int bound, int count, SplittableRandom random) {
    var numbers = IntStream.range(0, bound).toArray();
    for (var i = 0; i < count; i++) {
      var other = i + random.nextInt(bound - i);
      var number = numbers[other];
      numbers[other] = numbers[i];
      numbers[i] = number;
    }
    return Arrays.copyOf(numbers, count);
  }

  /** The library's trees, each grown on {@code samples} rows, as flat arrays. */
  static Forest forest(List<IsolationTree> trees, int samples, int features) {
    var flat = new ArrayList<List<Forest.Node>>();
    for (var tree : trees) {
      var nodes = new ArrayList<Forest.Node>();
      add(tree.node(), nodes);
      flat.add(nodes);
    }
    return Forest.of(features, samples, flat);
  }

  /** Appends a subtree, its root first; returns the root's index. */
  private static int add(Nodes.Node node, List<Forest.Node> nodes) {
    var index = nodes.size();
    if (node instanceof Nodes.InternalNode split) {
      nodes.add(Forest.Node.leaf(0));
      var left = add(split.leftChild(), nodes);
      var right = add(split.rightChild(), nodes);
      var border = roundedUp(split.splitValue());
      nodes.set(index, new Forest.Node(split.splitAttribute(), border, left, right, 0));
    } else {
      nodes.add(Forest.Node.leaf(((Nodes.ExternalNode) node).numInstances()));
    }
    return index;
  }

  /**
   * The smallest float32 that is not below a border: every float32 lies on the same side of both.
   */
  static float roundedUp(double border) {
    var nearest = (float) border;
    return nearest < border ? Math.nextUp(nearest) : nearest;
  }
}
