package io.novacron.dwcp.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.jobs.export.TreeEnsemble.Node;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactLeavesTest {

  private static final FloatMatrix ROWS = Trained.rows(5, 300, 3, 1);

  @ParameterizedTest(name = "{0} becomes {1} steps")
  @CsvSource({"0.3, 19661", "-0.3, -19661", "7.62939453125e-6, 0", "2.288818359375e-5, 2", "0, 0"})
  void roundsToTheNearestStep(float value, int steps) {
    assertThat(ExactLeaves.round(value)).isEqualTo(steps * ExactLeaves.STEP);
  }

  @Test
  void thereIsNoNegativeZero() {
    assertThat(Float.floatToRawIntBits(ExactLeaves.round(-1e-9f))).isZero();
  }

  @Test
  void everyLeafAndBaseScoreBecomesAMultipleOfTheStep() {
    var booster = Trained.classifier(ROWS, 3, Map.of());

    var exact = TreesToOnnx.trees(ExactLeaves.round(booster));

    assertThat(ExactLeaves.isExact(TreesToOnnx.trees(booster))).isFalse();
    assertThat(ExactLeaves.isExact(exact)).isTrue();
    assertThat(exact.trees())
        .allSatisfy(
            tree ->
                assertThat(tree.nodes().stream().filter(Node::isLeaf))
                    .allMatch(leaf -> leaf.value() / ExactLeaves.STEP % 1 == 0));
    assertThat(exact.baseScores()).allMatch(score -> score / ExactLeaves.STEP % 1 == 0);
  }

  @Test
  void marginsMoveByLessThanHalfAStepATree() {
    var booster = Trained.regressor(ROWS, Map.of());

    var before = NativeMargins.of(booster, ROWS);
    var after = NativeMargins.of(ExactLeaves.round(booster), ROWS);

    assertThat(Parity.maxDifference(before, after)).isCloseTo(0, within(13 * 0x1p-17)).isPositive();
  }

  @Test
  void splitsStayAsTheyWere() {
    var booster = Trained.regressor(ROWS, Map.of());

    assertThat(splits(TreesToOnnx.trees(ExactLeaves.round(booster))))
        .isEqualTo(splits(TreesToOnnx.trees(booster)));
  }

  @Test
  void laterRoundsAreCutOff() {
    var booster = Trained.classifier(ROWS, 3, Map.of());

    var whole = TreesToOnnx.trees(ExactLeaves.round(booster));
    var cut = TreesToOnnx.trees(ExactLeaves.round(booster, 4));

    assertThat(whole.trees()).hasSize(36);
    assertThat(cut)
        .isEqualTo(new TreeEnsemble(3, whole.baseScores(), whole.trees().subList(0, 12)));
  }

  @Test
  void refusesToKeepNoRound() {
    var booster = Trained.regressor(ROWS, Map.of());

    assertThatThrownBy(() -> ExactLeaves.round(booster, 0))
        .hasMessage("Cannot keep 0 rounds of a booster");
  }

  @Test
  void refusesMarginsBeyondTheBound() {
    var labels = new float[ROWS.rows()];
    for (var row = 0; row < labels.length; row++) {
      labels[row] = row % 2 == 0 ? 400 : -400;
    }
    var booster = Trained.train(ROWS, labels, "reg:squarederror", Map.of("max_depth", 9));

    assertThatThrownBy(() -> ExactLeaves.round(booster))
        .isInstanceOf(DataError.class)
        .hasMessageMatching("Cannot make leaves exact: margins may reach \\d+.* below 256.0 .*");
  }

  @Test
  void refusesBoostersThatCannotBeExported() {
    var labels = new float[ROWS.rows()];
    var dart = Trained.train(ROWS, labels, "reg:squarederror", Map.of("booster", "dart"));

    assertThatThrownBy(() -> ExactLeaves.round(dart))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("booster is not supported: dart");
  }

  private static List<Node> splits(TreeEnsemble ensemble) {
    return ensemble.trees().stream()
        .flatMap(tree -> tree.nodes().stream())
        .filter(node -> !node.isLeaf())
        .toList();
  }
}
