package io.novacron.dwcp.evaluation.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * AUROC and AUPRC of scores that are at hand, by the definitions of {@link Evaluator}'s metrics of
 * the same names; without an interval.
 *
 * @param auroc area under the ROC curve, ties halved
 * @param auprc average precision
 */
public record ScoreAreas(double auroc, double auprc) {

  /**
   * The areas of {@code scores}, high meaning positive; empty without both a positive and a
   * negative row.
   */
  public static Optional<ScoreAreas> of(List<Double> scores, List<Boolean> positive) {
    if (scores.size() != positive.size()) {
      throw new IllegalArgumentException(
          "Cannot rank: %d scores, %d labels".formatted(scores.size(), positive.size()));
    }
    var rows = new ArrayList<RankedRows.Scored>();
    for (var i = 0; i < scores.size(); i++) {
      rows.add(new RankedRows.Scored(scores.get(i), positive.get(i), 0));
    }
    var areas = new RankedRows(rows).areas();
    return Double.isNaN(areas.roc())
        ? Optional.empty()
        : Optional.of(new ScoreAreas(areas.roc(), areas.precisionRecall()));
  }
}
