package io.novacron.dwcp.evaluation.metric;

import static io.novacron.dwcp.evaluation.metric.Sql.flag;
import static io.novacron.dwcp.evaluation.metric.Sql.number;
import static io.novacron.dwcp.evaluation.metric.Sql.where;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Metrics of {@code confidence}, the calibrated probability that the decided class is the true one.
 *
 * <p>Rows count that have a truth and a confidence; none at all is undefined (floors have no
 * confidence). Bins are ten of equal width over [0, 1], the last one closed.
 */
final class ConfidenceMetrics {

  static final int BINS = 10;

  private static final String CONFIDENCE = number("confidence");
  private static final String COUNTS = "truth IS NOT NULL AND " + CONFIDENCE + " IS NOT NULL";
  private static final String WON = flag("truth <=> prediction");
  private static final Term SURE = new Term("with confidence", flag(COUNTS));
  private static final Term BRIER =
      new Term("Brier", where(COUNTS, "pow(confidence - %s, 2.0D)".formatted(WON)));
  private static final Term LOG =
      new Term(
          "log loss",
          where(
              COUNTS,
              "-ln(least(greatest(CASE WHEN truth <=> prediction THEN confidence"
                  + " ELSE 1.0D - confidence END, 1e-15D), 1.0D))"));

  /** Bin of a row's confidence, 0 to 9. */
  static final String BIN =
      "CAST(least(floor(%s * %d), %d) AS INT)".formatted(CONFIDENCE, BINS, BINS - 1);

  private ConfidenceMetrics() {}

  static Metric brier() {
    return mean(
        About.loss("brier", "ratio", "mean of (confidence - right)^2, right in {0, 1}"), BRIER);
  }

  static Metric logLoss() {
    return mean(
        About.loss(
            "log_loss", "nat", "mean of -ln of the probability given to what happened, >= 1e-15"),
        LOG);
  }

  private static Metric mean(About about, Term total) {
    return new Formula(
        about,
        List.of(SURE, total),
        sums -> Outcome.ratio(sums.at(total), sums.at(SURE), sums.count(SURE), "no confidence"));
  }

  /** Guo et al. 2017, equation 5, with ten bins. */
  static Metric calibrationError() {
    var gaps = IntStream.range(0, BINS).mapToObj(ConfidenceMetrics::gap).toList();
    var terms = new ArrayList<>(List.of(SURE));
    terms.addAll(gaps);
    return new Formula(
        About.loss(
            "expected_calibration_error",
            "ratio",
            "sum over ten bins of |right - confidence| over rows; Guo et al. 2017, equation 5"),
        terms,
        sums -> {
          double total = 0;
          for (var gap : gaps) {
            total += Math.abs(sums.at(gap));
          }
          return Outcome.ratio(total, sums.at(SURE), sums.count(SURE), "no confidence");
        });
  }

  /** Sum of right - confidence in a bin: its weight times its calibration error, with sign. */
  private static Term gap(int bin) {
    return new Term(
        "calibration gap " + bin,
        where(COUNTS + " AND %s = %d".formatted(BIN, bin), "%s - confidence".formatted(WON)));
  }
}
