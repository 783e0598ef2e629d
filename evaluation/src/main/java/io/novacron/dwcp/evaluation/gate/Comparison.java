package io.novacron.dwcp.evaluation.gate;

/** What a gate sets against its bound. */
public enum Comparison {
  /** The candidate's own number. */
  VALUE("value"),
  /** Candidate minus another scorer on the same rows, with the paired interval. */
  DIFFERENCE("difference"),
  /** The candidate's value over another scorer's, such as a ceiling's. */
  RATIO("ratio"),
  /** Another scorer's own number: what a floor must not reach, or the task is too easy. */
  REFERENCE("reference");

  private final String word;

  Comparison(String word) {
    this.word = word;
  }

  /** The word in configuration and tables. */
  public String word() {
    return word;
  }
}
