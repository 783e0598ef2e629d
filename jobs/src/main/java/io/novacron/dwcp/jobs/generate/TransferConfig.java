package io.novacron.dwcp.jobs.generate;

import java.io.Serializable;

/**
 * How transfers are sent.
 *
 * @param warmUpS time at the start of the range without transfers, so that windows can fill, s
 * @param estimateSamples one-second samples in the sender's estimate
 * @param estimateNoise deviation of the logarithm of the estimate's own error
 * @param estimateAgeSamples age of the youngest sample, in samples; 1 = the second before sending
 * @param zstdMaxBelowMbps the runtime's rule takes zstd-max only under this estimate, Mbit/s
 * @param targetFileBytes payload bytes in one landing file, about
 */
public record TransferConfig(
    int warmUpS,
    int estimateSamples,
    double estimateNoise,
    int estimateAgeSamples,
    double zstdMaxBelowMbps,
    long targetFileBytes)
    implements Serializable {

  public TransferConfig {
    require(warmUpS >= 60 && warmUpS <= 43_200, "warm-up-s: 60 … 43200");
    require(estimateSamples >= 1 && estimateSamples <= 60, "estimate-samples: 1 … 60");
    require(estimateNoise >= 0 && estimateNoise < 1, "estimate-noise: 0 … 1");
    require(
        estimateAgeSamples >= 1 && estimateAgeSamples + estimateSamples < warmUpS,
        "estimate-age-samples: at least 1, less than warm-up-s");
    require(zstdMaxBelowMbps >= 0, "zstd-max-below-mbps: 0 or more");
    require(targetFileBytes >= 1_000_000, "target-file-bytes: at least 1000000");
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("generate.transfer." + rule + "; mend the configuration");
    }
  }
}
