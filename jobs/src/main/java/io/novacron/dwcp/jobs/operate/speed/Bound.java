package io.novacron.dwcp.jobs.operate.speed;

import io.novacron.dwcp.jobs.operate.BenchmarkRow;
import io.novacron.dwcp.jobs.operate.BenchmarkRow.Verdict;
import java.util.OptionalDouble;

/**
 * What a ratio must keep: its median is compared, its interval is printed beside it.
 *
 * @param limit the bound
 * @param side on which side of it the ratio must lie
 */
record Bound(double limit, Side side) {

  /** Which way is good. */
  enum Side {
    AT_MOST("<="),
    AT_LEAST(">=");

    private final String sign;

    Side(String sign) {
      this.sign = sign;
    }
  }

  static Bound atMost(double limit) {
    return new Bound(limit, Side.AT_MOST);
  }

  static Bound atLeast(double limit) {
    return new Bound(limit, Side.AT_LEAST);
  }

  private boolean holds(double value) {
    return switch (side) {
      case AT_MOST -> value <= limit;
      case AT_LEAST -> value >= limit;
    };
  }

  /** The row of a measured ratio; the bound stands in the column {@code floor}. */
  BenchmarkRow row(String data, String model, String metric, Ratio ratio) {
    return new BenchmarkRow(
        data,
        model,
        named(metric),
        OptionalDouble.of(ratio.value()),
        OptionalDouble.of(ratio.ciLow()),
        OptionalDouble.of(ratio.ciHigh()),
        ratio.n(),
        OptionalDouble.empty(),
        OptionalDouble.of(limit),
        holds(ratio.value()) ? Verdict.MET : Verdict.MISSED);
  }

  /** The row where there is nothing to compare with: never met. */
  BenchmarkRow absent(String data, String model, String metric) {
    var none = OptionalDouble.empty();
    return new BenchmarkRow(
        data,
        model,
        named(metric),
        none,
        none,
        none,
        0,
        none,
        OptionalDouble.of(limit),
        Verdict.ABSENT);
  }

  private String named(String metric) {
    return metric + " " + side.sign;
  }
}
