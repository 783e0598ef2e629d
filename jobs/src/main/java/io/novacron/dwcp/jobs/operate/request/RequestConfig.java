package io.novacron.dwcp.jobs.operate.request;

import java.io.Serializable;
import java.util.List;

/**
 * Folders of measured requests and the protocol that they are scored by.
 *
 * @param label column that is not 0 for a slow request; all others are durations
 * @param headShare share of a file's rows, its first, whose normal ones are fitted on
 * @param fitShare share of these, the first, that the fit sees; the rest are held back
 * @param alarmQuantile quantile of the held-back scores that an alarm lies above
 * @param shrinkage share of the identity in the correlations, which keeps them invertible
 * @param sets what to measure
 */
public record RequestConfig(
    String label,
    double headShare,
    double fitShare,
    double alarmQuantile,
    double shrinkage,
    List<RequestSet> sets)
    implements Serializable {

  public RequestConfig {
    sets = List.copyOf(sets);
    for (var share : new double[] {headShare, fitShare, alarmQuantile, shrinkage}) {
      if (!(share > 0 && share < 1)) {
        throw new IllegalArgumentException(
            "requests: head-share %s, fit-share %s, alarm-quantile %s, shrinkage %s; shares in (0, 1)"
                .formatted(headShare, fitShare, alarmQuantile, shrinkage));
      }
    }
  }

  /**
   * A folder and what is asked of the mean over its files.
   *
   * @param auroc least area under the ROC curve
   * @param f1 least F1 at the fixed threshold
   */
  public record RequestSet(String folder, double auroc, double f1) implements Serializable {}
}
