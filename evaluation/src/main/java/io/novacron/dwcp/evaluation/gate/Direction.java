package io.novacron.dwcp.evaluation.gate;

/** On which side of its bound an observed number must lie. */
public enum Direction {
  /** {@code observed >= bound}. */
  AT_LEAST("at-least"),
  /** {@code observed <= bound}. */
  AT_MOST("at-most"),
  /** {@code observed > bound}: for intervals that must exclude zero. */
  ABOVE("above"),
  /** {@code observed < bound}: for intervals that must exclude zero. */
  BELOW("below");

  private final String word;

  Direction(String word) {
    this.word = word;
  }

  /** The word in configuration and tables. */
  public String word() {
    return word;
  }

  /** Whether more is better. */
  public boolean risesToPass() {
    return this == AT_LEAST || this == ABOVE;
  }

  /** Whether {@code observed} lies on the passing side; NaN never does. */
  public boolean holds(double observed, double bound) {
    return switch (this) {
      case AT_LEAST -> observed >= bound;
      case AT_MOST -> observed <= bound;
      case ABOVE -> observed > bound;
      case BELOW -> observed < bound;
    };
  }
}
