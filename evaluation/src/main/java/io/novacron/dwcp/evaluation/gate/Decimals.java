package io.novacron.dwcp.evaluation.gate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalDouble;

/**
 * Numbers as text that is the same wherever sums of doubles were added in another order: seven
 * significant digits, no exponent, no trailing zeros.
 */
final class Decimals {

  private static final MathContext SEVEN_DIGITS = new MathContext(7);

  private Decimals() {}

  static String text(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    return BigDecimal.valueOf(value).round(SEVEN_DIGITS).stripTrailingZeros().toPlainString();
  }

  static String text(OptionalDouble value) {
    return value.isPresent() ? text(value.getAsDouble()) : "undefined";
  }
}
