package io.novacron.dwcp.evaluation.oracle;

import io.novacron.dwcp.common.codec.Candidate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The oracle's answer for one transfer.
 *
 * @param terms cost of each candidate that was offered and restored the payload
 * @param best the cheapest; of equal ones the first in class order
 * @param bestCostMs its cost, ms
 * @param margin second cost / best cost - 1; empty with a single candidate
 * @param tie whether the second best is within the tie tolerance
 * @param bestWithoutRtt the cheapest by the terms that a choice can change
 * @param repeatable whether both halves of the calibration choose the same
 */
public record OracleLabel(
    Map<Candidate, CostTerms> terms,
    Candidate best,
    double bestCostMs,
    OptionalDouble margin,
    boolean tie,
    Candidate bestWithoutRtt,
    boolean repeatable) {

  public OracleLabel {
    terms = Collections.unmodifiableMap(new EnumMap<>(terms));
  }

  /**
   * Labels one transfer.
   *
   * @param estimateMbps the sender's bandwidth estimate, which decides what is offered; NaN when
   *     unknown
   */
  public static OracleLabel of(
      PayloadSizes sizes,
      TransferConditions conditions,
      double estimateMbps,
      Calibration calibration,
      OracleConfig config) {
    var offered = new Offered(sizes, conditions, estimateMbps, config);
    var terms = offered.terms(calibration.all());
    var best = Offered.cheapest(terms, CostTerms::costMs);
    var bestMs = best.getValue().costMs();
    var others = new EnumMap<>(terms);
    others.remove(best.getKey());
    var margin = OptionalDouble.empty();
    var tie = false;
    if (!others.isEmpty()) {
      var second = Offered.cheapest(others, CostTerms::costMs).getValue();
      margin = OptionalDouble.of(second.costMs() / bestMs - 1);
      var tolerance = config.tieTolerance(second.sigmaMs(), best.getValue().sigmaMs(), bestMs);
      tie = second.costMs() - bestMs <= tolerance;
    }
    return new OracleLabel(
        terms,
        best.getKey(),
        bestMs,
        margin,
        tie,
        Offered.cheapest(terms, CostTerms::costWithoutRttMs).getKey(),
        offered.best(calibration.even()) == offered.best(calibration.odd()));
  }
}
