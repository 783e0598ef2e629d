package io.novacron.dwcp.evaluation.oracle;

import io.novacron.dwcp.common.codec.Candidate;
import io.novacron.dwcp.common.error.DataError;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What one transfer may choose from, under any table of speeds.
 *
 * @param estimateMbps the sender's bandwidth estimate, Mbit/s; NaN when unknown
 */
record Offered(
    PayloadSizes sizes, TransferConditions conditions, double estimateMbps, OracleConfig config) {

  /** Cost of each candidate that is offered and restored the payload. */
  EnumMap<Candidate, CostTerms> terms(SpeedTable speeds) {
    var terms = new EnumMap<Candidate, CostTerms>(Candidate.class);
    for (var candidate : sizes.bytesOut().keySet()) {
      if (config.offers(candidate, estimateMbps)) {
        terms.put(
            candidate, OracleCost.terms(candidate, sizes, conditions, speeds, config.cores()));
      }
    }
    return terms;
  }

  Candidate best(SpeedTable speeds) {
    return cheapest(terms(speeds), CostTerms::costMs).getKey();
  }

  /** The smallest by {@code cost}, of equal ones the first in class order. */
  static <T> Map.Entry<Candidate, T> cheapest(Map<Candidate, T> choices, ToDoubleFunction<T> cost) {
    return choices.entrySet().stream()
        .min(Comparator.comparingDouble(entry -> cost.applyAsDouble(entry.getValue())))
        .orElseThrow(
            () ->
                new DataError(
                    "Cannot label transfer: no candidate restored its payload; check the codecs"));
  }
}
