package io.novacron.dwcp.evaluation.decision;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_min;
import static org.apache.spark.sql.functions.array_position;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.when;

import io.novacron.dwcp.common.schema.Tables;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;

/**
 * Columns over rows that carry {@code labels_compression}: the cost of a decision, the tie around
 * the best, and the decisions of floors and ceilings.
 *
 * <p>A decision for a candidate that this transfer does not have falls back as a runtime would: a
 * delta without a baseline becomes its codec on the raw bytes, level 19 on a fast link becomes
 * level 3.
 */
public final class CodecDecisions {

  private CodecDecisions() {}

  /** The label column {@code family_candidate}, such as {@code cost_ms_delta_zstd}. */
  public static Column label(String family, String candidate) {
    return col(family + "_" + Tables.columnSuffix(candidate));
  }

  /** The value of a label family for the candidate that {@code decision} names. */
  public static Column of(String family, Column decision) {
    Column value = lit(null).cast("double");
    for (var candidate : Tables.CANDIDATES) {
      value =
          when(decision.equalTo(candidate), label(family, candidate).cast("double"))
              .otherwise(value);
    }
    return value;
  }

  /** {@code decision}, or what a runtime does where that candidate is not to be had. */
  public static Column available(Column decision) {
    Column result = decision;
    for (var candidate : Tables.CANDIDATES) {
      Column fallback = lit("zstd");
      if (candidate.startsWith("delta+")) {
        var raw = candidate.substring("delta+".length());
        fallback =
            raw.equals("zstd-max")
                ? when(label("cost_ms", "delta+zstd").isNotNull(), "delta+zstd")
                    .when(label("cost_ms", raw).isNotNull(), raw)
                    .otherwise("zstd")
                : lit(raw);
      }
      result =
          when(decision.equalTo(candidate).and(label("cost_ms", candidate).isNull()), fallback)
              .otherwise(result);
    }
    return result;
  }

  /**
   * How far above the best a decision may cost and still be right: {@code min(z σ, share × best)},
   * {@code σ² = σ(decision)² + σ(best)²}, in ms.
   */
  public static Column tolerance(Column decision, double z, double share) {
    var sigmaChosen = coalesce(of("sigma_ms", decision), lit(0.0D));
    var sigmaBest = coalesce(of("sigma_ms", col("best")), lit(0.0D));
    var sigma = sqrt(sigmaChosen.multiply(sigmaChosen).plus(sigmaBest.multiply(sigmaBest)));
    return least(sigma.multiply(z), col("best_cost_ms").multiply(share));
  }

  /**
   * The decision of somebody who knows every size and every compute time but only the sender's
   * estimate of the bandwidth: the ceiling of any selector with this estimate.
   */
  public static Column perfectSizes(Column bandwidthEstimateMbps) {
    List<Column> costs = new ArrayList<>();
    for (var candidate : Tables.CANDIDATES) {
      var wireMs =
          label("bytes", candidate)
              .cast("double")
              .multiply(8.0D)
              .divide(bandwidthEstimateMbps.multiply(1000.0D));
      costs.add(
          when(label("cost_ms", candidate).isNotNull(), label("compute_ms", candidate).plus(wireMs))
              .otherwise(lit(Double.MAX_VALUE)));
    }
    return cheapest(costs);
  }

  /** The candidate at the smallest of {@code costs}, the first of equals; one per candidate. */
  public static Column cheapest(List<Column> costs) {
    var values = array(costs.toArray(Column[]::new));
    var names = array(Tables.CANDIDATES.stream().map(name -> lit(name)).toArray(Column[]::new));
    return element_at(names, array_position(values, array_min(values)).cast("int"));
  }

  /** The amounts that the compression metrics read, for a decision already made available. */
  public static Column amounts(Column decision, Amounts given) {
    return map(
        lit("cost_ms"),
        of("cost_ms", decision),
        lit("best_cost_ms"),
        col("best_cost_ms"),
        lit("tolerance_ms"),
        tolerance(decision, given.tieZ(), given.tieShare()),
        lit("probe_ms"),
        given.probeMs(),
        lit("covered"),
        given.covered(),
        lit("best_single_cost_ms"),
        of("cost_ms", available(lit(given.bestSingle()))),
        lit("runtime_cost_ms"),
        of("cost_ms", available(given.runtimeRule())),
        lit("best_without_rtt_hit"),
        when(decision.equalTo(col("best_without_rtt")), 1.0D).otherwise(0.0D),
        lit("tie"),
        col("tie").cast("double"));
  }

  /**
   * What the amounts of a scorer need beside the labels.
   *
   * @param probeMs cost of the probe that the scorer paid, ms
   * @param covered 1 where the scorer decided itself, 0 where it fell back to its safe default
   * @param bestSingle the best single choice, chosen on the train part
   * @param runtimeRule column with the runtime's present choice
   */
  public record Amounts(
      Column probeMs,
      Column covered,
      String bestSingle,
      Column runtimeRule,
      double tieZ,
      double tieShare) {}
}
