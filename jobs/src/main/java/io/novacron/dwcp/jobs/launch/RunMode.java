package io.novacron.dwcp.jobs.launch;

import io.novacron.dwcp.common.error.UsageError;

/** What happens to a night that the ledger knows as done. */
enum RunMode {
  /** It is skipped. */
  FILL_GAPS,
  /** It runs again and replaces its rows. */
  FORCE;

  private static final String OPTION = "run-mode";

  /**
   * The mode that was asked for; {@link #FORCE} when none was.
   *
   * @throws UsageError when it is another word
   */
  static RunMode of(Arguments arguments) {
    var word = arguments.option(OPTION).orElse("force");
    return switch (word) {
      case "fill-gaps" -> FILL_GAPS;
      case "force" -> FORCE;
      default ->
          throw new UsageError(
              "Cannot read --%s: no such mode: %s; use fill-gaps or force".formatted(OPTION, word));
    };
  }
}
