package io.novacron.dwcp.evaluation.gate;

/** What a failed gate does. */
public enum Severity {
  /** Refuses the candidate. */
  BLOCK("block"),
  /** Is reported and refuses nothing. */
  WARN("warn"),
  /** There is nothing to judge by, such as data without a single event: not even a refusal. */
  PREMISE("premise");

  private final String word;

  Severity(String word) {
    this.word = word;
  }

  /** The word in configuration and tables. */
  public String word() {
    return word;
  }
}
