package io.novacron.dwcp.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.novacron.dwcp.jobs.export.Forest.Node;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ForestTest {

  /** Below 1 on column 0 a single row of four; else by column 1: one row and two. */
  private static final List<Node> TREE =
      List.of(
          new Node(0, 1f, 1, 2, 0),
          Node.leaf(1),
          new Node(1, 5f, 3, 4, 0),
          Node.leaf(1),
          Node.leaf(2));

  private static final double OF_TWO = 2 * 0.5772156649 - 1;

  private static FloatMatrix row(float... values) {
    return FloatMatrix.of(values, values.length);
  }

  @Test
  void pathLengthIsDepthAndTheSearchAmongTheRowsOfTheLeaf() {
    var forest = Forest.of(2, 4, List.of(TREE));

    var sums = forest.pathSums(FloatMatrix.of(new float[] {0, 0, 1, 4, 1, 5, 9, 9}, 2));

    assertThat(sums[0]).isEqualTo(1f);
    assertThat(sums[1]).isEqualTo(2f);
    assertThat(sums[2]).isCloseTo((float) (2 + OF_TWO), within(1e-6f));
    assertThat(sums[3]).isEqualTo(sums[2]);
  }

  @Test
  void scoreIsTwoToTheNegativeMeanPathOverTheExpectedOne() {
    var forest = Forest.of(2, 4, List.of(TREE, TREE));
    var expected = 2 * (Math.log(3) + 0.5772156649) - 2 * 3 / 4.0;

    assertThat(Forest.averagePathLength(4)).isEqualTo(expected);
    assertThat(Forest.averagePathLength(1)).isZero();
    assertThat(Forest.averagePathLength(0)).isZero();
    assertThat(forest.scores(row(0, 0))[0])
        .isCloseTo((float) Math.pow(2, -1 / expected), within(1e-6f));
  }

  @Test
  void missingValuesGoRight() {
    var forest = Forest.of(2, 4, List.of(TREE));

    assertThat(forest.pathSums(row(Float.NaN, 0))[0]).isEqualTo(2f);
  }

  @Test
  void sumsAreTheSameInEveryOrderOfTheTrees() {
    var random = new Random(3);
    var rows = GrownForests.normal(500, 3, random);
    var forest = GrownForests.forest(rows, 300, 256, random);
    var trees = forest.ensemble().trees();

    var forward = forest.pathSums(rows);
    for (var shuffle = 0; shuffle < 3; shuffle++) {
      var order = Arrays.asList(new Integer[trees.size()]);
      Collections.sort(fill(order), (a, b) -> Integer.compare(a * 7919 % 300, b * 7919 % 300));
      var sum = 0f;
      for (int tree : order) {
        sum += leaf(trees.get(tree), rows, shuffle);
      }
      assertThat(sum).isEqualTo(forward[shuffle]);
    }
  }

  private static List<Integer> fill(List<Integer> order) {
    for (var i = 0; i < order.size(); i++) {
      order.set(i, i);
    }
    return order;
  }

  private static float leaf(TreeEnsemble.Tree tree, FloatMatrix rows, int row) {
    var node = tree.nodes().get(0);
    while (!node.isLeaf()) {
      var goesLeft = rows.at(row, node.feature()) < node.value();
      node = tree.nodes().get(goesLeft ? node.left() : node.right());
    }
    return node.value();
  }

  @Test
  void contributionsAndPathAddUpToTheMeanPathOfTheRowsThatGrewTheTrees() {
    var forest = Forest.of(2, 4, List.of(TREE));
    var mean = (1 + 2 + 2 * (2 + OF_TWO)) / 4;

    var contributions = forest.contributions(row(0, 9), 0);

    assertThat(contributions[0]).isCloseTo(mean - 1, within(1e-6));
    assertThat(contributions[1]).isZero();
    var deep = forest.contributions(row(2, 9), 0);
    assertThat(deep[0] + deep[1]).isCloseTo(mean - (2 + OF_TWO), within(1e-6));
  }

  @Test
  void refusesTreesThatAWalkCouldNotLeave() {
    var loop = List.of(new Node(0, 1f, 0, 1, 0), Node.leaf(1));
    var unknown = List.of(new Node(2, 1f, 1, 2, 0), Node.leaf(1), Node.leaf(1));
    var outside = List.of(new Node(0, 1f, 1, 3, 0), Node.leaf(1), Node.leaf(1));
    var endless = List.of(new Node(0, Float.NaN, 1, 2, 0), Node.leaf(1), Node.leaf(1));

    for (var broken : List.of(loop, unknown, outside, endless)) {
      assertThatThrownBy(() -> Forest.of(2, 4, List.of(broken)))
          .hasMessageContaining("Cannot make a forest: node 0");
    }
    assertThatThrownBy(() -> Forest.of(2, 4, List.of())).hasMessageContaining("0 trees");
    assertThatThrownBy(() -> Forest.of(2, 1, List.of(TREE))).hasMessageContaining("1 rows a tree");
  }

  @Test
  void refusesRowsOfAnotherWidth() {
    var forest = Forest.of(2, 4, List.of(TREE));

    assertThatThrownBy(() -> forest.pathSums(row(1, 2, 3)))
        .hasMessageContaining("3 columns where the forest reads 2");
  }

  @Test
  void equalsTheSameNumbersOnly() {
    var forest = Forest.of(2, 4, List.of(TREE));

    assertThat(forest)
        .isEqualTo(Forest.of(2, 4, List.of(TREE)))
        .hasSameHashCodeAs(Forest.of(2, 4, List.of(TREE)))
        .hasToString("Forest[1 trees of 4 rows, 2 columns]")
        .isNotEqualTo(Forest.of(2, 5, List.of(TREE)))
        .isNotEqualTo(Forest.of(2, 4, List.of(TREE, TREE)));
  }
}
