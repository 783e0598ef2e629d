package io.novacron.dwcp.jobs.export;

/** One LSTM layer of PyTorch's weights as a node of ONNX. */
final class LstmGates {

  /** PyTorch's block of each of ONNX's gates. */
  private static final int[] GATES = {0, 3, 1, 2};

  private final OnnxGraph graph;
  private final int hidden;

  LstmGates(OnnxGraph graph, int hidden) {
    this.graph = graph;
    this.hidden = hidden;
  }

  /**
   * PyTorch's four arrays of a layer, row-major, gates i, f, g, o below each other.
   *
   * <p>Not a record: it holds arrays, which nobody changes.
   */
  static final class Weights {

    private final float[] input;
    private final float[] recurrent;
    private final float[] inputBias;
    private final float[] recurrentBias;

    Weights(float[] input, float[] recurrent, float[] inputBias, float[] recurrentBias) {
      this.input = input;
      this.recurrent = recurrent;
      this.inputBias = inputBias;
      this.recurrentBias = recurrentBias;
    }
  }

  /**
   * Adds a layer over a sequence [steps, n, width]; its outputs are [steps, 1, n, hidden].
   *
   * @return the node's name, which is {@code name}
   */
  String layer(String name, String sequence, int width, Weights weights) {
    var w = graph.constant(name + "_w", ordered(weights.input, width), 1, 4L * hidden, width);
    var r = graph.constant(name + "_r", ordered(weights.recurrent, hidden), 1, 4L * hidden, hidden);
    var biases = new float[8 * hidden];
    System.arraycopy(ordered(weights.inputBias, 1), 0, biases, 0, 4 * hidden);
    System.arraycopy(ordered(weights.recurrentBias, 1), 0, biases, 4 * hidden, 4 * hidden);
    var b = graph.constant(name + "_b", biases, 1, 8L * hidden);
    var size = OnnxAttributes.none().with("hidden_size", hidden);
    return graph.node("LSTM", name, size, sequence, w, r, b);
  }

  /** Rows of four blocks, a block a gate, in ONNX's order. */
  private float[] ordered(float[] blocks, int width) {
    var block = hidden * width;
    var ordered = new float[blocks.length];
    for (var gate = 0; gate < GATES.length; gate++) {
      System.arraycopy(blocks, GATES[gate] * block, ordered, gate * block, block);
    }
    return ordered;
  }
}
