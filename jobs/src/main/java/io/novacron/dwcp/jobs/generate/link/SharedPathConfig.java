package io.novacron.dwcp.jobs.generate.link;

import java.io.Serializable;

/**
 * What many flows on one path make of it.
 *
 * @param settleS time constant with which the flows follow a change of regime, s
 * @param queueShare share of the bottleneck's buffer that is filled on the mean at half load
 * @param pings round trips that a sample's mean and deviation are taken of
 */
public record SharedPathConfig(double settleS, double queueShare, int pings)
    implements Serializable {

  public SharedPathConfig {
    if (!(settleS > 0 && queueShare > 0 && queueShare <= 1) || pings < 2) {
      throw new IllegalArgumentException(
          "shared: settle-s %s, queue-share %s, pings %d; give above 0, (0, 1], at least 2"
              .formatted(settleS, queueShare, pings));
    }
  }
}
