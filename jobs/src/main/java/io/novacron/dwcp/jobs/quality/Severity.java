package io.novacron.dwcp.jobs.quality;

import java.util.Locale;

/** What a failed check means. */
public enum Severity {
  /** The batch must not be used. */
  ERROR,
  /** Somebody should look. */
  WARNING;

  /** The word in {@code dq_results}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
