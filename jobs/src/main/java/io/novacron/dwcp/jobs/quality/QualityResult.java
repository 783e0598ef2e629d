package io.novacron.dwcp.jobs.quality;

import java.time.LocalDate;
import java.util.OptionalDouble;

/**
 * The outcome of one check of one table and date, passed or not.
 *
 * @param value what was measured; empty where it could not be, which never passes
 * @param message one sentence
 */
public record QualityResult(
    LocalDate date,
    String table,
    String check,
    OptionalDouble value,
    boolean passed,
    Severity severity,
    String message) {

  public QualityResult {
    if (passed && value.isEmpty()) {
      throw new IllegalArgumentException("passed without a value: " + check + "; measure it");
    }
  }

  /** Whether the batch must not be used because of this. */
  boolean stops() {
    return !passed && severity == Severity.ERROR;
  }
}
