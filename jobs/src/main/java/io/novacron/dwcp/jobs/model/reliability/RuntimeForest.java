package io.novacron.dwcp.jobs.model.reliability;

import io.novacron.dwcp.common.run.Seeds;
import io.novacron.dwcp.jobs.export.FloatMatrix;
import io.novacron.dwcp.jobs.export.Forest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The forest that the runtime's own detector grows from rows it is given: what it will answer can
 * then be said beforehand.
 *
 * <p>Definition: 100 trees; each on 256 rows drawn with replacement (as many as there are, if
 * fewer); at most 8 splits deep; a split takes a random column and a uniform border between the
 * column's extremes, and where these coincide the node stays a leaf; the score is normalised by
 * c(256). The threshold is the value at index ⌊0.99 n⌋ of the sorted scores of the n rows
 * themselves, and an alarm is a score above it.
 *
 * <p>The detector's seed is the clock, so its threshold varies from start to start.
 *
 * <p>Source: {@code backend/core/network/dwcp/monitoring/isolation_forest.go} of NovaCron.
 */
final class RuntimeForest {

  static final int TREES = 100;
  static final int SAMPLES = 256;
  static final double CONTAMINATION = 0.01;
  private static final int DEPTH = 8;

  private final FloatMatrix rows;
  private final long seed;
  private long draws;

  private RuntimeForest(FloatMatrix rows, long seed) {
    this.rows = rows;
    this.seed = seed;
  }

  /** The forest of {@code rows}, of which there must be some without a missing value. */
  static Forest grow(FloatMatrix rows, long seed) {
    var growth = new RuntimeForest(rows, seed);
    var trees = new ArrayList<List<Forest.Node>>();
    for (var tree = 0; tree < TREES; tree++) {
      var nodes = new ArrayList<Forest.Node>();
      growth.add(growth.drawn(), 0, nodes);
      trees.add(nodes);
    }
    return Forest.of(rows.columns(), SAMPLES, trees);
  }

  /** The threshold that the detector chooses on the rows it was trained on. */
  static double threshold(Forest forest, FloatMatrix rows) {
    var scores = forest.scores(rows);
    Arrays.sort(scores);
    var index = (int) (scores.length * (1 - CONTAMINATION));
    return scores[Math.min(index, scores.length - 1)];
  }

  private int[] drawn() {
    return IntStream.range(0, Math.min(SAMPLES, rows.rows()))
        .map(i -> (int) (unit() * rows.rows()))
        .toArray();
  }

  private double unit() {
    return (Seeds.mix(seed + draws++) >>> 11) * 0x1.0p-53;
  }

  private int add(int[] held, int depth, List<Forest.Node> nodes) {
    var index = nodes.size();
    nodes.add(Forest.Node.leaf(held.length));
    if (depth >= DEPTH || held.length <= 1) {
      return index;
    }
    var column = (int) (unit() * rows.columns());
    var values = IntStream.of(held).mapToDouble(row -> rows.at(row, column)).summaryStatistics();
    if (values.getMin() == values.getMax()) {
      return index;
    }
    var border = (float) (values.getMin() + (values.getMax() - values.getMin()) * unit());
    var left = add(side(held, column, border, true), depth + 1, nodes);
    var right = add(side(held, column, border, false), depth + 1, nodes);
    nodes.set(index, new Forest.Node(column, border, left, right, 0));
    return index;
  }

  private int[] side(int[] held, int column, float border, boolean below) {
    return IntStream.of(held).filter(row -> (rows.at(row, column) < border) == below).toArray();
  }
}
