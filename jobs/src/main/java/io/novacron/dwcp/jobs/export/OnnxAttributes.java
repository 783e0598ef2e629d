package io.novacron.dwcp.jobs.export;

import ai.onnx.proto.OnnxMl.AttributeProto;
import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Attributes of one ONNX node, in the order in which they were given; immutable. */
public final class OnnxAttributes {

  private final List<AttributeProto> protos;

  private OnnxAttributes(List<AttributeProto> protos) {
    this.protos = List.copyOf(protos);
  }

  /** No attributes. */
  public static OnnxAttributes none() {
    return new OnnxAttributes(List.of());
  }

  /** These and an integer. */
  public OnnxAttributes with(String name, long value) {
    return and(attribute(name, AttributeProto.AttributeType.INT).setI(value));
  }

  /** These and a text. */
  public OnnxAttributes with(String name, String value) {
    return and(
        attribute(name, AttributeProto.AttributeType.STRING).setS(ByteString.copyFromUtf8(value)));
  }

  /** These and a list of integers. */
  public OnnxAttributes withInts(String name, Collection<Long> values) {
    return and(attribute(name, AttributeProto.AttributeType.INTS).addAllInts(values));
  }

  /** These and a list of float32. */
  public OnnxAttributes withFloats(String name, Collection<Float> values) {
    return and(attribute(name, AttributeProto.AttributeType.FLOATS).addAllFloats(values));
  }

  /** These and a list of texts. */
  public OnnxAttributes withStrings(String name, Collection<String> values) {
    var texts = values.stream().map(ByteString::copyFromUtf8).toList();
    return and(attribute(name, AttributeProto.AttributeType.STRINGS).addAllStrings(texts));
  }

  List<AttributeProto> protos() {
    return protos;
  }

  private OnnxAttributes and(AttributeProto.Builder attribute) {
    var longer = new ArrayList<>(protos);
    longer.add(attribute.build());
    return new OnnxAttributes(longer);
  }

  private static AttributeProto.Builder attribute(String name, AttributeProto.AttributeType type) {
    return AttributeProto.newBuilder().setName(name).setType(type);
  }
}
