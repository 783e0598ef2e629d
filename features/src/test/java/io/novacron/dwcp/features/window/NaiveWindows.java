package io.novacron.dwcp.features.window;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The twin of the window pass: for each question it looks at every row again, in O(rows), with the
 * textbook formulas in decimal arithmetic. It shares no code with what it checks.
 */
final class NaiveWindows {

  private static final MathContext DIGITS = MathContext.DECIMAL128;

  /** An event; NaN is a missing value. Rows come in the order of arrival. */
  record Event(long micros, double value) {}

  private NaiveWindows() {}

  static List<Event> inside(List<Event> events, long now, long length, long lag, int rows) {
    var found = new ArrayList<Event>();
    for (var event : events) {
      if (event.micros() > now - lag - length && event.micros() <= now - lag) {
        found.add(event);
      }
    }
    return rows > 0 && found.size() > rows
        ? found.subList(found.size() - rows, found.size())
        : found;
  }

  static double value(String aggregate, List<Event> inside, long now, double halfLife) {
    var present = inside.stream().filter(event -> !Double.isNaN(event.value())).toList();
    if (aggregate.equals("count")) {
      return present.size();
    }
    if (present.isEmpty()) {
      return Double.NaN;
    }
    var values = present.stream().mapToDouble(Event::value).toArray();
    var newest = present.get(present.size() - 1);
    return switch (aggregate) {
      case "last" -> newest.value();
      case "mean" -> mean(values).doubleValue();
      case "std" -> deviation(values);
      case "min" -> Arrays.stream(values).min().orElseThrow();
      case "max" -> Arrays.stream(values).max().orElseThrow();
      case "ewma" -> decayed(inside, halfLife);
      case "harmonic" -> harmonic(values);
      case "slope" -> slope(present);
      case "q25" -> ofRank(values, (values.length + 3) / 4);
      case "median" -> ofRank(values, (values.length + 1) / 2);
      case "q75" -> ofRank(values, (3 * values.length + 3) / 4);
      case "age" -> (now - newest.micros()) / 1e6;
      case "change_age" -> changeAge(present, now);
      default -> throw new IllegalArgumentException(aggregate);
    };
  }

  private static BigDecimal mean(double[] values) {
    var sum = BigDecimal.ZERO;
    for (var value : values) {
      sum = sum.add(new BigDecimal(value));
    }
    return sum.divide(BigDecimal.valueOf(values.length), DIGITS);
  }

  private static double deviation(double[] values) {
    if (values.length < 2) {
      return Double.NaN;
    }
    var mean = mean(values);
    var sum = BigDecimal.ZERO;
    for (var value : values) {
      var distance = new BigDecimal(value).subtract(mean);
      sum = sum.add(distance.multiply(distance));
    }
    return Math.sqrt(sum.divide(BigDecimal.valueOf(values.length - 1L), DIGITS).doubleValue());
  }

  /** The half-life is in microseconds, or, when negative, in rows. */
  private static double decayed(List<Event> inside, double halfLife) {
    var newest = inside.get(inside.size() - 1).micros();
    var sum = 0.0;
    var weights = 0.0;
    for (var i = 0; i < inside.size(); i++) {
      var age = halfLife < 0 ? inside.size() - 1 - i : newest - inside.get(i).micros();
      var weight = Math.pow(0.5, age / Math.abs(halfLife));
      if (!Double.isNaN(inside.get(i).value())) {
        sum += weight * inside.get(i).value();
        weights += weight;
      }
    }
    return sum / weights;
  }

  private static double harmonic(double[] values) {
    var sum = 0.0;
    for (var value : values) {
      if (value <= 0) {
        return 0;
      }
      sum += 1 / value;
    }
    return values.length / sum;
  }

  private static double slope(List<Event> present) {
    var x =
        present.stream()
            .mapToDouble(event -> (event.micros() - present.get(0).micros()) / 1e6)
            .toArray();
    var y = present.stream().mapToDouble(Event::value).toArray();
    var meanX = mean(x);
    var meanY = mean(y);
    var covariance = BigDecimal.ZERO;
    var variance = BigDecimal.ZERO;
    for (var i = 0; i < x.length; i++) {
      var distance = new BigDecimal(x[i]).subtract(meanX);
      covariance = covariance.add(distance.multiply(new BigDecimal(y[i]).subtract(meanY)));
      variance = variance.add(distance.multiply(distance));
    }
    return variance.doubleValue() < 1e-18
        ? Double.NaN
        : covariance.divide(variance, DIGITS).doubleValue();
  }

  /** The value of a rank from 1 on the grid of powers of 1.02. */
  private static double ofRank(double[] values, int rank) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    var found = sorted[rank - 1];
    var cell = Math.round(Math.log(Math.abs(found)) / Math.log(1.02));
    return found == 0 ? 0 : Math.signum(found) * Math.exp(cell * Math.log(1.02));
  }

  private static double changeAge(List<Event> present, long now) {
    for (var i = present.size() - 1; i > 0; i--) {
      if (present.get(i).value() != present.get(i - 1).value()) {
        return (now - present.get(i).micros()) / 1e6;
      }
    }
    return Double.NaN;
  }
}
