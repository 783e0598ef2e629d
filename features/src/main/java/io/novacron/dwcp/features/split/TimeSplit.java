package io.novacron.dwcp.features.split;

import io.novacron.dwcp.common.error.DataError;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * Parts in the order of time: train, gap, validation, gap, test.
 *
 * <p>Definition: train before {@code trainEnd}, validation in {@code [validationStart,
 * validationEnd)}, test from {@code testStart} on; what lies between is gap.
 */
public record TimeSplit(
    Instant trainEnd, Instant validationStart, Instant validationEnd, Instant testStart)
    implements Serializable {

  public TimeSplit {
    if (validationStart.isBefore(trainEnd)
        || !validationStart.isBefore(validationEnd)
        || testStart.isBefore(validationEnd)) {
      throw new IllegalArgumentException(
          "time split: borders out of order: %s, %s, %s, %s; name them in the order of time"
              .formatted(trainEnd, validationStart, validationEnd, testStart));
    }
  }

  /**
   * Divides {@code [from, to)} by the configured shares; the gaps come first and the shares are of
   * what is left.
   *
   * @throws DataError when the gaps leave no time for the parts
   */
  public static TimeSplit over(Instant from, Instant to, SplitConfig config) {
    var gap = Duration.ofSeconds(config.gapSeconds());
    var usable = Duration.between(from, to).minus(gap.multipliedBy(2));
    if (usable.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new DataError(
          "Cannot split by time: two gaps of %s leave nothing between %s and %s; take more days or shorten gap-seconds"
              .formatted(gap, from, to));
    }
    var trainEnd = from.plus(share(usable, config.trainShare()));
    var validationStart = trainEnd.plus(gap);
    var validationEnd = validationStart.plus(share(usable, config.validationShare()));
    return new TimeSplit(trainEnd, validationStart, validationEnd, validationEnd.plus(gap));
  }

  private static Duration share(Duration whole, double share) {
    return Duration.ofMillis(Math.max(1, Math.round(whole.toMillis() * share)));
  }

  /** The part of a row at {@code ts}: train, validation, test or gap. */
  public Part partOf(Instant ts) {
    if (ts.isBefore(trainEnd)) {
      return Part.TRAIN;
    }
    if (!ts.isBefore(testStart)) {
      return Part.TEST;
    }
    return ts.isBefore(validationStart) || !ts.isBefore(validationEnd) ? Part.GAP : Part.VALIDATION;
  }
}
