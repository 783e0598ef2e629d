package io.novacron.dwcp.evaluation.leak;

/**
 * A column that features may share with the oracle.
 *
 * @param source {@code <table>.<column>}
 * @param reason why that leaks nothing; must not be blank
 */
public record AllowedSource(String source, String reason) {
  public AllowedSource {
    if (source.isBlank() || reason.isBlank()) {
      throw new IllegalArgumentException(
          "leak.allowed-shared: source or reason is blank: '%s', '%s'; name both"
              .formatted(source, reason));
    }
  }
}
