package io.novacron.dwcp.jobs.export;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The nodes of all trees of a {@link Forest} in parallel arrays, tree after tree; children are
 * indexes into the whole.
 *
 * <p>{@code path} holds a leaf's path length and, at a split, the mean path length of the rows that
 * grew it.
 */
final class ForestArrays implements Serializable {

  private static final long serialVersionUID = 1L;

  /** First node of each tree, and the end of the last. */
  private final int[] starts;

  private final int[] feature;
  private final float[] threshold;
  private final int[] left;
  private final int[] right;
  private final float[] path;

  /** Where a step leads from each node, left and right; from a leaf to itself. */
  private final int[] next;

  /** Steps to the deepest leaf of each tree. */
  private final int[] depths;

  ForestArrays(int[] sizes) {
    this.starts = new int[sizes.length + 1];
    for (var tree = 0; tree < sizes.length; tree++) {
      starts[tree + 1] = Math.addExact(starts[tree], sizes[tree]);
    }
    var nodes = starts[sizes.length];
    this.feature = new int[nodes];
    this.threshold = new float[nodes];
    this.left = new int[nodes];
    this.right = new int[nodes];
    this.path = new float[nodes];
    this.next = new int[Math.multiplyExact(2, nodes)];
    this.depths = new int[sizes.length];
  }

  /** Prepares a tree for walking, once all its nodes are there. */
  private void link(int tree) {
    var start = starts[tree];
    var depth = new int[starts[tree + 1] - start];
    for (var node = start; node < starts[tree + 1]; node++) {
      next[2 * node] = isLeaf(node) ? node : left[node];
      next[2 * node + 1] = isLeaf(node) ? node : right[node];
      if (!isLeaf(node)) {
        depth[left[node] - start] = depth[node - start] + 1;
        depth[right[node] - start] = depth[node - start] + 1;
      }
      depths[tree] = Math.max(depths[tree], depth[node - start]);
    }
  }

  int trees() {
    return starts.length - 1;
  }

  int size() {
    return feature.length;
  }

  boolean isLeaf(int node) {
    return left[node] < 0;
  }

  int feature(int node) {
    return feature[node];
  }

  float threshold(int node) {
    return threshold[node];
  }

  /** Copies a tree in, with path lengths from its depths and rows. */
  void fill(int tree, List<Forest.Node> nodes, int features) {
    var start = starts[tree];
    var depth = new int[nodes.size()];
    var rows = new double[nodes.size()];
    for (var i = 0; i < nodes.size(); i++) {
      var node = nodes.get(i);
      left[start + i] = node.isLeaf() ? -1 : start + node.left();
      if (!node.isLeaf()) {
        requireWithin(node, i, nodes.size(), features);
        right[start + i] = start + node.right();
        feature[start + i] = node.feature();
        threshold[start + i] = node.threshold();
        depth[node.left()] = depth[i] + 1;
        depth[node.right()] = depth[i] + 1;
      }
    }
    for (var i = nodes.size() - 1; i >= 0; i--) {
      var node = nodes.get(i);
      if (node.isLeaf()) {
        rows[i] = node.rows();
        path[start + i] = (float) (depth[i] + Forest.averagePathLength(node.rows()));
      } else {
        rows[i] = rows[node.left()] + rows[node.right()];
        path[start + i] = mean(start, node, rows);
      }
    }
    link(tree);
  }

  private float mean(int start, Forest.Node node, double[] rows) {
    double onLeft = path[start + node.left()];
    double onRight = path[start + node.right()];
    var share = rows[node.left()] / Math.max(1, rows[node.left()] + rows[node.right()]);
    return (float) (onLeft * share + onRight * (1 - share));
  }

  private static void requireWithin(Forest.Node node, int index, int size, int features) {
    var after = node.left() > index && node.right() > index;
    var inside = node.left() < size && node.right() < size && node.left() != node.right();
    var known = node.feature() >= 0 && node.feature() < features;
    if (!after || !inside || !known || !Float.isFinite(node.threshold())) {
      throw new IllegalArgumentException(
          "Cannot make a forest: node %d of %d is broken: %s".formatted(index, size, node));
    }
  }

  /** Rounds path lengths so that a sum over all trees fits into {@code bits} bits. */
  void roundPaths(int bits) {
    var largest = 1.0;
    for (var tree = 0; tree < trees(); tree++) {
      var longest = 0f;
      for (var node = starts[tree]; node < starts[tree + 1]; node++) {
        longest = Math.max(longest, path[node]);
      }
      largest += longest;
    }
    var step = Math.scalb(1.0, Math.getExponent(largest) + 1 - bits);
    for (var node = 0; node < path.length; node++) {
      path[node] = (float) (Math.rint(path[node] / step) * step);
    }
  }

  /**
   * Adds to each row's sum its path length in every tree.
   *
   * <p>All rows take one step before any takes the next, as many as the tree is deep; a row that
   * has arrived stays where it is. Steps of different rows do not wait for each other, and no
   * branch hangs on a value, which together is several times faster than walking row after row.
   */
  void addPaths(FloatMatrix rows, int from, int to, float[] sums) {
    var at = new int[to - from];
    for (var tree = 0; tree < trees(); tree++) {
      Arrays.fill(at, starts[tree]);
      for (var step = 0; step < depths[tree]; step++) {
        advance(rows.values(), from * rows.columns(), rows.columns(), at);
      }
      for (var row = 0; row < at.length; row++) {
        sums[from + row] += path[at[row]];
      }
    }
  }

  /** One step of each row; the arrays by local names, which either compiler keeps in registers. */
  private void advance(float[] values, int first, int columns, int[] at) {
    var columnOf = feature;
    var borderOf = threshold;
    var following = next;
    var offset = first;
    for (var row = 0; row < at.length; row++) {
      var node = at[row];
      var right = values[offset + columnOf[node]] < borderOf[node] ? 0 : 1;
      at[row] = following[2 * node + right];
      offset += columns;
    }
  }

  void addContributions(FloatMatrix rows, int row, double[] contributions) {
    for (var tree = 0; tree < trees(); tree++) {
      var node = starts[tree];
      while (left[node] >= 0) {
        var column = feature[node];
        var child = rows.at(row, column) < threshold[node] ? left[node] : right[node];
        contributions[column] += ((double) path[node] - path[child]) / trees();
        node = child;
      }
    }
  }

  TreeEnsemble ensemble(int features) {
    var trees = new ArrayList<TreeEnsemble.Tree>();
    for (var tree = 0; tree < trees(); tree++) {
      var nodes = new ArrayList<TreeEnsemble.Node>();
      var start = starts[tree];
      for (var node = start; node < starts[tree + 1]; node++) {
        nodes.add(
            isLeaf(node)
                ? TreeEnsemble.Node.leaf(path[node])
                : new TreeEnsemble.Node(
                    feature[node],
                    threshold[node],
                    left[node] - start,
                    right[node] - start,
                    false));
      }
      trees.add(new TreeEnsemble.Tree(0, nodes));
    }
    return new TreeEnsemble(features, List.of(0f), trees);
  }

  /** Sizes of the trees, then every node; big-endian. */
  void write(DataOutput out) throws IOException {
    out.writeInt(trees());
    for (var tree = 0; tree < trees(); tree++) {
      out.writeInt(starts[tree + 1] - starts[tree]);
    }
    for (var node = 0; node < size(); node++) {
      out.writeInt(left[node]);
      out.writeFloat(path[node]);
      if (!isLeaf(node)) {
        out.writeInt(right[node]);
        out.writeInt(feature[node]);
        out.writeFloat(threshold[node]);
      }
    }
  }

  /**
   * Reads {@link #write} back.
   *
   * @param bytes length of what is read, so that a broken size asks for no memory
   * @throws IllegalArgumentException when a node is broken
   */
  static ForestArrays read(DataInput in, int bytes, int features) throws IOException {
    var sizes = new int[bounded(in.readInt(), bytes)];
    for (var tree = 0; tree < sizes.length; tree++) {
      sizes[tree] = bounded(in.readInt(), bytes);
    }
    bounded(Arrays.stream(sizes).asLongStream().sum(), bytes);
    var arrays = new ForestArrays(sizes);
    for (var tree = 0; tree < sizes.length; tree++) {
      for (var node = arrays.starts[tree]; node < arrays.starts[tree + 1]; node++) {
        arrays.readNode(in, tree, node, features);
      }
      arrays.link(tree);
    }
    return arrays;
  }

  private void readNode(DataInput in, int tree, int node, int features) throws IOException {
    left[node] = in.readInt();
    path[node] = in.readFloat();
    if (!isLeaf(node)) {
      right[node] = in.readInt();
      feature[node] = in.readInt();
      threshold[node] = in.readFloat();
      var start = starts[tree];
      var local =
          new Forest.Node(
              feature[node], threshold[node], left[node] - start, right[node] - start, 0);
      requireWithin(local, node - start, starts[tree + 1] - start, features);
    }
  }

  /** Every tree and every node takes more than four bytes. */
  private static int bounded(long count, int bytes) {
    if (count < 1 || count > bytes / Integer.BYTES) {
      throw new IllegalArgumentException("%d of something in %d bytes".formatted(count, bytes));
    }
    return (int) count;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ForestArrays that
        && Arrays.equals(starts, that.starts)
        && Arrays.equals(feature, that.feature)
        && Arrays.equals(threshold, that.threshold)
        && Arrays.equals(left, that.left)
        && Arrays.equals(right, that.right)
        && Arrays.equals(path, that.path);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(threshold) + Arrays.hashCode(path);
  }
}
