package io.novacron.dwcp.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.jobs.export.TreeEnsemble.Node;
import io.novacron.dwcp.jobs.export.TreeEnsemble.Tree;
import java.util.List;
import org.junit.jupiter.api.Test;

class TreeEnsembleTest {

  private static final Tree LEAF = new Tree(0, List.of(Node.leaf(1)));

  @Test
  void stackingGivesEachPartItsOwnTargets() {
    var first = new TreeEnsemble(2, List.of(0f), List.of(LEAF));
    var second = new TreeEnsemble(2, List.of(1f, 2f), List.of(LEAF, new Tree(1, LEAF.nodes())));

    var stacked = TreeEnsemble.stack(List.of(first, second));

    assertThat(stacked.baseScores()).containsExactly(0f, 1f, 2f);
    assertThat(stacked.trees()).extracting(Tree::target).containsExactly(0, 1, 2);
  }

  @Test
  void refusesToStackEnsemblesOfOtherColumns() {
    var narrow = new TreeEnsemble(2, List.of(0f), List.of(LEAF));
    var wide = new TreeEnsemble(3, List.of(0f), List.of(LEAF));

    assertThatThrownBy(() -> TreeEnsemble.stack(List.of(narrow, wide)))
        .hasMessage("Cannot stack ensembles: they read 2 and 3 columns");
  }

  @Test
  void refusesToStackNothing() {
    assertThatThrownBy(() -> TreeEnsemble.stack(List.of()))
        .hasMessageContaining("0 features, 0 targets, 0 trees");
  }

  @Test
  void refusesNodesThatDoNotExist() {
    var broken = new Tree(0, List.of(new Node(0, 1, 1, 2, false), Node.leaf(0)));

    assertThatThrownBy(() -> new TreeEnsemble(1, List.of(0f), List.of(broken)))
        .hasMessageContaining("node 0 of 2 is broken");
  }

  @Test
  void refusesATreeWithoutNodes() {
    assertThatThrownBy(() -> new TreeEnsemble(1, List.of(0f), List.of(new Tree(0, List.of()))))
        .hasMessageContaining("0 nodes");
  }
}
