package io.novacron.dwcp.jobs.export;

import java.io.Serializable;
import java.util.List;

/**
 * An isolation forest as flat arrays of float32, for scoring in one pass.
 *
 * <p>Definition: a row walks each tree down to a leaf, left where {@code x[feature] < threshold};
 * the path length is h = depth of the leaf + c(rows that the leaf held when it grew), and c(n) = 2
 * (ln(n - 1) + 0.5772156649) - 2 (n - 1) / n, 0 for n of at most 1. The score is s =
 * 2<sup>-E[h]/c(samples)</sup>, high = anomalous (Liu, Ting and Zhou, "Isolation Forest", ICDM
 * 2008, eq. 1 and 2; c(2) as the formula has it, which is how the library and the runtime compute
 * it).
 *
 * <p>Path lengths are rounded to the finest power of two at which the sum over all trees is exact
 * in float32 whatever the order: every runtime then finds the same sum. For 100 trees of 256 rows
 * that is 2<sup>-13</sup>, which moves a score by less than 1e-6.
 *
 * <p>Values: float32. NaN is not smaller than any threshold and goes right; {@link ForestModel}
 * never passes one on. Cost: O(trees x depth) a row; nothing is allocated but the result. Immutable
 * and serialisable.
 */
public final class Forest implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final double EULER = 0.5772156649;
  private static final int MANTISSA_BITS = 24;

  /** Rows that pass a tree before the next tree: both then stay in the nearest cache. */
  private static final int BLOCK = 128;

  private final int features;
  private final int samples;
  private final ForestArrays nodes;

  Forest(int features, int samples, ForestArrays nodes) {
    this.features = features;
    this.samples = samples;
    this.nodes = nodes;
  }

  /**
   * A node of a tree that has been grown.
   *
   * @param feature column that a split looks at
   * @param threshold values below it go left
   * @param left index of the left child in its tree; negative for a leaf
   * @param right index of the right child in its tree
   * @param rows rows that the leaf held when the tree grew; not read for a split
   */
  public record Node(int feature, float threshold, int left, int right, long rows) {

    /** A leaf. */
    public static Node leaf(long rows) {
      return new Node(0, 0f, -1, -1, rows);
    }

    /** Whether the walk ends here. */
    public boolean isLeaf() {
      return left < 0;
    }
  }

  /**
   * A forest of grown trees.
   *
   * @param features number of columns
   * @param samples rows that a tree grew on
   * @param trees each with its root first and every node after its parent
   * @throws IllegalArgumentException when a tree is broken or there is none
   */
  public static Forest of(int features, int samples, List<List<Node>> trees) {
    if (features < 1 || samples < 2 || trees.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot make a forest: %d features, %d rows a tree, %d trees; at least 1, 2 and 1"
              .formatted(features, samples, trees.size()));
    }
    var arrays = new ForestArrays(trees.stream().mapToInt(List::size).toArray());
    for (var tree = 0; tree < trees.size(); tree++) {
      arrays.fill(tree, trees.get(tree), features);
    }
    arrays.roundPaths(MANTISSA_BITS);
    return new Forest(features, samples, arrays);
  }

  /** c(n): the mean path length of an unsuccessful search among {@code n} rows. */
  public static double averagePathLength(long n) {
    return n <= 1 ? 0 : 2 * (Math.log(n - 1.0) + EULER) - 2 * (n - 1.0) / n;
  }

  /** Number of columns. */
  public int features() {
    return features;
  }

  /** Rows that a tree grew on. */
  public int samples() {
    return samples;
  }

  /** Number of trees. */
  public int trees() {
    return nodes.trees();
  }

  ForestArrays nodes() {
    return nodes;
  }

  /**
   * The sum of each row's path lengths over all trees, exactly.
   *
   * @throws IllegalArgumentException when the rows have another width
   */
  public float[] pathSums(FloatMatrix rows) {
    if (rows.columns() != features) {
      throw new IllegalArgumentException(
          "Cannot score rows: %d columns where the forest reads %d"
              .formatted(rows.columns(), features));
    }
    var sums = new float[rows.rows()];
    for (var from = 0; from < sums.length; from += BLOCK) {
      nodes.addPaths(rows, from, Math.min(sums.length, from + BLOCK), sums);
    }
    return sums;
  }

  /** The score of a sum of path lengths, 0..1; the larger the sum, the smaller the score. */
  public float score(float pathSum) {
    var mean = pathSum / (double) nodes.trees();
    return (float) StrictMath.pow(2, -mean / averagePathLength(samples));
  }

  /** The scores of rows, 0..1. */
  public float[] scores(FloatMatrix rows) {
    var scores = pathSums(rows);
    for (var row = 0; row < scores.length; row++) {
      scores[row] = score(scores[row]);
    }
    return scores;
  }

  /**
   * How much each column shortens a row's path: for each split on the column, the mean path length
   * of the rows that grew the split minus that of the child where the row goes; mean over trees.
   *
   * <p>The contributions and the row's mean path length add up to the mean path length of the rows
   * that grew the trees. Positive = the column makes the row anomalous. This is the decomposition
   * of Palczewska et al., "Interpreting random forest models using a feature contribution method"
   * (IRI 2013), with path lengths in the place of class shares.
   */
  public double[] contributions(FloatMatrix rows, int row) {
    var contributions = new double[features];
    nodes.addContributions(rows, row, contributions);
    return contributions;
  }

  /** The trees for ONNX; leaves hold path lengths. */
  TreeEnsemble ensemble() {
    return nodes.ensemble(features);
  }

  /** The same numbers. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Forest that
        && features == that.features
        && samples == that.samples
        && nodes.equals(that.nodes);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * features + samples) + nodes.hashCode();
  }

  @Override
  public String toString() {
    return "Forest[%d trees of %d rows, %d columns]".formatted(trees(), samples, features);
  }
}
