package io.novacron.dwcp.jobs.export;

/**
 * Numbers of the selector that are chosen on validation or set by the operator.
 *
 * @param temperature divisor of the margins that calibrates the probabilities, &gt; 0
 * @param threshold least confidence at which the booster decides, 0..1
 * @param cores processor cores at each end
 * @param slowLinkBelowMbps estimate below which slow candidates are open, 10^6 bit/s
 * @param clearCostRatio a candidate this many times as dear as the cheapest needs no closer look,
 *     1..64; see {@link SelectorMath#isMeasured}
 * @param fallback label chosen below the threshold by a selector that predicts no costs
 */
public record SelectorSettings(
    float temperature,
    float threshold,
    int cores,
    float slowLinkBelowMbps,
    float clearCostRatio,
    String fallback)
    implements java.io.Serializable {

  public SelectorSettings {
    if (!(temperature > 0) || Float.isInfinite(temperature)) {
      throw new IllegalArgumentException(
          "temperature: %s; it must be positive and finite".formatted(temperature));
    }
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException("threshold: %s; it must be 0..1".formatted(threshold));
    }
    if (cores < 1 || cores > 1 << 20) {
      throw new IllegalArgumentException("cores: %d; there must be 1..1048576".formatted(cores));
    }
    if (!(slowLinkBelowMbps >= 0) || Float.isInfinite(slowLinkBelowMbps)) {
      throw new IllegalArgumentException(
          "slow-link-below-mbps: %s; it must be at least 0 and finite"
              .formatted(slowLinkBelowMbps));
    }
    if (!(clearCostRatio >= 1 && clearCostRatio <= SelectorMath.HIGHEST_RELATIVE)) {
      throw new IllegalArgumentException(
          "clear-cost-ratio: %s; it must be 1..64".formatted(clearCostRatio));
    }
  }
}
