package io.novacron.dwcp.evaluation.oracle;

import java.io.Serializable;
import java.util.ArrayList;

/**
 * What a link should carry, and when it carries that well.
 *
 * @param referenceDays how far back a link's reference looks, days
 * @param referenceQuantile quantile of its bandwidth over that time that it should carry
 * @param leastSamples samples that a reference needs
 * @param goodShare least share of the reference that is good
 * @param degradedShare least share of the reference that is degraded; below it is bad
 */
public record PathTruthConfig(
    int referenceDays,
    double referenceQuantile,
    int leastSamples,
    double goodShare,
    double degradedShare)
    implements Serializable {

  public PathTruthConfig {
    var faults = new ArrayList<String>();
    if (referenceDays < 1 || leastSamples < 1) {
      faults.add(
          "reference-days, least-samples: %d, %d; at least 1"
              .formatted(referenceDays, leastSamples));
    }
    if (!(referenceQuantile > 0 && referenceQuantile <= 1)) {
      faults.add("reference-quantile: " + referenceQuantile + "; above 0, up to 1");
    }
    if (!(degradedShare > 0 && degradedShare < goodShare && goodShare <= 1)) {
      faults.add(
          "degraded-share, good-share: %s, %s; 0 < degraded < good <= 1"
              .formatted(degradedShare, goodShare));
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", faults));
    }
  }

  /** The class of a bandwidth beside its reference, both in one unit: good, degraded or bad. */
  public String classOf(double bandwidth, double reference) {
    if (bandwidth >= goodShare * reference) {
      return "good";
    }
    return bandwidth >= degradedShare * reference ? "degraded" : "bad";
  }
}
