package io.novacron.dwcp.evaluation.metric;

import static io.novacron.dwcp.evaluation.metric.Sql.flag;
import static io.novacron.dwcp.evaluation.metric.Sql.number;
import static io.novacron.dwcp.evaluation.metric.Sql.where;

import java.util.List;

/**
 * Metrics of forecast numbers, {@code e = predicted_value - truth_value}.
 *
 * <p>Rows without a true number do not count; NaN is no number. One row with a truth and no
 * forecast makes a metric undefined: leaving it out would reward silence.
 */
final class NumberMetrics {

  private static final String TRUTH = number("truth_value");
  private static final String FORECAST = number("predicted_value");
  private static final String PAIR = TRUTH + " IS NOT NULL AND " + FORECAST + " IS NOT NULL";
  private static final String ERROR = "(predicted_value - truth_value)";

  private static final Term PAIRS = new Term("forecasts with truth", flag(PAIR));
  private static final Term SILENT =
      new Term(
          "truths without forecast",
          flag("%s IS NOT NULL AND %s IS NULL".formatted(TRUTH, FORECAST)));
  private static final Term SQUARES = sum("squared error", ERROR + " * " + ERROR);
  private static final Term ABSOLUTES = sum("absolute error", "abs(%s)".formatted(ERROR));
  private static final Term ERRORS = sum("error", ERROR);
  private static final Term X = sum("truth value", "truth_value");
  private static final Term Y = sum("forecast value", "predicted_value");
  private static final Term XX = sum("truth squared", "truth_value * truth_value");
  private static final Term YY = sum("forecast squared", "predicted_value * predicted_value");
  private static final Term XY = sum("truth by forecast", "truth_value * predicted_value");

  /** Variances below this share of the squared mean are cancellation noise. */
  private static final double CANCELLED = 1e-11;

  private NumberMetrics() {}

  private static Term sum(String name, String value) {
    return new Term(name, where(PAIR, value));
  }

  static Metric rmse() {
    return new Formula(
        About.loss("rmse", "as model", "square root of the mean of e^2"),
        List.of(PAIRS, SILENT, SQUARES),
        sums -> guarded(sums, (s, n) -> Math.sqrt(s.at(SQUARES) / n)));
  }

  static Metric mae() {
    return new Formula(
        About.loss("mae", "as model", "mean of |e|"),
        List.of(PAIRS, SILENT, ABSOLUTES),
        sums -> guarded(sums, (s, n) -> s.at(ABSOLUTES) / n));
  }

  static Metric bias() {
    return new Formula(
        About.loss("bias", "as model", "mean of e; zero is best, the sign tells the side")
            .within(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
        List.of(PAIRS, SILENT, ERRORS),
        sums -> guarded(sums, (s, n) -> s.at(ERRORS) / n));
  }

  /**
   * Mean of {@code |e| / |truth|} over rows with {@code |truth| >= floor}, for near zero the ratio
   * says nothing; the number of rows is that of the rows that count.
   */
  static Metric mape(double floor) {
    var counts = "%s AND abs(truth_value) >= %sD".formatted(PAIR, Double.toString(floor));
    var large = new Term("truths at or above the MAPE floor", flag(counts));
    var shares =
        new Term("relative error", where(counts, "abs(%s / truth_value)".formatted(ERROR)));
    return new Formula(
        About.loss("mape", "ratio", "mean of |e|/|truth| over rows with |truth| >= " + floor),
        List.of(PAIRS, SILENT, large, shares),
        sums -> {
          double n = sums.at(large);
          return sums.at(SILENT) > 0
              ? silent(sums)
              : Outcome.ratio(sums.at(shares), n, Math.round(n), "no truth at or above the floor");
        });
  }

  /** Pearson's r from raw moments; undefined where either side is constant. */
  static Metric pearson() {
    return new Formula(
        About.ratio("pearson_r", "covariance over the product of standard deviations")
            .within(-1, 1),
        List.of(PAIRS, SILENT, X, Y, XX, YY, XY),
        sums -> {
          double n = sums.at(PAIRS);
          if (sums.at(SILENT) > 0) {
            return silent(sums);
          }
          double x = sums.at(X) / n;
          double y = sums.at(Y) / n;
          double varianceX = sums.at(XX) / n - x * x;
          double varianceY = sums.at(YY) / n - y * y;
          if (n < 2 || varianceX <= CANCELLED * x * x || varianceY <= CANCELLED * y * y) {
            return Outcome.undefined("truth or forecast is constant");
          }
          double covariance = sums.at(XY) / n - x * y;
          double r = covariance / Math.sqrt(varianceX * varianceY);
          return Outcome.of(Math.max(-1, Math.min(1, r)), Math.round(n));
        });
  }

  private interface PerRow {
    double of(Sums sums, double n);
  }

  private static Outcome guarded(Sums sums, PerRow rule) {
    double n = sums.at(PAIRS);
    if (sums.at(SILENT) > 0) {
      return silent(sums);
    }
    return n > 0 ? Outcome.of(rule.of(sums, n), Math.round(n)) : Outcome.undefined("no numbers");
  }

  private static Outcome silent(Sums sums) {
    return Outcome.undefined("%d rows without forecast".formatted(sums.count(SILENT)));
  }
}
