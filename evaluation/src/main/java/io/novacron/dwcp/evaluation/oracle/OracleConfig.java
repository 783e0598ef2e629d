package io.novacron.dwcp.evaluation.oracle;

import io.novacron.dwcp.common.codec.Candidate;
import io.novacron.dwcp.common.codec.Codec;
import java.io.Serializable;

/**
 * Settings of the compression oracle.
 *
 * @param cores cores of a sending node; they bound what parallel streams can speed up
 * @param zstdMaxBelowMbps candidates with zstd-max are offered where the bandwidth estimate,
 *     Mbit/s, is below this
 * @param minBandwidthMbps rate that stands for an outage, so that a cost stays finite, Mbit/s
 * @param tieZ deviations of the compute terms within which two costs are not told apart
 * @param tieShare most of the best cost that a tie may span, whatever the deviations
 * @param calibration how compute times are measured
 */
public record OracleConfig(
    int cores,
    double zstdMaxBelowMbps,
    double minBandwidthMbps,
    double tieZ,
    double tieShare,
    CalibrationConfig calibration)
    implements Serializable {

  public OracleConfig {
    new Faults("oracle")
        .unless(cores >= 1, "cores", cores, "give at least 1")
        .unless(zstdMaxBelowMbps >= 0, "zstd-max-below-mbps", zstdMaxBelowMbps, "give at least 0")
        .unless(
            minBandwidthMbps > 0 && Double.isFinite(minBandwidthMbps),
            "min-bandwidth-mbps",
            minBandwidthMbps,
            "give more than 0")
        .unless(tieZ >= 0 && Double.isFinite(tieZ), "tie-z", tieZ, "give at least 0, such as 1.645")
        .unless(tieShare >= 0 && tieShare < 1, "tie-share", tieShare, "give a ratio in [0, 1)")
        .report();
  }

  /**
   * Whether a transfer with that bandwidth estimate (Mbit/s, NaN when unknown) may use the
   * candidate; decision-time knowledge, so that selector and oracle choose from the same set.
   */
  public boolean offers(Candidate candidate, double estimateMbps) {
    return candidate.codec() != Codec.ZSTD_MAX || estimateMbps < zstdMaxBelowMbps;
  }

  /**
   * How much dearer than the best a choice may be and still count as right, ms: {@code min(z *
   * sqrt(sigmaChosen^2 + sigmaBest^2), share * bestCost)}. The cap keeps a worse calibration from
   * scoring higher.
   */
  public double tieTolerance(double sigmaChosenMs, double sigmaBestMs, double bestCostMs) {
    return Math.min(tieZ * Math.hypot(sigmaChosenMs, sigmaBestMs), tieShare * bestCostMs);
  }

  /** The rate that the cost formula uses for a link that really carried {@code bandwidthMbps}. */
  double rate(double bandwidthMbps) {
    return Math.max(minBandwidthMbps, bandwidthMbps);
  }
}
