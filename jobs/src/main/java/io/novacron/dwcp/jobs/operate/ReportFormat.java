package io.novacron.dwcp.jobs.operate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Numbers and names as people read them. Ratios become percentages here and nowhere else.
 *
 * <p>A metric's unit is the end of its name ({@code _ms}, {@code _mbps}, {@code _per_day}); a name
 * without a unit that speaks of a share ({@code accuracy}, {@code recall}, {@code regret}) is a
 * ratio and printed in percent; all else is a plain number of four significant digits.
 */
public final class ReportFormat {

  /** Printed for a number that is not there. */
  public static final String NONE = "\u2013";

  private record Unit(String suffix, String symbol) {}

  private static final List<Unit> UNITS =
      List.of(
          new Unit("_ms", "ms"),
          new Unit("_seconds", "s"),
          new Unit("_s", "s"),
          new Unit("_mbps", "Mbit/s"),
          new Unit("_mb", "MB"),
          new Unit("_bytes", "B"),
          new Unit("_per_day", "a day"),
          new Unit("_per_week", "a week"));

  private static final List<String> SHARES =
      List.of(
          "accuracy",
          "recall",
          "precision",
          "share",
          "regret",
          "gap_closed",
          "coverage",
          "rate",
          "mape",
          "gain");

  private ReportFormat() {}

  /** A metric's value with its unit: {@code 98.41 %}, {@code 12.35 ms}, {@code 0.9812}. */
  public static String value(String metric, OptionalDouble value) {
    return value.isPresent() ? value(metric, value.getAsDouble()) : NONE;
  }

  /** A metric's value with its unit. */
  public static String value(String metric, double value) {
    var symbol = symbol(metric);
    return symbol.isEmpty() ? bare(metric, value) : bare(metric, value) + " " + symbol;
  }

  /** A difference with its sign: percentage points for shares. */
  public static String difference(String metric, OptionalDouble value) {
    if (value.isEmpty()) {
      return NONE;
    }
    var sign = value.getAsDouble() > 0 ? "+" : "";
    var symbol = isShare(metric) ? "points" : symbol(metric);
    return (sign + bare(metric, value.getAsDouble()) + " " + symbol).strip();
  }

  /** An interval with its unit once: {@code 97.9 to 98.8 %}. */
  public static String interval(String metric, OptionalDouble low, OptionalDouble high) {
    if (low.isEmpty() || high.isEmpty()) {
      return NONE;
    }
    var ends = bare(metric, low.getAsDouble()) + " to " + bare(metric, high.getAsDouble());
    return (ends + " " + symbol(metric)).strip();
  }

  /** The number on an axis of that metric, without the unit and without idle zeros. */
  static String onAxis(String metric, double value) {
    return number(isShare(metric) ? Math.round(1e4 * value) / 100.0 : value);
  }

  private static String bare(String metric, double value) {
    return isShare(metric) ? fixed(100 * value, 2) : number(value);
  }

  /** The unit as printed; empty where there is none. */
  static String symbol(String metric) {
    if (isShare(metric)) {
      return "%";
    }
    return UNITS.stream()
        .filter(unit -> metric.endsWith(unit.suffix()))
        .map(Unit::symbol)
        .findFirst()
        .orElse("");
  }

  private static boolean isShare(String metric) {
    var lower = metric.toLowerCase(Locale.ROOT);
    return UNITS.stream().noneMatch(unit -> lower.endsWith(unit.suffix()))
        && SHARES.stream().anyMatch(lower::contains);
  }

  /** A name as words, without its unit: {@code mean_cost_ms} is {@code mean cost}. */
  public static String words(String name) {
    for (var unit : UNITS) {
      if (name.endsWith(unit.suffix()) && name.length() > unit.suffix().length()) {
        return spaced(name.substring(0, name.length() - unit.suffix().length()));
      }
    }
    return spaced(name);
  }

  private static String spaced(String name) {
    return name.replace('_', ' ').replace(":", ": ");
  }

  /**
   * Four significant digits, grouped by thousands; powers of ten only where zeros would mislead.
   */
  public static String number(double value) {
    if (!Double.isFinite(value)) {
      return NONE;
    }
    var size = Math.abs(value);
    if (size == 0) {
      return "0";
    }
    if (size < 1e-4 || size >= 1e12) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    if (size >= 1000) {
      return fixed(value, 0);
    }
    return new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }

  /** A whole number grouped by thousands. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A share of one as a percentage. */
  public static String percent(double ratio) {
    return fixed(100 * ratio, 1) + " %";
  }

  /** Seconds as {@code 320 ms}, {@code 4.2 s}, {@code 3 min 05 s} or {@code 2 h 07 min}. */
  public static String duration(double seconds) {
    if (seconds < 0.9995) {
      return Math.round(seconds * 1000) + " ms";
    }
    if (seconds < 59.95) {
      return fixed(seconds, 1) + " s";
    }
    var whole = Math.round(seconds);
    if (whole < 3600) {
      return String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
    }
    return String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
  }

  /** The first twelve digits of a digest, enough to tell two apart by eye. */
  public static String shortened(String digest) {
    return digest.length() <= 12 ? digest : digest.substring(0, 12);
  }

  private static String fixed(double value, int decimals) {
    if (!Double.isFinite(value)) {
      return NONE;
    }
    var text = String.format(Locale.ROOT, "%,." + decimals + "f", value);
    return text.matches("-0(\\.0+)?") ? text.substring(1) : text;
  }
}
