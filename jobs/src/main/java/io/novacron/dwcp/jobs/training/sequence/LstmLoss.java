package io.novacron.dwcp.jobs.training.sequence;

import java.io.Serializable;
import java.util.List;

/**
 * What a forecasting LSTM is punished for, in units of the targets' own deviations from their
 * anchors: the sum of two parts.
 *
 * @param kind the loss of the forecasts themselves
 * @param huberDelta HUBER: difference from which on the loss grows evenly
 * @param targetWeights weight of each target in the loss
 * @param quantileWeight weight of the quantiles' pinball loss (Koenker and Bassett, 1978)
 */
public record LstmLoss(
    Kind kind, double huberDelta, List<Double> targetWeights, double quantileWeight)
    implements Serializable {

  /** The loss of a difference. */
  public enum Kind {
    /** Its square. */
    SQUARED,
    /** Its magnitude. */
    ABSOLUTE,
    /** Half its square when small, its magnitude when large (Huber, 1964). */
    HUBER
  }

  public LstmLoss {
    targetWeights = List.copyOf(targetWeights);
    if (!(huberDelta > 0)
        || !(quantileWeight >= 0)
        || targetWeights.stream().anyMatch(weight -> !(weight >= 0))) {
      throw new IllegalArgumentException(
          "loss: huber-delta %s, target-weights %s, quantile-weight %s; above 0, and at least 0"
              .formatted(huberDelta, targetWeights, quantileWeight));
    }
  }
}
