package io.novacron.dwcp.jobs.generate.link;

import java.io.Serializable;

/**
 * How the sender estimates a link's rate before sending.
 *
 * @param samples number of one-second samples in the mean
 * @param ageSamples age of the youngest of them in samples; 1 = the second just before sending
 * @param noise deviation of the logarithm of the estimate's own error
 */
public record EstimateConfig(int samples, int ageSamples, double noise) implements Serializable {

  public EstimateConfig {
    if (samples < 1 || ageSamples < 1) {
      throw new IllegalArgumentException(
          "samples, age-samples: %d, %d; give at least 1".formatted(samples, ageSamples));
    }
    if (!(noise >= 0 && noise < 1)) {
      throw new IllegalArgumentException("noise: " + noise + "; give 0 … 1");
    }
  }

  /** Seconds before departure that the oldest sample covers. */
  public int reachS() {
    return ageSamples + samples;
  }
}
