package io.novacron.dwcp.evaluation.metric;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Numbers as they are stored: nine significant digits, undefined as null. */
final class Rounded {

  private static final MathContext NINE_DIGITS = new MathContext(9);

  private Rounded() {}

  static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent()
        ? (Double) BigDecimal.valueOf(value.getAsDouble()).round(NINE_DIGITS).doubleValue()
        : null;
  }
}
