package io.novacron.dwcp.jobs.model.reliability;

import io.novacron.dwcp.jobs.export.FloatMatrix;
import io.novacron.dwcp.jobs.export.Forest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Grows a tree as the library's {@code IsolationTree.fit} does, draw by draw: the same rows,
 * columns and seed give the same splits and leaves. Only the numbers of rows move, where the
 * library copies columns and filters lists, which takes twenty times as long.
 *
 * <p>Definition: a node draws columns without replacement until one is not constant among its rows;
 * the border lies uniformly between that column's smallest and largest value. A node is a leaf at
 * depth ceil(log2(rows)), with one row, or without such a column. Leaves draw columns too, for the
 * library lets them.
 *
 * <p>Source: Liu, Ting and Zhou, "Isolation Forest", ICDM 2008, algorithm 2; order of the draws as
 * in LinkedIn isolation-forest 3.0.5, held by a test against it.
 */
final class TreeGrowth {

  private final FloatMatrix rows;
  private final int[] order;
  private final int[] columns;
  private final int[] left;
  private final Random random;
  private final int deepest;
  private final List<Forest.Node> nodes = new ArrayList<>();

  /** Smallest and largest value of the column that was looked at last. */
  private double low;

  private double high;

  private TreeGrowth(FloatMatrix rows, int[] drawn, int[] columns, long seed) {
    this.rows = rows;
    this.order = drawn.clone();
    this.columns = columns;
    this.left = new int[columns.length];
    this.random = new Draws(seed);
    this.deepest = (int) Math.ceil(Math.log10(drawn.length) / Math.log10(2));
  }

  /**
   * A tree, its root first and every node after its parent.
   *
   * @param rows without NaN; left as they are
   * @param drawn numbers of the tree's rows, at least one
   * @param columns what it may split on, in order, at least one
   * @param seed of columns and borders
   */
  static List<Forest.Node> grow(FloatMatrix rows, int[] drawn, int[] columns, long seed) {
    var growth = new TreeGrowth(rows, drawn, columns, seed);
    growth.add(0, drawn.length, 0);
    return growth.nodes;
  }

  /** Appends the subtree of a run of rows of the order; returns its root's index. */
  private int add(int from, int to, int depth) {
    var index = nodes.size();
    nodes.add(Forest.Node.leaf((long) to - from));
    var column = splitColumn(from, to);
    if (column >= 0) {
      var border = (high - low) * random.nextDouble() + low;
      if (depth < deepest) {
        var middle = partition(column, border, from, to);
        var below = add(from, middle, depth + 1);
        var above = add(middle, to, depth + 1);
        nodes.set(index, new Forest.Node(column, roundedUp(border), below, above, 0));
      }
    }
    return index;
  }

  /** A column that varies among the rows; negative when none does. */
  private int splitColumn(int from, int to) {
    if (to - from == 1) {
      for (var rest = columns.length; rest > 0; rest--) {
        random.nextInt(rest);
      }
      return -1;
    }
    System.arraycopy(columns, 0, left, 0, columns.length);
    for (var rest = columns.length; rest > 0; rest--) {
      var drawn = random.nextInt(rest);
      var column = left[drawn];
      System.arraycopy(left, drawn + 1, left, drawn, rest - drawn - 1);
      measure(column, from, to);
      if (low < high) {
        return column;
      }
    }
    return -1;
  }

  private void measure(int column, int from, int to) {
    var smallest = Float.POSITIVE_INFINITY;
    var largest = Float.NEGATIVE_INFINITY;
    for (var i = from; i < to; i++) {
      var value = rows.at(order[i], column);
      smallest = Math.min(smallest, value);
      largest = Math.max(largest, value);
    }
    low = smallest;
    high = largest;
  }

  /** Moves the rows below a border to the front; returns where the others begin. */
  private int partition(int column, double border, int from, int to) {
    var middle = from;
    for (var i = from; i < to; i++) {
      var row = order[i];
      if (rows.at(row, column) < border) {
        order[i] = order[middle];
        order[middle++] = row;
      }
    }
    return middle;
  }

  /**
   * The smallest float32 that is not below a border: every float32 lies on the same side of both.
   */
  static float roundedUp(double border) {
    var nearest = (float) border;
    return nearest < border ? Math.nextUp(nearest) : nearest;
  }

  /** The numbers of {@link Random} without its atomic updates: one thread draws here. */
  private static final class Draws extends Random {

    private static final long serialVersionUID = 1L;
    private static final long MULTIPLIER = 0x5DEECE66DL;
    private static final int BITS = 48;
    private static final long MASK = (1L << BITS) - 1;

    private long state;

    Draws(long seed) {
      super(seed);
    }

    @Override
    public synchronized void setSeed(long seed) {
      state = (seed ^ MULTIPLIER) & MASK;
    }

    @Override
    protected int next(int bits) {
      state = (state * MULTIPLIER + 0xBL) & MASK;
      return (int) (state >>> (BITS - bits));
    }
  }
}
