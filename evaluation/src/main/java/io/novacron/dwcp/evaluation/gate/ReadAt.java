package io.novacron.dwcp.evaluation.gate;

/** Which end of a measured number a gate reads. */
public enum ReadAt {
  VALUE("value"),
  CI_LOW("ci-low"),
  CI_HIGH("ci-high");

  private final String word;

  ReadAt(String word) {
    this.word = word;
  }

  /** The word in configuration and tables. */
  public String word() {
    return word;
  }

  /**
   * Whether this end flatters a gate of that direction, which would make the interval a loophole.
   */
  boolean flatters(Direction direction) {
    return this == (direction.risesToPass() ? CI_HIGH : CI_LOW);
  }
}
