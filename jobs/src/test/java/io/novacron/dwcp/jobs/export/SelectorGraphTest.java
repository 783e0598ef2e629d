package io.novacron.dwcp.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.DataError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
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
  void anotherModelIsCaughtByParity() {
    var other = Selectors.spec(new SelectorSettings(0.7f, 0.9f, 2, 10, 1.1f, "zstd"));

    try (var scorer = exported().open()) {
      var report = new Parity(other).withCosts(scorer, sizes, classes, rows);

      assertThat(report.passes()).isFalse();
      assertThat(report.flippedDecisions()).isPositive();
      assertThat(report.maxAbsDifference()).isGreaterThan(1);
    }
  }

  @Test
  void withEverythingOpenAndUncalibratedItIsTheBoostersOwnProbability() throws XGBoostError {
    var open = new SelectorSettings(1, 0, 8, 1e9f, 1.1f, "zstd");
    var model = SelectorGraph.plain(Selectors.spec(open), TreesToOnnx.trees(plainClasses));
    var complete = Selectors.rows(6, 10_000);
    for (var row = 0; row < complete.rows(); row++) {
      complete.set(row, 7, 1);
    }
    var matrix = new DMatrix(complete.values(), complete.rows(), complete.columns(), Float.NaN);

    try (var scorer = model.open()) {
      var expected = plainClasses.predict(matrix);
      var actual = scorer.score(complete).floats(SelectorGraph.PROBABILITIES);

      assertThat(IntStream.range(0, expected.length))
          .allMatch(row -> differs(expected[row], actual, row) <= 1e-5);
    } finally {
      matrix.dispose();
    }
  }

  @Test
  void anUnsureBoosterFallsBack() {
    var never = Selectors.spec(new SelectorSettings(1, 1, 8, 10, 1.1f, "zstd"));
    var trees = TreesToOnnx.trees(classes);

    try (var plain = SelectorGraph.plain(never, TreesToOnnx.trees(plainClasses)).open();
        var costs = SelectorGraph.withCosts(never, Selectors.stacked(sizes), trees).open()) {
      assertThat(new HashSet<>(plain.score(rows).integers("decision"))).containsExactly(2L);
      var scores = costs.score(rows);
      assertThat(scores.integers("decision"))
          .isEqualTo(firstCheapest(scores.floats(SelectorGraph.RELATIVE_COSTS)));
    }
  }

  @Test
  void confidenceIsTheLargestProbability() {
    try (var scorer = exported().open()) {
      var scores = scorer.score(rows);
      var probabilities = scores.floats(SelectorGraph.PROBABILITIES);
      var largest = FloatMatrix.zeros(rows.rows(), 1);
      for (var i = 0; i < probabilities.values().length; i++) {
        var row = i / probabilities.columns();
        largest.set(row, 0, Math.max(largest.at(row, 0), probabilities.values()[i]));
      }

      assertThat(scores.floats(SelectorGraph.CONFIDENCE)).isEqualTo(largest);
    }
  }

  @Test
  void theSignatureNamesEverythingInOrder() {
    var signature = exported().signature();

    assertThat(signature.inputs().get(0).fields()).isEqualTo(Selectors.FEATURES);
    assertThat(signature.outputs())
        .extracting(TensorSpec::name)
        .containsExactly("probabilities", "decision", "confidence", "relative_costs");
    assertThat(signature.output("probabilities").fieldNames()).isEqualTo(SPEC.labels());
  }

  @Test
  void refusesTreesThatAreNotExact() {
    var inexact = Trained.classifier(Selectors.rows(1, 300), 6, Map.of());

    assertThatThrownBy(() -> SelectorGraph.plain(SPEC, TreesToOnnx.trees(inexact)))
        .hasMessageContaining("leaves of the classifier are not exact; use ExactLeaves.round");
  }

  @Test
  void refusesTreesOfAnotherWidth() {
    var trees = TreesToOnnx.trees(classes);

    assertThatThrownBy(() -> SelectorGraph.plain(SPEC, trees))
        .hasMessageContaining("classifier read 16 columns for 6 targets, not 10 for 6");
    assertThatThrownBy(
            () -> SelectorGraph.withCosts(SPEC, Selectors.stacked(sizes.subList(0, 4)), trees))
        .hasMessageContaining("regressors read 10 columns for 4 targets, not 10 for 10");
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

  private static double differs(float[] expected, FloatMatrix actual, int row) {
    return Parity.maxDifference(
        FloatMatrix.of(expected, expected.length), actual.slice(row, row + 1));
  }

  private static List<Long> firstCheapest(FloatMatrix costs) {
    return IntStream.range(0, costs.rows())
        .mapToObj(
            row -> LongStream.range(0, 6).filter(c -> costs.at(row, (int) c) == 1f).findFirst())
        .map(OptionalLong::orElseThrow)
        .toList();
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
    var list = new ArrayList<Float>();
    for (float value : matrix.values()) {
      list.add(value);
    }
    return list;
  }
}
