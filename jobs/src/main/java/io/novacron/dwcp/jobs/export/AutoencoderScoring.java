package io.novacron.dwcp.jobs.export;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a reconstruction becomes a score.
 *
 * <p>Definition: with z the window over {@code deviations} around {@code means}, at most {@value
 * #FARTHEST} either way, and r its reconstruction, a column's error e is the mean over the last
 * {@code scoredSteps} steps of (r − z)², times its weight. A step's error is the mean of its
 * columns' weighted (r − z)², at most {@code most}, so that one wild step is not taken for several
 * strange ones; the score is m / (m + half) with m the mean of these steps' errors plus {@code
 * distance} times the mean distance of their values from the columns' means, in the input's units:
 * how far a window is from what is usual orders those that the network rebuilds equally badly. What
 * is strange and stays the same is learnt by the code and rebuilt well: {@link Lasting} adds what
 * stays on the bad side (decision 0032). A missing value counts as the column's mean.
 *
 * @param means of each column over the training part
 * @param deviations of each column, above 0
 * @param weights of each column's squared error: 1 over its mean on held-back normal windows
 * @param scoredSteps last steps that the score looks at
 * @param most largest error of a step
 * @param half mean error at which the score is one half
 * @param distance what a mean distance of 1 from the means adds to the mean error, at least 0
 * @param lasting what is added for staying on the bad side
 * @param threshold least score that raises an alarm
 */
public record AutoencoderScoring(
    List<Float> means,
    List<Float> deviations,
    List<Float> weights,
    int scoredSteps,
    float most,
    float half,
    float distance,
    Lasting lasting,
    float threshold)
    implements Serializable {

  /**
   * What staying on the bad side adds to the mean error. A step's distance is the mean over the
   * columns of how far each is from its mean on its bad side, 0 on the other; what counts is the
   * distance that {@code far} of the last {@code steps} steps have at least, so that a few wild
   * steps add nothing.
   *
   * @param steps last steps that are looked at
   * @param far so many of them have to be far
   * @param high places of the columns that are bad above their means
   * @param low places of those that are bad below
   * @param weight what a distance of 1 adds, at least 0
   */
  public record Lasting(int steps, int far, List<Integer> high, List<Integer> low, float weight)
      implements Serializable {

    public Lasting {
      high = List.copyOf(high);
      low = List.copyOf(low);
      if (far < 1 || far > steps || high.size() + low.size() == 0 || !(weight >= 0)) {
        throw new IllegalArgumentException(
            "lasting: far %d of %d steps, high %s, low %s, weight %s; 1 to all, one column, at least 0"
                .formatted(far, steps, high, low, weight));
      }
    }

    /** The places, those of {@code high} first. */
    List<Integer> columns() {
      return Stream.concat(high.stream(), low.stream()).toList();
    }
  }

  /**
   * Largest distance from a mean that the network sees, deviations: beyond what it knows. Columns
   * that hardly ever move reach a hundred, and next to such numbers a gate loses the digits of all
   * others (decision 0026).
   */
  static final float FARTHEST = 5;

  public AutoencoderScoring {
    means = List.copyOf(means);
    deviations = List.copyOf(deviations);
    weights = List.copyOf(weights);
    if (means.size() != deviations.size()
        || means.size() != weights.size()
        || deviations.stream().anyMatch(value -> !(value > 0))
        || weights.stream().anyMatch(value -> !(value >= 0))
        || scoredSteps < 1
        || !(most > 0)
        || !(half > 0)
        || !(distance >= 0)
        || !(threshold >= 0)) {
      throw new IllegalArgumentException(
          "Cannot score reconstructions: means %s, deviations %s, weights %s, %d steps, most %s, half %s, distance %s, threshold %s; one of each a column, deviations, most and half above 0, distance at least 0, at least 1 step"
              .formatted(means, deviations, weights, scoredSteps, most, half, distance, threshold));
    }
  }

  /** The same with another threshold. */
  public AutoencoderScoring withThreshold(float other) {
    return new AutoencoderScoring(
        means, deviations, weights, scoredSteps, most, half, distance, lasting, other);
  }

  /** The same with other weights. */
  public AutoencoderScoring withWeights(List<Float> other) {
    return new AutoencoderScoring(
        means, deviations, other, scoredSteps, most, half, distance, lasting, threshold);
  }

  /** A value of a window as the network sees it. */
  public float standardised(float value, int column) {
    if (Float.isNaN(value)) {
      return 0;
    }
    var far = (value - means.get(column)) / deviations.get(column);
    return Math.max(-FARTHEST, Math.min(FARTHEST, far));
  }

  /** The score of a mean error. */
  public float score(float error) {
    return error / (error + half);
  }
}
