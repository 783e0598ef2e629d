package io.novacron.dwcp.jobs.export;

import java.util.List;
import java.util.stream.IntStream;

/** Tiny models of one input and one output with fields f0, f1, and so on. */
final class Graphs {

  private Graphs() {}

  /** Finishes a graph whose input and output are vectors of float32. */
  static ExportedModel model(
      OnnxGraph graph, String input, int inputWidth, String output, int outputWidth) {
    var bytes = graph.output(output, outputWidth).toBytes();
    return new ExportedModel(bytes, signature(input, inputWidth, output, outputWidth));
  }

  static Signature signature(String input, int inputWidth, String output, int outputWidth) {
    return new Signature(
        "tiny",
        List.of(TensorSpec.floats(input, fields(inputWidth))),
        List.of(TensorSpec.floats(output, fields(outputWidth))));
  }

  /** Adds 1 to each of {@code width} columns. */
  static ExportedModel addOne(int width) {
    var graph = OnnxGraph.named("tiny").input("x", width);
    var one = graph.constant("one", 1f);
    return model(graph, "x", width, graph.node("Add", "y", "x", one), width);
  }

  static List<TensorSpec.Field> fields(int count) {
    return IntStream.range(0, count).mapToObj(i -> new TensorSpec.Field("f" + i, "1")).toList();
  }
}
