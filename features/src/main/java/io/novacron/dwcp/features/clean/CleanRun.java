package io.novacron.dwcp.features.clean;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Which night cleans.
 *
 * @param nightEnd rows that claim to have arrived after this are refused; a matter of the data's
 *     dates, not of the clock, so that a night gives the same rows whenever it runs
 */
public record CleanRun(String runId, Instant nightEnd) {

  /**
   * A night over dates before {@code to}: it ends when the last row of the last date may arrive.
   */
  public static CleanRun before(LocalDate to, String runId, CleanConfig config) {
    var midnight = to.atStartOfDay(ZoneOffset.UTC).toInstant();
    return new CleanRun(runId, midnight.plusSeconds(config.maxLatenessS()));
  }
}
