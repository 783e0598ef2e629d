package io.novacron.dwcp.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.common.run.Digests;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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

    for (var row = 0; row < rows.rows(); row++) {
      assertThat(actual.at(row, 0)).isCloseTo(expected.at(row, 0), within());
    }
  }

  private static org.assertj.core.data.Offset<Float> within() {
    return org.assertj.core.api.Assertions.within(1e-6f);
  }

  private static void assertSameBits(Booster booster) {
    var trees = TreesToOnnx.trees(booster);
    var rows = Trained.borderRows(trees, Trained.rows(2, 10_000, COLUMNS, 1.2f));

    assertThat(onnxMargins(trees, rows)).isEqualTo(NativeMargins.of(booster, rows));
  }

  private static FloatMatrix onnxMargins(TreeEnsemble trees, FloatMatrix rows) {
    var graph = OnnxGraph.named("trees").input("features", trees.features());
    TreesToOnnx.addMargins(graph, "features", "margins", trees);
    var bytes = graph.output("margins", trees.targets()).toBytes();
    var signature =
        new Signature(
            "trees",
            List.of(TensorSpec.floats("features", fields(trees.features()))),
            List.of(TensorSpec.floats("margins", fields(trees.targets()))));
    var options = OnnxScorer.Options.singleThreaded(Digests.sha256(bytes));
    try (var scorer = OnnxScorer.open(bytes, signature, options)) {
      return scorer.score(rows).floats("margins");
    }
  }

  private static List<TensorSpec.Field> fields(int count) {
    return IntStream.range(0, count).mapToObj(i -> new TensorSpec.Field("f" + i, "1")).toList();
  }
}
