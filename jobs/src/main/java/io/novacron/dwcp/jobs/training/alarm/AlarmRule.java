package io.novacron.dwcp.jobs.training.alarm;

import java.io.Serializable;

/**
 * From the scores of one entity's windows, in the order of time, to alarms.
 *
 * <p>Definition: an alarm is raised with the window that ends {@code raiseAfter} windows in a row
 * of at least {@code threshold}, and lasts while scores stay at or above {@code threshold -
 * releaseMargin}. A score that wavers around the threshold is one alarm.
 *
 * @param threshold least score that can raise an alarm, 0..1
 * @param raiseAfter windows in a row that it takes
 * @param releaseMargin how far below the threshold an alarm goes on
 */
public record AlarmRule(double threshold, int raiseAfter, double releaseMargin)
    implements Serializable {

  public AlarmRule {
    if (!(threshold >= 0 && threshold <= 1) || raiseAfter < 1 || !(releaseMargin >= 0)) {
      throw new IllegalArgumentException(
          "alarm rule: threshold %s, raise-after %d, release-margin %s; 0..1, at least 1, at least 0"
              .formatted(threshold, raiseAfter, releaseMargin));
    }
  }

  /** One alarm or none a window. */
  public boolean[] alarms(double[] scores) {
    var alarms = new boolean[scores.length];
    var inARow = 0;
    for (var i = 0; i < scores.length; i++) {
      inARow = scores[i] >= threshold ? inARow + 1 : 0;
      var goesOn = i > 0 && alarms[i - 1] && scores[i] >= threshold - releaseMargin;
      alarms[i] = goesOn || inARow >= raiseAfter;
    }
    return alarms;
  }
}
