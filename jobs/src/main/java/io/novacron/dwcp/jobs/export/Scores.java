package io.novacron.dwcp.jobs.export;

import ai.onnxruntime.OnnxTensor;
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
      if (output.dtype().equals(TensorSpec.FLOAT32)) {
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

  /** A float32 output, [rows, width]. */
  public FloatMatrix floats(String output) {
    return required(floats, output);
  }

  /** An int64 output, row after row. */
  public List<Long> integers(String output) {
    return java.util.Arrays.stream(required(integers, output)).boxed().toList();
  }

  void put(TensorSpec output, int fromRow, OnnxTensor tensor) {
    if (output.dtype().equals(TensorSpec.FLOAT32)) {
      var values = tensor.getFloatBuffer();
      values.get(floats(output.name()).values(), fromRow * output.width(), values.remaining());
    } else {
      var values = tensor.getLongBuffer();
      values.get(required(integers, output.name()), fromRow * output.width(), values.remaining());
    }
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
