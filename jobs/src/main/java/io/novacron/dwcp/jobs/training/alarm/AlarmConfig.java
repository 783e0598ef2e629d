package io.novacron.dwcp.jobs.training.alarm;

import java.io.Serializable;
import java.util.List;

/**
 * How alarms are made of scores, and what validation may spend on them.
 *
 * @param raiseAfter windows in a row above the threshold that raise an alarm; validation chooses
 * @param releaseMargin how far below the threshold an alarm goes on
 * @param mergeGapS alarms of an entity no further apart are one call, s
 * @param maxFalsePositiveRate largest share of normal windows in alarm, on validation
 * @param maxFalseAlarmsPerWeek most false alarms an entity and week, on validation
 * @param choice what is wanted of the rules within these limits
 */
public record AlarmConfig(
    List<Integer> raiseAfter,
    double releaseMargin,
    long mergeGapS,
    double maxFalsePositiveRate,
    double maxFalseAlarmsPerWeek,
    Choice choice)
    implements Serializable {

  /**
   * What is wanted of a rule.
   *
   * @param best what has to be as high as it can be
   * @param enoughEventRecall where that is balanced accuracy: share of events that is found first;
   *     finding more counts for nothing
   * @param enoughBalancedAccuracy the same of balanced accuracy; of rules that have so much the one
   *     with the fewest normal windows in alarm is taken
   */
  public record Choice(Measure best, double enoughEventRecall, double enoughBalancedAccuracy)
      implements Serializable {

    public Choice {
      if (!(enoughEventRecall > 0 && enoughEventRecall <= 1)
          || !(enoughBalancedAccuracy > 0 && enoughBalancedAccuracy <= 1)) {
        throw new IllegalArgumentException(
            "alarm: choice.enough-event-recall %s, enough-balanced-accuracy %s; within (0, 1]"
                .formatted(enoughEventRecall, enoughBalancedAccuracy));
      }
    }
  }

  /** What a rule may be chosen by. */
  public enum Measure {
    EVENT_RECALL,
    BALANCED_ACCURACY
  }

  public AlarmConfig {
    raiseAfter = List.copyOf(raiseAfter);
    if (raiseAfter.isEmpty()
        || raiseAfter.stream().anyMatch(windows -> windows < 1)
        || !(releaseMargin >= 0)
        || mergeGapS < 0) {
      throw new IllegalArgumentException(
          "alarm: raise-after %s, release-margin %s, merge-gap-s %d; at least 1, 0 and 0"
              .formatted(raiseAfter, releaseMargin, mergeGapS));
    }
    if (!(maxFalsePositiveRate > 0 && maxFalsePositiveRate < 1) || !(maxFalseAlarmsPerWeek > 0)) {
      throw new IllegalArgumentException(
          "alarm: max-false-positive-rate %s, max-false-alarms-per-week %s; within (0, 1) and above 0"
              .formatted(maxFalsePositiveRate, maxFalseAlarmsPerWeek));
    }
  }
}
