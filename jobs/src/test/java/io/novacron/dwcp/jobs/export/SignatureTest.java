package io.novacron.dwcp.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.jobs.export.TensorSpec.Field;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignatureTest {

  private static final Signature SIGNATURE =
      new Signature(
          "tiny",
          List.of(
              TensorSpec.floats("features", List.of(new Field("a", "ms"), new Field("b", "1")))),
          List.of(new TensorSpec("choice", "int64", List.of(), List.of(new Field("choice", "1")))));

  @Test
  void jsonIsTheSameEveryTimeAndReadsBack() {
    assertThat(SIGNATURE.toJson())
        .isEqualToIgnoringWhitespace(
            """
            {"model": "tiny",
             "inputs": [{"name": "features", "dtype": "float32", "shape": [2],
                         "fields": [{"name": "a", "unit": "ms"}, {"name": "b", "unit": "1"}]}],
             "outputs": [{"name": "choice", "dtype": "int64", "shape": [],
                          "fields": [{"name": "choice", "unit": "1"}]}]}
            """)
        .endsWith("\n")
        .doesNotContain("\r");
    assertThat(Signature.parse(SIGNATURE.toJson())).isEqualTo(SIGNATURE);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {"nonsense | Unrecognized token", "{} | Missing creator property 'model'"})
  void refusesTextThatIsNoSignature(String json, String reason) {
    assertThatThrownBy(() -> Signature.parse(json))
        .isInstanceOf(DataError.class)
        .hasMessageStartingWith("Cannot read signature: ")
        .hasMessageContaining(reason);
  }

  @Test
  void acceptsItsOwnColumns() {
    assertThatCode(() -> SIGNATURE.requireColumns(List.of("a", "b"))).doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a | missing column b",
        "a,b,c | extra column c",
        "a,c | missing column b, extra column c",
        "b,a | column b at position 0, column a at position 1",
        "a,b,b | column b at position 2"
      })
  void namesColumnsThatAreMissingExtraOrDisplaced(String columns, String faults) {
    var names = List.of(columns.split(","));

    assertThatThrownBy(() -> SIGNATURE.requireColumns(names))
        .isInstanceOf(DataError.class)
        .hasMessage(
            "Cannot score rows with tiny: %s; use the signature's names, shapes and order"
                .formatted(faults));
  }

  @Test
  void outputsAreFoundByName() {
    assertThat(SIGNATURE.output("choice").isFloat()).isFalse();
    assertThatThrownBy(() -> SIGNATURE.output("score"))
        .hasMessageContaining("no such output: score");
  }

  @Test
  void refusesAModelWithoutOneInputAndAnOutput() {
    assertThatThrownBy(() -> new Signature("m", List.of(), SIGNATURE.outputs()))
        .hasMessageContaining("0 inputs and 1 outputs");
    assertThatThrownBy(() -> new Signature("m", SIGNATURE.inputs(), List.of()))
        .hasMessageContaining("1 inputs and 0 outputs");
  }

  @Test
  void refusesTensorsThatContradictThemselves() {
    var one = List.of(new Field("a", "1"));
    var twice = List.of(new Field("a", "1"), new Field("a", "1"));

    assertThatThrownBy(() -> new TensorSpec("t", "float32", List.of(2), one))
        .hasMessageContaining("1 fields for shape [2]");
    assertThatThrownBy(() -> new TensorSpec("t", "double", List.of(1), one))
        .hasMessageContaining("dtype double");
    assertThatThrownBy(() -> TensorSpec.floats("t", twice)).hasMessageContaining("occurs twice");
  }
}
