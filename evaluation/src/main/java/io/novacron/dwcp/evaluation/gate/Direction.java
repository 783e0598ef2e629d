package io.novacron.dwcp.evaluation.gate;

import java.util.Arrays;

/** On which side of its bound an observed number must lie. */
public enum Direction {
  /** {@code observed >= bound}. */
  AT_LEAST("at-least", ">="),
  /** {@code observed <= bound}. */
  AT_MOST("at-most", "<="),
  /** {@code observed > bound}: for intervals that must exclude zero. */
  ABOVE("above", ">"),
  /** {@code observed < bound}: for intervals that must exclude zero. */
  BELOW("below", "<");

  private final String word;
  private final String sign;

  Direction(String word, String sign) {
    this.word = word;
    this.sign = sign;
  }

  /**
   * The direction that a word in configuration and tables stands for.
   *
   * @throws IllegalArgumentException for any other word
   */
  public static Direction of(String word) {
    return Arrays.stream(values())
        .filter(direction -> direction.word.equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no direction: %s; use one of %s"
                        .formatted(word, Arrays.stream(values()).map(Direction::word).toList())));
  }

  /** The word in configuration and tables. */
  public String word() {
    return word;
  }

  /** The word's sign, such as {@code >=}. */
  public String sign() {
    return sign;
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
