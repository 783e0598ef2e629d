package io.novacron.dwcp.jobs.generate;

import io.novacron.dwcp.jobs.generate.link.FleetConfig;
import java.io.Serializable;

/**
 * What {@code difficulty = hard} changes: the sender's estimates are old, and the wide-area links
 * are about as fast as a codec. Old estimates alone would cost nothing on slow links, where fewer
 * bytes win at any rate.
 *
 * @param estimateAgeSamples age of the estimate's youngest sample, in samples of one second
 * @param wanMinCapacityMbps smallest nominal rate of a wide-area link, Mbit/s
 * @param wanMaxCapacityMbps largest nominal rate of a wide-area link, Mbit/s
 */
public record HardConfig(
    int estimateAgeSamples, double wanMinCapacityMbps, double wanMaxCapacityMbps)
    implements Serializable {

  public HardConfig {
    if (estimateAgeSamples < 1 || estimateAgeSamples > 600) {
      throw new IllegalArgumentException(
          "generate.hard.estimate-age-samples: %d; give 1 … 600".formatted(estimateAgeSamples));
    }
    if (!(wanMinCapacityMbps > 0 && wanMaxCapacityMbps >= wanMinCapacityMbps)) {
      throw new IllegalArgumentException(
          "generate.hard.wan-min-capacity-mbps, wan-max-capacity-mbps: %s, %s; give 0 < min <= max"
              .formatted(wanMinCapacityMbps, wanMaxCapacityMbps));
    }
  }

  /** The same fleet with wide-area links of the hard range; they change as fast as before. */
  FleetConfig harden(FleetConfig fleet) {
    return fleet.withWan(fleet.wan().withCapacity(wanMinCapacityMbps, wanMaxCapacityMbps));
  }
}
