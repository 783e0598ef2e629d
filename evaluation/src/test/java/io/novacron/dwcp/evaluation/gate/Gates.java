package io.novacron.dwcp.evaluation.gate;

import io.novacron.dwcp.evaluation.leak.LeakCheck;
import io.novacron.dwcp.evaluation.leak.LeakFinding;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** Short forms for gates and numbers in tests. */
final class Gates {

  /** Every leak check was made and found nothing. */
  static final List<LeakFinding> NO_LEAKS =
      Arrays.stream(LeakCheck.values())
          .map(check -> new LeakFinding(check.word(), true, "nothing"))
          .toList();

  private Gates() {}

  static GateEntry entry(String name, String metric, String direction, Double bound) {
    return new GateEntry(
        name,
        metric,
        List.of("test"),
        "all",
        "value",
        "none",
        direction,
        bound,
        "value",
        10L,
        "block");
  }

  static Gate value(String metric, Direction direction, double bound, ReadAt on) {
    return new Gate(
        metric + "-gate",
        metric,
        "test",
        "all",
        Comparison.VALUE,
        Gate.NONE,
        direction,
        bound,
        on,
        10,
        Severity.BLOCK);
  }

  static Gate against(Comparison comparison, String other, Direction direction, double bound) {
    return new Gate(
        "against-" + other,
        "accuracy",
        "test",
        "all",
        comparison,
        other,
        direction,
        bound,
        comparison == Comparison.RATIO ? ReadAt.VALUE : ReadAt.CI_LOW,
        10,
        Severity.BLOCK);
  }

  static MeasuredValue measured(String scorer, String metric, double value, long n) {
    return new MeasuredValue(
        metric,
        "test",
        "all",
        scorer,
        OptionalDouble.of(value),
        OptionalDouble.of(value - 0.01),
        OptionalDouble.of(value + 0.01),
        n,
        "wilson");
  }

  static MeasuredValue undefined(String metric) {
    return new MeasuredValue(
        metric,
        "test",
        "all",
        "candidate",
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        0,
        "undefined: one class only");
  }

  static MeasuredDifference difference(String against, double value, double low) {
    return new MeasuredDifference(
        "accuracy",
        "test",
        "candidate",
        against,
        OptionalDouble.of(value),
        OptionalDouble.of(low),
        OptionalDouble.of(2 * value - low),
        500,
        "paired bootstrap");
  }
}
