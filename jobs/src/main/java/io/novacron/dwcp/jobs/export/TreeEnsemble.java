package io.novacron.dwcp.jobs.export;

import java.util.ArrayList;
import java.util.List;

/**
 * Boosted regression trees, free of any library: output t of a row is {@code baseScores[t]} plus
 * the leaf that the row reaches in each tree of target t.
 *
 * @param features number of input columns
 * @param baseScores one start value a target
 * @param trees all trees, in boosting order
 */
public record TreeEnsemble(int features, List<Float> baseScores, List<Tree> trees) {

  public TreeEnsemble {
    baseScores = List.copyOf(baseScores);
    trees = List.copyOf(trees);
    if (features <= 0 || baseScores.isEmpty() || trees.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot make an ensemble: %d features, %d targets, %d trees; each must be positive"
              .formatted(features, baseScores.size(), trees.size()));
    }
    for (var tree : trees) {
      tree.requireWithin(features, baseScores.size());
    }
  }

  /** Number of outputs. */
  public int targets() {
    return baseScores.size();
  }

  /**
   * One ensemble whose targets are those of {@code parts}, one after the other.
   *
   * @throws IllegalArgumentException when the parts read different numbers of columns
   */
  public static TreeEnsemble stack(List<TreeEnsemble> parts) {
    var scores = new ArrayList<Float>();
    var trees = new ArrayList<Tree>();
    for (var part : parts) {
      if (part.features != parts.get(0).features) {
        throw new IllegalArgumentException(
            "Cannot stack ensembles: they read %d and %d columns"
                .formatted(parts.get(0).features, part.features));
      }
      for (var tree : part.trees) {
        trees.add(new Tree(scores.size() + tree.target(), tree.nodes()));
      }
      scores.addAll(part.baseScores);
    }
    return new TreeEnsemble(parts.isEmpty() ? 0 : parts.get(0).features, scores, trees);
  }

  /**
   * One tree.
   *
   * @param target the output to which its leaves add
   * @param nodes the root first; every other node stands after its parent
   */
  public record Tree(int target, List<Node> nodes) {

    public Tree {
      nodes = List.copyOf(nodes);
    }

    private void requireWithin(int features, int targets) {
      if (target < 0 || target >= targets || nodes.isEmpty()) {
        throw new IllegalArgumentException(
            "Cannot make a tree: target %d of %d, %d nodes"
                .formatted(target, targets, nodes.size()));
      }
      for (var i = 0; i < nodes.size(); i++) {
        nodes.get(i).requireWithin(i, nodes.size(), features);
      }
    }
  }

  /**
   * A split ({@code x[feature] < value} goes left) or, where {@code left} is negative, a leaf.
   *
   * @param value the split's border or the leaf's value
   * @param missingLeft whether a missing value goes left
   */
  public record Node(int feature, float value, int left, int right, boolean missingLeft) {

    /** A leaf. */
    static Node leaf(float value) {
      return new Node(0, value, -1, -1, false);
    }

    /** Whether the walk ends here. */
    public boolean isLeaf() {
      return left < 0;
    }

    private void requireWithin(int index, int size, int features) {
      var childrenAfter = left > index && left < size && right > index && right < size;
      var known = feature >= 0 && feature < features;
      if (!Float.isFinite(value) || !(isLeaf() || (childrenAfter && known))) {
        throw new IllegalArgumentException(
            "Cannot make a tree: node %d of %d is broken: %s".formatted(index, size, this));
      }
    }
  }
}
