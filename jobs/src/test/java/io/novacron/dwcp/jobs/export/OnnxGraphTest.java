package io.novacron.dwcp.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnnxGraphTest {

  private final OnnxGraph graph = OnnxGraph.named("g").input("x", 2);

  @Test
  void writesTheVersionsThatEveryRuntimeAccepts() throws InvalidProtocolBufferException {
    graph.node("Neg", "y", "x");
    graph.output("y", 2).metadata("zeta", "1").metadata("alpha", "2");

    var model = ModelProto.parseFrom(graph.toBytes());

    assertThat(model.getIrVersion()).isEqualTo(8);
    assertThat(model.getOpsetImportList())
        .extracting(opset -> opset.getDomain() + opset.getVersion())
        .containsExactly("15", "ai.onnx.ml3");
    assertThat(model.getMetadataPropsList())
        .extracting(property -> property.getKey() + "=" + property.getValue())
        .containsExactly("alpha=2", "zeta=1");
    assertThat(model.getGraph().getInput(0).getType().getTensorType().getShape().getDim(0))
        .hasToString("dim_param: \"batch\"\n");
  }

  @Test
  void sameCallsGiveTheSameBytes() {
    assertThat(Graphs.addOne(3).bytes()).isEqualTo(Graphs.addOne(3).bytes());
  }

  @Test
  void refusesANodeWhoseInputIsUnknown() {
    assertThatThrownBy(() -> graph.node("Add", "y", "x", "z"))
        .hasMessage("Cannot add node y: no such value: z; known are [x]");
  }

  @Test
  void refusesANameThatIsTaken() {
    assertThatThrownBy(() -> graph.node("Neg", "x", "x"))
        .hasMessageContaining("name is taken or blank: x");
    assertThatThrownBy(() -> graph.constant("x", 1f)).hasMessageContaining("taken");
    assertThatThrownBy(() -> graph.input("x", 1)).hasMessageContaining("taken");
    assertThatThrownBy(() -> graph.input(" ", 1)).hasMessageContaining("blank");
  }

  @Test
  void refusesAnOutputThatNobodyComputes() {
    assertThatThrownBy(() -> graph.output("y", 1))
        .hasMessageContaining("Cannot add the outputs: no such value: y");
  }

  @Test
  void refusesAnOutputTwice() {
    graph.node("Neg", "y", "x");
    graph.output("y", 2);

    assertThatThrownBy(() -> graph.integerOutput("y")).hasMessageContaining("name is taken: y");
  }

  @Test
  void refusesConstantsThatDoNotFillTheirShape() {
    assertThatThrownBy(() -> graph.constant("c", new float[] {1, 2, 3}, 2, 2))
        .hasMessage("Cannot add constant c: 3 values for shape [2, 2]");
  }

  @Test
  void refusesMetadataTwice() {
    graph.metadata("classes", "a");

    assertThatThrownBy(() -> graph.metadata("classes", "b"))
        .hasMessageContaining("key is there already: classes");
  }

  @Test
  void refusesAGraphWithoutOutput() {
    assertThatThrownBy(graph::toBytes).hasMessage("Cannot write graph g: no output");
  }

  @Test
  void carriesAttributesOfEveryKind() throws InvalidProtocolBufferException {
    var attributes =
        OnnxAttributes.none()
            .with("axis", 1)
            .with("mode", "a")
            .withInts("ints", List.of(1L))
            .withFloats("floats", List.of(1f))
            .withStrings("strings", List.of("b"));
    graph.node("Any", "y", attributes, "x");

    var model = ModelProto.parseFrom(graph.output("y", 2).toBytes());

    assertThat(model.getGraph().getNode(0).getAttributeList())
        .extracting(attribute -> attribute.getName() + ":" + attribute.getType())
        .containsExactly(
            "axis:INT", "mode:STRING", "ints:INTS", "floats:FLOATS", "strings:STRINGS");
  }
}
