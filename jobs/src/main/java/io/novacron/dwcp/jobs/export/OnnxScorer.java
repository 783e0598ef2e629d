package io.novacron.dwcp.jobs.export;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.error.InfraError;
import io.novacron.dwcp.common.run.Digests;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Scores rows with one ONNX model of float32 inputs through ONNX Runtime.
 *
 * <p>Rows pass in batches through direct buffers, one an input, that are made once; everything
 * native is closed on every exit. One instance serves one thread at a time; it is cheap beside its
 * session, so a task opens its own.
 */
public final class OnnxScorer implements AutoCloseable {

  private final Signature signature;
  private final OrtSession session;
  private final List<FloatBuffer> buffers;
  private final int batchRows;

  private OnnxScorer(Signature signature, OrtSession session, int batchRows) {
    this.signature = signature;
    this.session = session;
    this.batchRows = batchRows;
    this.buffers =
        signature.inputs().stream().map(input -> buffer(batchRows, input.width())).toList();
  }

  private static FloatBuffer buffer(int rows, int width) {
    var bytes = Math.multiplyExact(Float.BYTES * rows, width);
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  /**
   * How a session runs.
   *
   * @param sha256 digest that the model's bytes must have, 64 hex digits
   * @param threads threads of one operator; 1 keeps a Spark task to its core
   * @param batchRows most rows in one native call
   */
  public record Options(String sha256, int threads, int batchRows) implements Serializable {

    public Options {
      if (threads < 1 || batchRows < 1) {
        throw new IllegalArgumentException(
            "Cannot score with %d threads and batches of %d rows; both must be positive"
                .formatted(threads, batchRows));
      }
    }

    /** One thread and batches of 4,096 rows. */
    public static Options singleThreaded(String sha256) {
      return new Options(sha256, 1, 4096);
    }
  }

  /**
   * Opens a model.
   *
   * @throws DataError when the bytes are not those of the digest, are no model, or the model's
   *     inputs or outputs are not those of the signature
   */
  public static OnnxScorer open(byte[] model, Signature signature, Options options) {
    var digest = Digests.sha256(model);
    if (!digest.equals(options.sha256())) {
      throw new DataError(
          "Cannot open model %s: its digest is %s and not %s; publish it again"
              .formatted(signature.model(), digest, options.sha256()));
    }
    var session = session(model, signature, options.threads());
    try {
      signature.requireMatches(described(session));
      return new OnnxScorer(signature, session, options.batchRows());
    } catch (RuntimeException | OrtException e) {
      close(session);
      throw e instanceof RuntimeException known
          ? known
          : new InfraError("Cannot open model: ONNX Runtime cannot describe it; see cause", e);
    }
  }

  /** What the model reads and returns. */
  public Signature signature() {
    return signature;
  }

  /**
   * Scores rows of [rows, values of all inputs]: a row holds the inputs' values one after the
   * other, an input of more than two dimensions flattened row-major.
   *
   * @throws DataError when the width is wrong or a value infinite, naming the column
   */
  public Scores score(FloatMatrix rows) {
    rows.requireFinite(signature.rowNames());
    var scores = new Scores(signature, rows.rows());
    for (var from = 0; from < rows.rows(); from += batchRows) {
      scoreBatch(rows, from, Math.min(rows.rows(), from + batchRows), scores);
    }
    return scores;
  }

  @Override
  public void close() {
    close(session);
  }

  private void scoreBatch(FloatMatrix rows, int from, int to, Scores scores) {
    var inputs = new HashMap<String, OnnxTensor>();
    try {
      var column = 0;
      for (var i = 0; i < buffers.size(); i++) {
        var input = signature.inputs().get(i);
        fill(buffers.get(i), rows, from, to, column, input.width());
        inputs.put(input.name(), tensor(buffers.get(i), input.shapeOf(to - from)));
        column += input.width();
      }
      run(inputs, from, scores);
    } catch (OrtException e) {
      throw new DataError(
          "Cannot score rows %d to %d with model %s: ONNX Runtime refuses; see cause"
              .formatted(from, to, signature.model()),
          e);
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static OnnxTensor tensor(FloatBuffer buffer, long[] shape) throws OrtException {
    return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), buffer, shape);
  }

  private static void fill(
      FloatBuffer buffer, FloatMatrix rows, int from, int to, int column, int width) {
    buffer.clear();
    if (width == rows.columns()) {
      buffer.put(rows.values(), from * width, (to - from) * width);
    } else {
      for (var row = from; row < to; row++) {
        buffer.put(rows.values(), row * rows.columns() + column, width);
      }
    }
    buffer.flip();
  }

  private void run(Map<String, OnnxTensor> inputs, int from, Scores scores) throws OrtException {
    try (var result = session.run(inputs)) {
      for (var output : signature.outputs()) {
        scores.put(output, from, (OnnxTensor) result.get(output.name()).orElseThrow());
      }
    }
  }

  private static OrtSession session(byte[] model, Signature signature, int threads) {
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      // Errors come back as exceptions; the runtime's own log would say them twice.
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      return OrtEnvironment.getEnvironment().createSession(model, options);
    } catch (OrtException e) {
      throw new DataError(
          "Cannot open model %s: ONNX Runtime refuses it; export it again"
              .formatted(signature.model()),
          e);
    }
  }

  private static Signature.Described described(OrtSession session) throws OrtException {
    return new Signature.Described(
        tensors(session.getInputInfo()), tensors(session.getOutputInfo()));
  }

  private static Map<String, String> tensors(Map<String, NodeInfo> nodes) {
    var described = new TreeMap<String, String>();
    nodes.forEach(
        (name, node) -> {
          var tensor = (TensorInfo) node.getInfo();
          described.put(
              name,
              TensorSpec.describe(tensor.type.name().toLowerCase(Locale.ROOT), tensor.getShape()));
        });
    return described;
  }

  private static void close(OrtSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      throw new InfraError("Cannot close a model: ONNX Runtime failed; restart the process", e);
    }
  }
}
