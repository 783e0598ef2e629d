package io.novacron.dwcp.jobs.generate.consensus;

import java.io.Serializable;

/**
 * Episodes of one kind.
 *
 * @param share among the kinds
 * @param minSeconds and {@code maxSeconds}: length, s
 * @param low and {@code high}: severity, in the unit of its {@link FaultKind}
 */
public record EpisodeKindConfig(
    double share, double minSeconds, double maxSeconds, double low, double high)
    implements Serializable {

  public EpisodeKindConfig {
    if (share < 0 || minSeconds <= 0 || maxSeconds < minSeconds || low < 0 || high < low) {
      throw new IllegalArgumentException(
          "simulate.telemetry.episodes.kinds: share %s, %s to %s s, severity %s to %s; give a share of 0 or more and least before largest"
              .formatted(share, minSeconds, maxSeconds, low, high));
    }
  }

  EpisodeKindConfig milder(double divisor) {
    return new EpisodeKindConfig(share, minSeconds, maxSeconds, low / divisor, high / divisor);
  }
}
