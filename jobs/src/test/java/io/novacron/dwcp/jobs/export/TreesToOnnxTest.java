package io.novacron.dwcp.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import org.junit.jupiter.api.Test;

class TreesToOnnxTest {

  private static final int COLUMNS = 6;
  private static final FloatMatrix TRAINING = Trained.rows(1, 600, COLUMNS, 1);

  @Test
  void regressorGivesTheSameBitsOnBothRuntimes() {
    var exact = ExactLeaves.round(Trained.regressor(TRAINING, Map.of()));

    assertSameBits(exact);
  }

  @Test
  void classifierGivesTheSameBitsOnBothRuntimes() {
    var exact = ExactLeaves.round(Trained.classifier(TRAINING, 5, Map.of()));

    assertSameBits(exact);
  }

  @Test
  void prunedNodesAndSingleLeavesAreCarriedOver() {
    var pruned = Map.<String, Object>of("tree_method", "exact", "gamma", 4, "max_depth", 5);
    var exact = ExactLeaves.round(Trained.classifier(TRAINING, 3, pruned));

    assertThat(TreesToOnnx.trees(exact).trees()).anyMatch(tree -> tree.nodes().size() == 1);
    assertSameBits(exact);
  }

  @Test
  void forestsInARoundAreSummed() {
    var forest = Map.<String, Object>of("num_parallel_tree", 3, "subsample", 0.5);

    assertSameBits(ExactLeaves.round(Trained.regressor(TRAINING, forest)));
  }

  @Test
  void unroundedLeavesAgreeToAMillionth() {
    var booster = Trained.regressor(TRAINING, Map.of());
    var rows = Trained.borderRows(TreesToOnnx.trees(booster), Trained.rows(3, 5000, COLUMNS, 1));

    var expected = NativeMargins.of(booster, rows);
    var actual = onnxMargins(TreesToOnnx.trees(booster), rows);

    assertThat(Parity.maxDifference(actual, expected)).isPositive().isLessThan(1e-6);
  }

  private static void assertSameBits(Booster booster) {
    var trees = TreesToOnnx.trees(booster);
    var rows = Trained.borderRows(trees, Trained.rows(2, 10_000, COLUMNS, 1.2f));

    assertThat(onnxMargins(trees, rows)).isEqualTo(NativeMargins.of(booster, rows));
  }

  private static FloatMatrix onnxMargins(TreeEnsemble trees, FloatMatrix rows) {
    var graph = OnnxGraph.named("trees").input("features", trees.features());
    TreesToOnnx.addMargins(graph, "features", "margins", trees);
    var model = Graphs.model(graph, "features", trees.features(), "margins", trees.targets());
    try (var scorer = model.open()) {
      return scorer.score(rows).floats("margins");
    }
  }
}
