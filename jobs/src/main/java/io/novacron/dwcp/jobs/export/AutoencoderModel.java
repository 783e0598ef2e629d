package io.novacron.dwcp.jobs.export;

import java.util.Arrays;

/**
 * A trained autoencoder: everything that {@link AutoencoderToOnnx} writes.
 *
 * <p>Not a record: it holds an array, which nobody changes after it is built.
 */
public final class AutoencoderModel {

  private final AutoencoderSpec spec;
  private final AutoencoderScoring scoring;
  private final float[] weights;

  /**
   * A model.
   *
   * @param weights all of {@link AutoencoderSpec#weights} behind each other
   */
  public AutoencoderModel(AutoencoderSpec spec, AutoencoderScoring scoring, float[] weights) {
    this.spec = spec;
    this.scoring = scoring;
    this.weights = weights.clone();
    var wanted = spec.weights().stream().mapToInt(LstmSpec.Weight::size).sum();
    if (weights.length != wanted
        || scoring.means().size() != spec.columns().size()
        || scoring.scoredSteps() > spec.steps()) {
      throw new IllegalArgumentException(
          "Cannot make autoencoder %s of %d weights and scoring over %d columns and %d steps: it has %d, %d and %d"
              .formatted(
                  spec.name(),
                  weights.length,
                  scoring.means().size(),
                  scoring.scoredSteps(),
                  wanted,
                  spec.columns().size(),
                  spec.steps()));
    }
  }

  /** What it reads. */
  public AutoencoderSpec spec() {
    return spec;
  }

  /** How it scores. */
  public AutoencoderScoring scoring() {
    return scoring;
  }

  /** All weights behind each other. */
  public float[] weights() {
    return weights.clone();
  }

  /** Number of learnt values. */
  public int parameters() {
    return weights.length;
  }

  /** The same network that scores otherwise. */
  public AutoencoderModel with(AutoencoderScoring other) {
    return new AutoencoderModel(spec, other, weights);
  }

  /** One array of weights by its index in {@link AutoencoderSpec#weights}. */
  float[] weight(int index) {
    var all = spec.weights();
    var from = all.subList(0, index).stream().mapToInt(LstmSpec.Weight::size).sum();
    return Arrays.copyOfRange(weights, from, from + all.get(index).size());
  }
}
