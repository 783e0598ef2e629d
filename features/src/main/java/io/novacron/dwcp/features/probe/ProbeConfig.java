package io.novacron.dwcp.features.probe;

import java.io.Serializable;
import java.util.ArrayList;

/**
 * How far the probe looks.
 *
 * @param sampleBytes bytes that lz4 and zstd try, spread over the payload
 * @param blockBytes length of one block of the sample
 * @param firstBlockBytes bytes whose statistics are taken at the start of the payload
 * @param deltaRegions places where a delta against the baseline is tried
 * @param deltaRegionBytes length of one such place
 * @param skipBelowProbes the probe is skipped where sending the payload as it is takes less than
 *     this many probes
 * @param cost what the probe takes
 */
public record ProbeConfig(
    int sampleBytes,
    int blockBytes,
    int firstBlockBytes,
    int deltaRegions,
    int deltaRegionBytes,
    double skipBelowProbes,
    ProbeCost cost)
    implements Serializable {

  public ProbeConfig {
    var faults = new ArrayList<String>();
    positive(faults, "sample-bytes", sampleBytes);
    positive(faults, "block-bytes", blockBytes);
    positive(faults, "first-block-bytes", firstBlockBytes);
    positive(faults, "delta-regions", deltaRegions);
    positive(faults, "delta-region-bytes", deltaRegionBytes);
    if (blockBytes > sampleBytes) {
      faults.add("block-bytes: %d is above sample-bytes %d".formatted(blockBytes, sampleBytes));
    }
    if (!(skipBelowProbes >= 0)) {
      faults.add("skip-below-probes: %s; 0 never skips".formatted(skipBelowProbes));
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", faults));
    }
  }

  private static void positive(ArrayList<String> faults, String key, int value) {
    if (value <= 0) {
      faults.add("%s: %d; name a positive number".formatted(key, value));
    }
  }

  /** The same probe with a cost that was measured. */
  public ProbeConfig withCost(ProbeCost measured) {
    return new ProbeConfig(
        sampleBytes,
        blockBytes,
        firstBlockBytes,
        deltaRegions,
        deltaRegionBytes,
        skipBelowProbes,
        measured);
  }

  /**
   * What probing a payload costs, in ms, known before it is done.
   *
   * @param baselineBytes length of the baseline, 0 without one
   */
  public double costMs(long sizeBytes, long baselineBytes) {
    var sampled = Math.min(sizeBytes, sampleBytes) + Math.min(sizeBytes, firstBlockBytes);
    if (baselineBytes == 0) {
      return cost.ms(sampled, 0);
    }
    var delta = Math.min(sizeBytes, (long) deltaRegions * deltaRegionBytes);
    return cost.ms(sampled + delta, Math.min(sizeBytes, baselineBytes));
  }

  /**
   * Whether the probe is skipped: sending the payload as it is would take less than {@code
   * skip-below-probes} probes. Known at decision time; an estimate of 0 never skips.
   */
  public boolean skips(long sizeBytes, long baselineBytes, double bandwidthEstimateMbps) {
    if (!(bandwidthEstimateMbps > 0)) {
      return false;
    }
    var plainMs = sizeBytes * 8.0 / (bandwidthEstimateMbps * 1000);
    return plainMs < skipBelowProbes * costMs(sizeBytes, baselineBytes);
  }
}
