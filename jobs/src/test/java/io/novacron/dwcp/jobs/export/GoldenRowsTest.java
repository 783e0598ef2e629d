package io.novacron.dwcp.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.DataError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoldenRowsTest {

  private static final String TEXT =
      """
      {"input":{"x":[1.5,0.1]},"output":{"y":[2.5,1.1],"best":[0]}}
      {"input":{"x":[null,3.0]},"output":{"y":[null,4.0],"best":[1]}}
      """;

  @Test
  void writesOneObjectALineWithMissingValuesAsNull() {
    var rows = FloatMatrix.of(new float[] {1.5f, 0.1f, Float.NaN, 3}, 2);

    try (var scorer = model().open()) {
      assertThat(GoldenRows.from(scorer, rows).toJsonl()).isEqualTo(TEXT);
    }
  }

  @Test
  void readsBackWhatItWrites() {
    var golden = GoldenRows.parse(model().signature(), TEXT);

    assertThat(golden.size()).isEqualTo(2);
    assertThat(golden.toJsonl()).isEqualTo(TEXT);
  }

  @Test
  void theModelThatWroteThemReproducesThem() {
    var golden = GoldenRows.parse(model().signature(), TEXT);

    try (var scorer = model().open()) {
      assertThatCode(() -> golden.requireReproducedBy(scorer, 0)).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "[2.5,1.1] | [2.5,1.2] | golden row 0 differs in y: [2.5, 1.1], not [2.5, 1.2]",
        "[null,4.0] | [2.0,4.0] | golden row 1 differs in y: [NaN, 4.0], not [2.0, 4.0]",
        "\"best\":[1] | \"best\":[0] | golden row 1 differs in best: [1], not [0]"
      })
  void namesTheFirstRowThatDiffers(String from, String to, String reason) {
    assertThat(TEXT).contains(from);
    var golden = GoldenRows.parse(model().signature(), TEXT.replace(from, to));

    try (var scorer = model().open()) {
      assertThatThrownBy(() -> golden.requireReproducedBy(scorer, 1e-5))
          .isInstanceOf(DataError.class)
          .hasMessageContaining(reason);
    }
  }

  @Test
  void differencesWithinTheToleranceAreAccepted() {
    var golden = GoldenRows.parse(model().signature(), TEXT.replace("1.1]", "1.101]"));

    try (var scorer = model().open()) {
      assertThatCode(() -> golden.requireReproducedBy(scorer, 0.01)).doesNotThrowAnyException();
    }
  }

  @Test
  void noGoldenRowsProveNothing() {
    var none = GoldenRows.parse(model().signature(), "");

    try (var scorer = model().open()) {
      assertThatThrownBy(() -> none.requireReproducedBy(scorer, 1))
          .isInstanceOf(DataError.class)
          .hasMessageContaining("it has no golden rows");
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "nonsense | line 1: Unrecognized token",
        "{} | line 1: x has 0 values, not 2",
        "{\"input\":{\"x\":[1,2]}} | line 1: y has 0 values, not 2"
      })
  void refusesLinesThatAreNoGoldenRows(String line, String reason) {
    assertThatThrownBy(() -> GoldenRows.parse(model().signature(), line))
        .isInstanceOf(DataError.class)
        .hasMessageContaining(reason);
  }

  /** y = x + 1 and the index of the larger column. */
  static ExportedModel model() {
    var graph = OnnxGraph.named("golden").input("x", 2);
    graph.node("Add", "y", "x", graph.constant("one", 1f));
    var zero = graph.constant("zero", 0f);
    var known = graph.node("Where", "known", graph.node("IsNaN", "nan", "x"), zero, "x");
    var attributes = OnnxAttributes.none().with("axis", 1).with("keepdims", 0);
    graph.node("ArgMax", "best", attributes, known);
    graph.output("y", 2).integerOutput("best");
    var best = new TensorSpec("best", TensorSpec.INT64, List.of(), Graphs.fields(1));
    var signature =
        new Signature(
            "golden",
            List.of(TensorSpec.floats("x", Graphs.fields(2))),
            List.of(TensorSpec.floats("y", Graphs.fields(2)), best));
    return new ExportedModel(graph.toBytes(), signature);
  }
}
