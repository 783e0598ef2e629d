package io.novacron.dwcp.jobs.export;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Arrays;
import java.util.List;

/**
 * One input or output of a model.
 *
 * @param name name in the graph
 * @param dtype {@code float32} or {@code int64}
 * @param shape dimensions after the batch, which is of any size; empty for one value a row
 * @param fields what stands along all of {@code shape}, in row-major order: one field for each
 *     value of a row
 */
public record TensorSpec(String name, String dtype, List<Integer> shape, List<Field> fields) {

  /** Element type of features, probabilities and margins. */
  public static final String FLOAT32 = "float32";

  /** Element type of decisions. */
  public static final String INT64 = "int64";

  public TensorSpec {
    shape = List.copyOf(shape);
    fields = List.copyOf(fields);
    var width = shape.stream().reduce(1, Math::multiplyExact);
    if (width != fields.size() || !List.of(FLOAT32, INT64).contains(dtype)) {
      throw new IllegalArgumentException(
          "Cannot describe tensor %s: dtype %s, %d fields for shape %s"
              .formatted(name, dtype, fields.size(), shape));
    }
    if (fields.stream().map(Field::name).distinct().count() != width) {
      throw new IllegalArgumentException(
          "Cannot describe tensor %s: a field's name occurs twice: %s".formatted(name, fields));
    }
  }

  /** A float32 vector a row. */
  public static TensorSpec floats(String name, List<Field> fields) {
    return new TensorSpec(name, FLOAT32, List.of(fields.size()), fields);
  }

  /**
   * One value of a row.
   *
   * @param unit unit of measure, {@code 1} for plain numbers
   */
  public record Field(String name, String unit) implements java.io.Serializable {}

  /** Number of values a row. */
  @JsonIgnore
  public int width() {
    return fields.size();
  }

  /** Whether the elements are float32. */
  @JsonIgnore
  public boolean isFloat() {
    return dtype.equals(FLOAT32);
  }

  /** The fields' names in order. */
  @JsonIgnore
  public List<String> fieldNames() {
    return fields.stream().map(Field::name).toList();
  }

  /** The whole shape for a batch of {@code rows}. */
  long[] shapeOf(long rows) {
    var whole = new long[shape.size() + 1];
    whole[0] = rows;
    for (var i = 0; i < shape.size(); i++) {
      whole[i + 1] = shape.get(i);
    }
    return whole;
  }

  /** Type and shape as text, for comparing and for messages. */
  String description() {
    return describe(isFloat() ? "float" : dtype, shapeOf(-1));
  }

  /** Type and shape as text; the batch is written as -1. */
  static String describe(String type, long[] shape) {
    return type + Arrays.toString(shape);
  }
}
