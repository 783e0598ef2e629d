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
 */
public record AlarmConfig(
    List<Integer> raiseAfter,
    double releaseMargin,
    long mergeGapS,
    double maxFalsePositiveRate,
    double maxFalseAlarmsPerWeek)
    implements Serializable {

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
