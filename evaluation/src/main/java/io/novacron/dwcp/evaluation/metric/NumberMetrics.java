package io.novacron.dwcp.evaluation.metric;

import static io.novacron.dwcp.evaluation.metric.Sql.amount;
import static io.novacron.dwcp.evaluation.metric.Sql.flag;
import static io.novacron.dwcp.evaluation.metric.Sql.number;
import static io.novacron.dwcp.evaluation.metric.Sql.where;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Metrics of forecast numbers, {@code e = forecast - truth}.
 *
 * <p>Rows without a true number do not count; NaN is no number. One row with a truth and no
 * forecast makes a metric undefined: leaving it out would reward silence.
 *
 * <p>A model with several numbers a row keeps them in {@code amounts}: {@code true_<quantity>},
 * {@code forecast_<quantity>} and, for forecasts with an interval, {@code low_<quantity>} and
 * {@code high_<quantity>}. Their metrics are named {@code <metric>:<quantity>}.
 */
final class NumberMetrics {

  /** Variances below this share of the squared mean are cancellation noise. */
  private static final double CANCELLED = 1e-11;

  private final String suffix;
  private final String truth;
  private final String forecast;
  private final String pair;
  private final String error;
  private final Term pairs;
  private final Term silent;

  private NumberMetrics(String suffix, String truth, String forecast) {
    this.suffix = suffix;
    this.truth = truth;
    this.pair = truth + " IS NOT NULL AND " + forecast + " IS NOT NULL";
    this.error = "(%s - %s)".formatted(forecast, truth);
    this.forecast = forecast;
    this.pairs = new Term("forecasts with truth" + suffix, flag(pair));
    this.silent =
        new Term(
            "truths without forecast" + suffix,
            flag("%s IS NOT NULL AND %s IS NULL".formatted(truth, forecast)));
  }

  /** Metrics of {@code truth_value} and {@code predicted_value}. */
  static NumberMetrics ofRow() {
    return new NumberMetrics("", number("truth_value"), number("predicted_value"));
  }

  /** Metrics of one of several quantities. */
  static NumberMetrics of(String quantity) {
    return new NumberMetrics(
        ":" + quantity, amount("true_" + quantity), amount("forecast_" + quantity));
  }

  /**
   * Share of truths within {@code [low, high]}; a truth without interval is not covered. Its
   * interval is the wider of Wilson's and the clustered bootstrap.
   */
  static Metric intervalCoverage(String quantity) {
    var truth = amount("true_" + quantity);
    var within =
        "%1$s >= %2$s AND %1$s <= %3$s"
            .formatted(truth, amount("low_" + quantity), amount("high_" + quantity));
    return new Rate(
        About.ratio("interval_coverage:" + quantity, "share of truths within their interval"),
        new Term("truths:" + quantity, flag(truth + " IS NOT NULL")),
        new Term("truths within:" + quantity, flag(within)));
  }

  private Term sum(String name, String value) {
    return new Term(name + suffix, where(pair, value));
  }

  private About loss(String name, String unit, String definition) {
    return About.loss(name + suffix, unit, definition);
  }

  Metric rmse() {
    var squares = sum("squared error", error + " * " + error);
    return new Formula(
        loss("rmse", "as model", "square root of the mean of e^2"),
        List.of(pairs, silent, squares),
        guarded((sums, n) -> Math.sqrt(sums.at(squares) / n)));
  }

  Metric mae() {
    var absolutes = sum("absolute error", "abs(%s)".formatted(error));
    return new Formula(
        loss("mae", "as model", "mean of |e|"),
        List.of(pairs, silent, absolutes),
        guarded((sums, n) -> sums.at(absolutes) / n));
  }

  Metric bias() {
    var errors = sum("error", error);
    return new Formula(
        loss("bias", "as model", "mean of e; zero is best, the sign tells the side")
            .within(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
        List.of(pairs, silent, errors),
        guarded((sums, n) -> sums.at(errors) / n));
  }

  /**
   * Mean of {@code |e| / |truth|} over rows with {@code |truth| >= floor}, for near zero the ratio
   * says nothing; the number of rows is that of the rows that count.
   */
  Metric mape(double floor) {
    var counts = "%s AND abs(%s) >= %sD".formatted(pair, truth, Double.toString(floor));
    var large = new Term("truths at or above the MAPE floor" + suffix, flag(counts));
    var shares =
        new Term("relative error" + suffix, where(counts, "abs(%s / %s)".formatted(error, truth)));
    var mute = silent;
    return new Formula(
        loss("mape", "ratio", "mean of |e|/|truth| over rows with |truth| >= " + floor),
        List.of(pairs, silent, large, shares),
        sums -> {
          double n = sums.at(large);
          return sums.at(mute) > 0
              ? silence(sums, mute)
              : Outcome.ratio(sums.at(shares), n, Math.round(n), "no truth at or above the floor");
        });
  }

  /** Pearson's r from raw moments; undefined where either side is constant. */
  Metric pearson() {
    var moments =
        List.of(
            sum("truth value", truth),
            sum("forecast value", forecast),
            sum("truth squared", truth + " * " + truth),
            sum("forecast squared", forecast + " * " + forecast),
            sum("truth by forecast", truth + " * " + forecast));
    var terms = new ArrayList<>(List.of(pairs, silent));
    terms.addAll(moments);
    var known = pairs;
    var mute = silent;
    return new Formula(
        About.ratio("pearson_r" + suffix, "covariance over the product of standard deviations")
            .within(-1, 1),
        terms,
        sums ->
            sums.at(mute) > 0 ? silence(sums, mute) : correlation(sums, sums.at(known), moments));
  }

  /** From sums of x, y, x², y² and xy over n pairs. */
  private static Outcome correlation(Sums sums, double n, List<Term> moments) {
    double x = sums.at(moments.get(0)) / n;
    double y = sums.at(moments.get(1)) / n;
    double varianceX = sums.at(moments.get(2)) / n - x * x;
    double varianceY = sums.at(moments.get(3)) / n - y * y;
    if (n < 2 || varianceX <= CANCELLED * x * x || varianceY <= CANCELLED * y * y) {
      return Outcome.undefined("truth or forecast is constant");
    }
    double covariance = sums.at(moments.get(4)) / n - x * y;
    double r = covariance / Math.sqrt(varianceX * varianceY);
    return Outcome.of(Math.max(-1, Math.min(1, r)), Math.round(n));
  }

  private interface PerRow extends Serializable {
    double of(Sums sums, double n);
  }

  private Formula.Finish guarded(PerRow rule) {
    var known = pairs;
    var mute = silent;
    return sums -> {
      double n = sums.at(known);
      if (sums.at(mute) > 0) {
        return silence(sums, mute);
      }
      return n > 0 ? Outcome.of(rule.of(sums, n), Math.round(n)) : Outcome.undefined("no numbers");
    };
  }

  private static Outcome silence(Sums sums, Term mute) {
    return Outcome.undefined("%d rows without forecast".formatted(sums.count(mute)));
  }
}
