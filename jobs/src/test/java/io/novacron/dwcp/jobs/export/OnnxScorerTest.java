package io.novacron.dwcp.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.DataError;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OnnxScorerTest {

  @Test
  void batchesDoNotShow() {
    var model = Graphs.addOne(3);
    var rows = Trained.rows(1, 1000, 3, 9);
    var options = new OnnxScorer.Options(model.sha256(), 2, 7);

    try (var small = OnnxScorer.open(model.bytes(), model.signature(), options);
        var large = model.open()) {
      var scores = small.score(rows);

      assertThat(scores.rows()).isEqualTo(1000);
      assertThat(scores.floats("y")).isEqualTo(large.score(rows).floats("y"));
      assertThat(scores.floats("y").at(998, 2)).isEqualTo(rows.at(998, 2) + 1);
    }
  }

  @Test
  void noRowsGiveNoScores() {
    try (var scorer = Graphs.addOne(3).open()) {
      assertThat(scorer.score(FloatMatrix.zeros(0, 3)).floats("y").rows()).isZero();
    }
  }

  @Test
  void inputsOfThreeDimensionsAreFlattenedRowMajor() {
    var graph = OnnxGraph.named("sums").input("x", 2, 3);
    var axes = graph.constant("axes", new long[] {2});
    var attributes = OnnxAttributes.none().with("keepdims", 0);
    graph.output(graph.node("ReduceSum", "y", attributes, "x", axes), 2);
    var input = new TensorSpec("x", TensorSpec.FLOAT32, List.of(2, 3), Graphs.fields(6));
    var signature =
        new Signature("sums", List.of(input), List.of(TensorSpec.floats("y", Graphs.fields(2))));

    try (var scorer = new ExportedModel(graph.toBytes(), signature).open()) {
      var scores = scorer.score(FloatMatrix.of(new float[] {1, 2, 3, 10, 20, 30}, 6));

      assertThat(scores.floats("y").values()).containsExactly(6, 60);
    }
  }

  @Test
  void severalInputsStandOneAfterTheOtherInARow() {
    var graph = OnnxGraph.named("scaled").input("x", 2).input("by", 1);
    graph.output(graph.node("Mul", "y", "x", "by"), 2);
    var inputs =
        List.of(
            TensorSpec.floats("x", Graphs.fields(2)),
            TensorSpec.floats("by", List.of(new TensorSpec.Field("by", "1"))));
    var signature =
        new Signature("scaled", inputs, List.of(TensorSpec.floats("y", Graphs.fields(2))));
    var model = new ExportedModel(graph.toBytes(), signature);
    var rows = FloatMatrix.of(new float[] {1, 2, 10, 3, 4, 100, 5, 6, Float.NaN}, 3);

    try (var scorer =
        OnnxScorer.open(model.bytes(), signature, new OnnxScorer.Options(model.sha256(), 1, 2))) {
      assertThat(scorer.score(rows).floats("y").values())
          .containsExactly(10, 20, 300, 400, Float.NaN, Float.NaN);
      var golden = GoldenRows.parse(signature, GoldenRows.from(scorer, rows).toJsonl());
      golden.requireReproducedBy(scorer, 0);
      assertThat(golden.toJsonl()).startsWith("{\"input\":{\"x\":[1.0,2.0],\"by\":[10.0]}");
    }
  }

  @Test
  void integersComeBackRowByRow() {
    var graph = OnnxGraph.named("arg").input("x", 3);
    var attributes = OnnxAttributes.none().with("axis", 1).with("keepdims", 0);
    graph.integerOutput(graph.node("ArgMax", "best", attributes, "x"));
    var best = new TensorSpec("best", TensorSpec.INT64, List.of(), Graphs.fields(1));
    var signature =
        new Signature("arg", List.of(TensorSpec.floats("x", Graphs.fields(3))), List.of(best));

    try (var scorer = new ExportedModel(graph.toBytes(), signature).open()) {
      var scores = scorer.score(FloatMatrix.of(new float[] {1, 9, 3, 7, 2, 3}, 3));

      assertThat(scores.integers("best")).containsExactly(1L, 0L);
      assertThatThrownBy(() -> scores.floats("best"))
          .hasMessage("Cannot read output: no such output of this type: best; there are []");
    }
  }

  @Test
  void refusesBytesOfAnotherDigest() {
    var model = Graphs.addOne(1);
    var other = OnnxScorer.Options.singleThreaded(Graphs.addOne(2).sha256());

    assertThatThrownBy(() -> OnnxScorer.open(model.bytes(), model.signature(), other))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("its digest is " + model.sha256());
  }

  @Test
  void refusesBytesThatAreNoModel() {
    var truncated = Arrays.copyOf(Graphs.addOne(1).bytes(), 40);
    var model = new ExportedModel(truncated, Graphs.addOne(1).signature());

    assertThatThrownBy(model::open)
        .isInstanceOf(DataError.class)
        .hasMessageContaining("ONNX Runtime refuses it; export it again");
  }

  @Test
  void namesEveryTensorThatIsNotInTheSignature() {
    var model = Graphs.addOne(2);
    var other = Graphs.signature("x", 3, "z", 2);

    assertThatThrownBy(() -> new ExportedModel(model.bytes(), other).open())
        .isInstanceOf(DataError.class)
        .hasMessageContaining("input x is float[-1, 2], not float[-1, 3]")
        .hasMessageContaining("output z is absent, not float[-1, 2]")
        .hasMessageContaining("output y is not in the signature");
  }

  @Test
  void refusesRowsOfAnotherWidth() {
    try (var scorer = Graphs.addOne(2).open()) {
      assertThatThrownBy(() -> scorer.score(FloatMatrix.zeros(1, 3)))
          .isInstanceOf(DataError.class)
          .hasMessageContaining("3 columns where the model reads 2");
    }
  }

  @Test
  void aFailureInsideTheModelNamesTheRows() {
    var graph = OnnxGraph.named("pairs").input("x", 1);
    var shape = graph.constant("pairs_shape", new long[] {-1, 2});
    var model = Graphs.model(graph, "x", 1, graph.node("Reshape", "y", "x", shape), 2);

    try (var scorer = model.open()) {
      assertThatThrownBy(() -> scorer.score(FloatMatrix.zeros(3, 1)))
          .isInstanceOf(DataError.class)
          .hasMessageContaining("rows 0 to 3 with model tiny");
    }
  }

  @Test
  void refusesOptionsThatCannotRun() {
    assertThatThrownBy(() -> new OnnxScorer.Options("", 0, 1)).hasMessageContaining("0 threads");
    assertThatThrownBy(() -> new OnnxScorer.Options("", 1, 0))
        .hasMessageContaining("batches of 0 rows");
  }

  @Test
  void openingAndClosingLeavesNoThread() {
    var model = Graphs.addOne(2);
    model.open().close();
    var before = Thread.getAllStackTraces().size();

    IntStream.range(0, 20).forEach(i -> model.open().close());

    assertThat(Thread.getAllStackTraces()).hasSizeLessThanOrEqualTo(before);
  }
}
