package io.novacron.dwcp.jobs.model.reliability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The runtime's detector, line by line as its Go source has it: float64, its own congruential
 * generator, rows drawn with replacement, a simple recursive walk.
 */
final class NaiveRuntimeDetector {

  private static final int TREES = 100;
  private static final int SAMPLE_SIZE = 256;
  private static final double CONTAMINATION = 0.01;

  private final List<Node> trees = new ArrayList<>();
  private long state;
  private double threshold = 0.6;

  NaiveRuntimeDetector(long unixNano) {
    this.state = unixNano;
  }

  private static final class Node {
    int feature;
    double value;
    Node left;
    Node right;
    int size;
  }

  void train(double[][] rows) {
    var maxDepth = (int) Math.ceil(Math.log(SAMPLE_SIZE) / Math.log(2));
    for (var i = 0; i < TREES; i++) {
      var sample = new double[Math.min(SAMPLE_SIZE, rows.length)][];
      Arrays.setAll(sample, any -> rows[(int) (rows.length * random())]);
      trees.add(build(sample, 0, maxDepth));
    }
    var scores = Arrays.stream(rows).mapToDouble(this::score).sorted().toArray();
    threshold = scores[Math.min((int) (scores.length * (1.0 - CONTAMINATION)), scores.length - 1)];
  }

  double threshold() {
    return threshold;
  }

  boolean detects(double[] row) {
    return score(row) > threshold;
  }

  double score(double[] row) {
    var total = 0.0;
    for (var tree : trees) {
      total += path(tree, row, 0);
    }
    return Math.pow(2, -(total / trees.size()) / averagePath(SAMPLE_SIZE));
  }

  private static double path(Node node, double[] row, int depth) {
    if (node.left == null && node.right == null) {
      return depth + averagePath(node.size);
    }
    return path(row[node.feature] < node.value ? node.left : node.right, row, depth + 1);
  }

  private static double averagePath(int n) {
    return n <= 1 ? 0 : 2.0 * (Math.log(n - 1) + 0.5772156649) - 2.0 * (n - 1) / n;
  }

  private Node build(double[][] rows, int depth, int maxDepth) {
    var node = new Node();
    node.size = rows.length;
    if (depth >= maxDepth || rows.length <= 1) {
      return node;
    }
    var feature = (int) (rows[0].length * random());
    var min = Arrays.stream(rows).mapToDouble(row -> row[feature]).min().orElseThrow();
    var max = Arrays.stream(rows).mapToDouble(row -> row[feature]).max().orElseThrow();
    if (min == max) {
      return node;
    }
    var value = min + (max - min) * random();
    node.feature = feature;
    node.value = value;
    var below = Arrays.stream(rows).filter(row -> row[feature] < value).toArray(double[][]::new);
    var above = Arrays.stream(rows).filter(row -> row[feature] >= value).toArray(double[][]::new);
    node.left = below.length > 0 ? build(below, depth + 1, maxDepth) : null;
    node.right = above.length > 0 ? build(above, depth + 1, maxDepth) : null;
    return node;
  }

  private double random() {
    state = state * 1103515245 + 12345;
    return Long.remainderUnsigned(state, 1_000_000) / 1_000_000.0;
  }
}
