package io.novacron.dwcp.jobs.export;

import ai.onnxruntime.OnnxTensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a model returned for rows, output by output, in the rows' order. */
public final class Scores {

  private final Map<String, FloatMatrix> floats = new HashMap<>();
  private final Map<String, long[]> integers = new HashMap<>();
  private final int rows;

  Scores(Signature signature, int rows) {
    this.rows = rows;
    for (var output : signature.outputs()) {
      if (output.isFloat()) {
        floats.put(output.name(), FloatMatrix.zeros(rows, output.width()));
      } else {
        integers.put(output.name(), new long[rows * output.width()]);
      }
    }
  }

  /** Number of rows scored. */
  public int rows() {
    return rows;
  }

  /** Whether the model has a float32 output of that name. */
  public boolean has(String output) {
    return floats.containsKey(output);
  }

  /** A float32 output, [rows, width]. */
  public FloatMatrix floats(String output) {
    return required(floats, output);
  }

  /** An int64 output, row after row. */
  public List<Long> integers(String output) {
    return Arrays.stream(required(integers, output)).boxed().toList();
  }

  long integerAt(TensorSpec output, int row, int column) {
    return required(integers, output.name())[row * output.width() + column];
  }

  void setInteger(TensorSpec output, int row, int column, long value) {
    required(integers, output.name())[row * output.width() + column] = value;
  }

  void put(TensorSpec output, int fromRow, OnnxTensor tensor) {
    if (output.isFloat()) {
      var values = tensor.getFloatBuffer();
      values.get(floats(output.name()).values(), fromRow * output.width(), values.remaining());
    } else {
      var values = tensor.getLongBuffer();
      values.get(required(integers, output.name()), fromRow * output.width(), values.remaining());
    }
  }

  /** Largest absolute difference from {@code that} in one output of one row. */
  double difference(Scores that, TensorSpec output, int row) {
    if (output.isFloat()) {
      return Parity.maxDifference(
          floats(output.name()).slice(row, row + 1),
          that.floats(output.name()).slice(row, row + 1));
    }
    return text(output, row).equals(that.text(output, row)) ? 0 : Double.POSITIVE_INFINITY;
  }

  /** One output of one row, for messages. */
  String text(TensorSpec output, int row) {
    var from = row * output.width();
    var to = from + output.width();
    return output.isFloat()
        ? Arrays.toString(Arrays.copyOfRange(floats(output.name()).values(), from, to))
        : Arrays.toString(Arrays.copyOfRange(required(integers, output.name()), from, to));
  }

  private static <T> T required(Map<String, T> outputs, String name) {
    var found = outputs.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "Cannot read output: no such output of this type: %s; there are %s"
              .formatted(name, outputs.keySet().stream().sorted().toList()));
    }
    return found;
  }
}
