package io.novacron.dwcp.jobs.model.reliability;

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
 * From rows in memory to a forest: their scaling, rows of background, and {@linkplain TreeGrowth
 * the library's trees}, each grown on a draw of its own without replacement.
 *
 * <p>Background rows are uniform in the box of scaled values. A split that has one on its far side
 * may fall into the empty space around the data, so that trees tell near from far there, and
 * columns that were constant are split too.
 *
 * <p>Cost: the scaling reads every column once; the trees O(trees x samples x depth), whatever the
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
    var points = withBackground(scaling.scale(rows));
    return new ForestModel(features, scaling, forest(points), NO_ALARM);
  }

  /** The trees of rows that are scaled, background among them. */
  Forest forest(FloatMatrix points) {
    var samples = Math.min(config.samples(), points.rows());
    var trees = new ArrayList<List<Forest.Node>>();
    for (var tree = 0; tree < config.trees(); tree++) {
      var random = new SplittableRandom(Seeds.derive(seed, "forest-tree-" + tree));
      var drawn = drawn(points.rows(), samples, random);
      var columns = drawn(features.size(), splitColumns(), random);
      Arrays.sort(columns);
      trees.add(TreeGrowth.grow(points, drawn, columns, random.nextLong()));
    }
    return Forest.of(features.size(), samples, trees);
  }

  /** Columns that a tree may split on, at least one. */
  private int splitColumns() {
    return Math.max(1, (int) (features.size() * config.columnShare()));
  }

  private FloatMatrix withBackground(FloatMatrix scaled) {
    var known = scaled.values();
    var background = Math.toIntExact(Math.round(scaled.rows() * config.backgroundShare()));
    var points = Arrays.copyOf(known, known.length + background * scaled.columns());
    var random = new SplittableRandom(Seeds.derive(seed, "forest-background"));
    for (var i = known.length; i < points.length; i++) {
      points[i] = (float) ((2 * random.nextDouble() - 1) * config.scaleLimit());
    }
    return FloatMatrix.of(points, scaled.columns());
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
}
