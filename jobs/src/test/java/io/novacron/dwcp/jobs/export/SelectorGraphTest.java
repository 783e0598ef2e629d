package io.novacron.dwcp.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.DataError;
import java.util.HashSet;
import java.util.List;
import ml.dmlc.xgboost4j.java.Booster;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SelectorGraphTest {

  private static final SelectorSpec SPEC = Selectors.spec();
  private static List<Booster> sizes;
  private static Booster classes;
  private static Booster plainClasses;
  private static FloatMatrix rows;

  @BeforeAll
  static void train() {
    var training = Selectors.rows(1, 800);
    sizes = Selectors.sizes(training);
    classes = Selectors.classes(training, new SelectorMath(SPEC).relativeCosts(training, sizes));
    plainClasses = Selectors.plainClasses(training);
    rows = Trained.borderRows(Selectors.stacked(sizes), Selectors.rows(2, 6000));
    rows = append(rows, Trained.borderRows(TreesToOnnx.trees(classes), Selectors.rows(3, 6000)));
  }

  @Test
  void relativeCostsAreTheSameBitsInJavaAndInTheGraph() {
    try (var scorer = exported().open()) {
      var actual = scorer.score(rows).floats(SelectorGraph.RELATIVE_COSTS);

      assertThat(actual).isEqualTo(new SelectorMath(SPEC).relativeCosts(rows, sizes));
      assertThat(new HashSet<>(floats(actual))).hasSizeGreaterThan(10_000);
    }
  }

  @Test
  void decisionsAgreeWithNativeBoosters() {
    try (var scorer = exported().open()) {
      var report = new Parity(SPEC).withCosts(scorer, sizes, classes, rows).requirePassed();

      assertThat(report.rows()).isEqualTo(12_000);
      assertThat(new HashSet<>(scorer.score(rows).integers(SelectorGraph.DECISION)))
          .containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L, 5L);
    }
  }

  @Test
  void plainDecisionsAgreeWithTheNativeBooster() {
    var model = SelectorGraph.plain(SPEC, TreesToOnnx.trees(plainClasses));

    try (var scorer = model.open()) {
      var report = new Parity(SPEC).plain(scorer, plainClasses, rows).requirePassed();

      assertThat(report.rows()).isEqualTo(12_000);
    }
  }

  @Test
  void sameTreesGiveTheSameBytes() {
    assertThat(exported().bytes()).isEqualTo(exported().bytes());
    assertThat(exported().sha256()).isEqualTo(exported().sha256());
  }

  @Test
  void infinityIsRefusedByName() {
    var row = Selectors.rows(4, 2);
    row.set(1, 4, Float.NEGATIVE_INFINITY);

    try (var scorer = exported().open()) {
      assertThatThrownBy(() -> scorer.score(row))
          .isInstanceOf(DataError.class)
          .hasMessageContaining("row 1: infinite value in column rtt_ms");
    }
  }

  private static ExportedModel exported() {
    return SelectorGraph.withCosts(SPEC, Selectors.stacked(sizes), TreesToOnnx.trees(classes));
  }

  private static FloatMatrix append(FloatMatrix first, FloatMatrix second) {
    var both = FloatMatrix.zeros(first.rows() + second.rows(), first.columns());
    System.arraycopy(first.values(), 0, both.values(), 0, first.values().length);
    System.arraycopy(
        second.values(), 0, both.values(), first.values().length, second.values().length);
    return both;
  }

  private static List<Float> floats(FloatMatrix matrix) {
    var list = new java.util.ArrayList<Float>();
    for (float value : matrix.values()) {
      list.add(value);
    }
    return list;
  }
}
