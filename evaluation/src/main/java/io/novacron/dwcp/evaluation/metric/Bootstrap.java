package io.novacron.dwcp.evaluation.metric;

import io.novacron.dwcp.common.run.Seeds;
import java.io.Serializable;

/**
 * How often each block of rows counts in each bootstrap replicate.
 *
 * <p><i>Definition.</i> Poisson(1) counts, independent over blocks and replicates: the limit of
 * drawing blocks with replacement (Hanley and MacGibbon 2006; Chamandy et al. 2012). A count
 * depends on seed, block and replicate only, so partitioning never changes an interval, and two
 * scorers on the same rows are resampled alike: their differences are paired.
 *
 * <p><i>Cost.</i> One byte per block and replicate.
 */
final class Bootstrap implements Serializable {

  private static final long serialVersionUID = 1L;

  private final byte[][] counts;

  Bootstrap(long seed, int replicates, int blocks) {
    long base = Seeds.derive(seed, "bootstrap");
    this.counts = new byte[replicates][blocks];
    for (var r = 0; r < replicates; r++) {
      for (var b = 0; b < blocks; b++) {
        counts[r][b] = poisson((Seeds.mix(base + (long) r * blocks + b) >>> 11) * 0x1.0p-53);
      }
    }
  }

  /** Inverse of the distribution function of Poisson(1) at a uniform number. */
  private static byte poisson(double uniform) {
    byte k = 0;
    double mass = Math.exp(-1);
    for (double below = mass; uniform >= below && k < 12; below += mass) {
      k++;
      mass /= k;
    }
    return k;
  }

  int replicates() {
    return counts.length;
  }

  /** How often each block counts in a replicate; not a copy, not to be changed. */
  byte[] counts(int replicate) {
    return counts[replicate];
  }
}
