package io.novacron.dwcp.jobs.export;

import io.novacron.dwcp.jobs.export.TensorSpec.Field;
import java.io.Serializable;
import java.util.List;

/**
 * What an LSTM autoencoder reads and how large it is, without any number that it learnt.
 *
 * <p>Definition: an LSTM layer reads the window; its last output goes through a dense layer with
 * hyperbolic tangents, the code; a second LSTM layer gets the code at every step, and a linear head
 * turns each of its outputs into a step.
 *
 * @param name the model's name
 * @param steps steps of a window, oldest first
 * @param columns values of a step in the order of the contract
 * @param hidden width of both LSTM layers
 * @param code numbers that a window is told by
 */
public record AutoencoderSpec(String name, int steps, List<Field> columns, int hidden, int code)
    implements Serializable {

  public AutoencoderSpec {
    columns = List.copyOf(columns);
    if (steps < 2 || columns.isEmpty() || hidden < 1 || hidden > 1024 || code < 1 || code > 1024) {
      throw new IllegalArgumentException(
          "Cannot describe autoencoder %s: %d steps of %d columns, hidden %d, code %d; at least 2, 1, 1 and 1, at most 1024"
              .formatted(name, steps, columns.size(), hidden, code));
    }
  }

  /** Values of a window. */
  public int windowValues() {
    return steps * columns.size();
  }

  /** Weights in order, as PyTorch lays them out: gates i, f, g, o below each other. */
  public List<LstmSpec.Weight> weights() {
    var gates = 4 * hidden;
    var width = columns.size();
    return List.of(
        new LstmSpec.Weight("encoder.input", List.of(gates, width), hidden),
        new LstmSpec.Weight("encoder.hidden", List.of(gates, hidden), hidden),
        new LstmSpec.Weight("encoder.input_bias", List.of(gates), hidden),
        new LstmSpec.Weight("encoder.hidden_bias", List.of(gates), hidden),
        new LstmSpec.Weight("code.weight", List.of(code, hidden), hidden),
        new LstmSpec.Weight("code.bias", List.of(code), hidden),
        new LstmSpec.Weight("decoder.input", List.of(gates, code), hidden),
        new LstmSpec.Weight("decoder.hidden", List.of(gates, hidden), hidden),
        new LstmSpec.Weight("decoder.input_bias", List.of(gates), hidden),
        new LstmSpec.Weight("decoder.hidden_bias", List.of(gates), hidden),
        new LstmSpec.Weight("head.weight", List.of(width, hidden), hidden),
        new LstmSpec.Weight("head.bias", List.of(width), hidden));
  }
}
