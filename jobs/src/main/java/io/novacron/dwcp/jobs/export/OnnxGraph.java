package io.novacron.dwcp.jobs.export;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Builds an ONNX model: IR version 8, opset 15, ai.onnx.ml 3, the newest that every runtime of ours
 * accepts. Each call checks that what it refers to exists and that what it defines is new, so a
 * graph is sorted by construction. The same calls give the same bytes.
 *
 * <p>The first dimension of every input and output is the batch, of any size. Not thread-safe; one
 * instance builds one model.
 */
public final class OnnxGraph {

  /** Operators of ONNX itself. */
  static final String STANDARD = "";

  /** Operators for trees and other classic models. */
  static final String ML = "ai.onnx.ml";

  private static final String BATCH = "batch";
  private static final int IR_VERSION = 8;
  private static final int STANDARD_OPSET = 15;
  private static final int ML_OPSET = 3;

  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private final Set<String> values = new HashSet<>();
  private final Set<String> outputs = new HashSet<>();
  private final Map<String, String> metadata = new TreeMap<>();

  private OnnxGraph(String name) {
    graph.setName(name);
  }

  /** An empty graph. */
  public static OnnxGraph named(String name) {
    return new OnnxGraph(name);
  }

  /** Declares a float32 input of shape [batch, dimensions…]. */
  public OnnxGraph input(String name, int... dimensions) {
    define(name);
    graph.addInput(declaration(name, TensorProto.DataType.FLOAT, dimensions));
    return this;
  }

  /** Declares a float32 output of shape [batch, dimensions…] that a node before computes. */
  public OnnxGraph output(String name, int... dimensions) {
    return output(declaration(name, TensorProto.DataType.FLOAT, dimensions));
  }

  /** Declares an int64 output of shape [batch, dimensions…] that a node before computes. */
  public OnnxGraph integerOutput(String name, int... dimensions) {
    return output(declaration(name, TensorProto.DataType.INT64, dimensions));
  }

  /** Adds a float32 constant; no {@code dimensions} make it a scalar. Returns its name. */
  public String constant(String name, float[] content, long... dimensions) {
    var tensor = tensor(name, TensorProto.DataType.FLOAT, content.length, dimensions);
    for (float value : content) {
      tensor.addFloatData(value);
    }
    return constant(tensor.build());
  }

  /** Adds a float32 scalar. Returns its name. */
  public String constant(String name, float content) {
    return constant(name, new float[] {content});
  }

  /** Adds an int64 vector. Returns its name. */
  public String constant(String name, long[] content) {
    var tensor = tensor(name, TensorProto.DataType.INT64, content.length, content.length);
    for (long value : content) {
      tensor.addInt64Data(value);
    }
    return constant(tensor.build());
  }

  /** Adds a vector of truth values. Returns its name. */
  public String constant(String name, boolean[] content) {
    var tensor = tensor(name, TensorProto.DataType.BOOL, content.length, content.length);
    for (boolean value : content) {
      tensor.addInt32Data(value ? 1 : 0);
    }
    return constant(tensor.build());
  }

  /** Adds a node of a standard operator without attributes. Returns {@code output}. */
  public String node(String operator, String output, String... inputs) {
    return node(operator, output, OnnxAttributes.none(), inputs);
  }

  /** Adds a node of a standard operator. Returns {@code output}. */
  public String node(String operator, String output, OnnxAttributes attributes, String... inputs) {
    return node(
        NodeProto.newBuilder().setDomain(STANDARD).setOpType(operator), output, attributes, inputs);
  }

  /** Adds a node of the operator set for classic models. Returns {@code output}. */
  String mlNode(String operator, String output, OnnxAttributes attributes, String... inputs) {
    return node(
        NodeProto.newBuilder().setDomain(ML).setOpType(operator), output, attributes, inputs);
  }

  /**
   * Adds a node with the largest values along an axis, the largest first. Returns {@code output};
   * their places are {@code output_places}.
   */
  public String largest(String output, long count, int axis, String input) {
    require(input, "node " + output);
    var places = output + "_places";
    define(output);
    define(places);
    graph.addNode(
        NodeProto.newBuilder()
            .setDomain(STANDARD)
            .setOpType("TopK")
            .setName(output)
            .addInput(input)
            .addInput(constant(output + "_count", new long[] {count}))
            .addOutput(output)
            .addOutput(places)
            .addAllAttribute(OnnxAttributes.none().with("axis", axis).protos()));
    return output;
  }

  /** Adds a metadata property, readable from the session. */
  public OnnxGraph metadata(String key, String value) {
    if (metadata.putIfAbsent(key, value) != null) {
      throw new IllegalArgumentException("Cannot add metadata: key is there already: " + key);
    }
    return this;
  }

  /** The model as a file's bytes; the same for the same calls. */
  public byte[] toBytes() {
    if (outputs.isEmpty()) {
      throw new IllegalStateException("Cannot write graph " + graph.getName() + ": no output");
    }
    var model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("dwcp-training")
            .addOpsetImport(opset(STANDARD, STANDARD_OPSET))
            .addOpsetImport(opset(ML, ML_OPSET))
            .setGraph(graph);
    metadata.forEach(
        (key, value) ->
            model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return model.build().toByteArray();
  }

  private String node(
      NodeProto.Builder node, String output, OnnxAttributes attributes, String... inputs) {
    for (var input : inputs) {
      require(input, "node " + output);
    }
    define(output);
    graph.addNode(
        node.setName(output)
            .addAllInput(List.of(inputs))
            .addOutput(output)
            .addAllAttribute(attributes.protos()));
    return output;
  }

  private OnnxGraph output(ValueInfoProto declaration) {
    var name = declaration.getName();
    require(name, "the outputs");
    if (!outputs.add(name)) {
      throw new IllegalArgumentException("Cannot add output: name is taken: " + name);
    }
    graph.addOutput(declaration);
    return this;
  }

  private String constant(TensorProto tensor) {
    define(tensor.getName());
    graph.addInitializer(tensor);
    return tensor.getName();
  }

  private void define(String name) {
    if (name.isBlank() || !values.add(name)) {
      throw new IllegalArgumentException("Cannot add a value: name is taken or blank: " + name);
    }
  }

  private void require(String name, String user) {
    if (!values.contains(name)) {
      throw new IllegalArgumentException(
          "Cannot add %s: no such value: %s; known are %s"
              .formatted(user, name, new TreeSet<>(values)));
    }
  }

  private static TensorProto.Builder tensor(
      String name, TensorProto.DataType type, int length, long... dimensions) {
    var size = Arrays.stream(dimensions).reduce(1L, Math::multiplyExact);
    if (size != length) {
      throw new IllegalArgumentException(
          "Cannot add constant %s: %d values for shape %s"
              .formatted(name, length, Arrays.toString(dimensions)));
    }
    var tensor = TensorProto.newBuilder().setName(name).setDataType(type.getNumber());
    Arrays.stream(dimensions).forEach(tensor::addDims);
    return tensor;
  }

  private static ValueInfoProto declaration(
      String name, TensorProto.DataType type, int... dimensions) {
    var shape =
        TensorShapeProto.newBuilder()
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(BATCH));
    for (int dimension : dimensions) {
      shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(dimension));
    }
    var tensor = TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  private static OperatorSetIdProto opset(String domain, int version) {
    return OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version).build();
  }
}
