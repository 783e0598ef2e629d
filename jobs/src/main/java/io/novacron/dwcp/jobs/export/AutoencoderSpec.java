package io.novacron.dwcp.jobs.export;

import io.novacron.dwcp.jobs.export.TensorSpec.Field;
import java.io.Serializable;
import java.util.List;

/**
 * What an LSTM autoencoder reads and how large it is, without any number that it learnt.
 *
 * <p>Definition: an LSTM layer reads the window; its last output goes through a dense layer with
 * hyperbolic tangents, the code. A second such layer, as wide as the LSTM, and a linear head turn
 * the code into all steps at once. Nothing is carried from one rebuilt step to the next, so that
 * what is lost in rounding is not either (decision 0026).
 *
 * @param name the model's name
 * @param steps steps of a window, oldest first
 * @param columns values of a step in the order of the contract
 * @param hidden width of the LSTM layer and of the layer behind the code
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
    return List.of(
        new LstmSpec.Weight("encoder.input", List.of(gates, columns.size()), hidden),
        new LstmSpec.Weight("encoder.hidden", List.of(gates, hidden), hidden),
        new LstmSpec.Weight("encoder.input_bias", List.of(gates), hidden),
        new LstmSpec.Weight("encoder.hidden_bias", List.of(gates), hidden),
        new LstmSpec.Weight("code.weight", List.of(code, hidden), hidden),
        new LstmSpec.Weight("code.bias", List.of(code), hidden),
        new LstmSpec.Weight("decoder.weight", List.of(hidden, code), code),
        new LstmSpec.Weight("decoder.bias", List.of(hidden), code),
        new LstmSpec.Weight("head.weight", List.of(windowValues(), hidden), hidden),
        new LstmSpec.Weight("head.bias", List.of(windowValues()), hidden));
  }
}
