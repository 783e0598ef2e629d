package io.novacron.dwcp.jobs.export;

import java.util.List;

/**
 * A trained forecasting LSTM: everything that {@link LstmToOnnx} writes.
 *
 * <p>Not a record: it holds an array, which nobody changes after it is built.
 */
public final class LstmModel {

  private final WindowScaling scaling;
  private final float[] weights;

  /**
   * A model.
   *
   * @param weights all of {@link LstmSpec#weights} behind each other
   */
  public LstmModel(WindowScaling scaling, float[] weights) {
    this.scaling = scaling;
    this.weights = weights.clone();
    var wanted = spec().weights().stream().mapToInt(LstmSpec.Weight::size).sum();
    if (weights.length != wanted) {
      throw new IllegalArgumentException(
          "Cannot make LSTM %s of %d weights: it has %d"
              .formatted(spec().name(), weights.length, wanted));
    }
  }

  /** What it reads and returns. */
  public LstmSpec spec() {
    return scaling.spec();
  }

  /** How windows are scaled. */
  public WindowScaling scaling() {
    return scaling;
  }

  /** All weights behind each other. */
  public float[] weights() {
    return weights.clone();
  }

  /** One array of weights by its index in {@link LstmSpec#weights}. */
  float[] weight(int index) {
    var all = spec().weights();
    var from = all.subList(0, index).stream().mapToInt(LstmSpec.Weight::size).sum();
    return java.util.Arrays.copyOfRange(weights, from, from + all.get(index).size());
  }

  /** Number of learnt values. */
  public int parameters() {
    return weights.length;
  }

  /** Names of the outputs in the order of the head. */
  List<String> targetNames() {
    return spec().targets().stream().map(target -> target.field().name()).toList();
  }
}
