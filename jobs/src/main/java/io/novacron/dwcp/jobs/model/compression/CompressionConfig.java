package io.novacron.dwcp.jobs.model.compression;

import io.novacron.dwcp.jobs.export.SelectorMath;
import java.util.List;

/**
 * Settings of the compression selector.
 *
 * @param folds parts of the training files for out-of-fold relative costs
 * @param size booster that predicts sizes, one per codec and stream kind
 * @param work booster that predicts work, one per codec and stream kind: a smooth function of size
 *     and ratio, which fewer trees follow
 * @param choice boosters that choose; the first is the default, further ones are search trials
 * @param earlyStoppingRounds rounds without a better validation loss before boosting stops
 * @param workers Spark tasks of the distributed booster; part of what makes a model reproducible
 * @param confidences candidate thresholds below which the safe default is taken
 * @param clearCostRatio a candidate this many times as dear as the cheapest needs no exact size for
 *     the cheapest to be taken
 * @param validationRows validation rows that temperature and threshold look at, at most
 * @param parityRows rows on which the exported graph must agree with the native boosters
 */
public record CompressionConfig(
    int folds,
    BoosterConfig size,
    BoosterConfig work,
    List<BoosterConfig> choice,
    int earlyStoppingRounds,
    int workers,
    List<Double> confidences,
    double clearCostRatio,
    int parityRows,
    int validationRows) {

  public CompressionConfig {
    choice = List.copyOf(choice);
    confidences = List.copyOf(confidences);
    if (folds < 2) {
      throw new IllegalArgumentException("folds is below 2; out-of-fold needs at least 2");
    }
    if (choice.isEmpty()) {
      throw new IllegalArgumentException("choice is empty; give at least one booster");
    }
    if (!(clearCostRatio >= 1 && clearCostRatio <= SelectorMath.HIGHEST_RELATIVE)) {
      throw new IllegalArgumentException(
          "clear-cost-ratio is %s; give 1 to %.0f"
              .formatted(clearCostRatio, SelectorMath.HIGHEST_RELATIVE));
    }
    if (workers < 1 || workers > 2) {
      throw new IllegalArgumentException(
          "workers is " + workers + "; three or more are not reproducible, set 1 or 2");
    }
  }
}
