package io.novacron.dwcp.evaluation.oracle;

/**
 * From when on a window of a cluster counts as slow, and until when as recovering.
 *
 * @param settleSeconds an episode that is younger at the window's end is undecided, s: a planned
 *     restart of one replica looks the same for so long
 * @param recoverSeconds a window that ends less than this after an episode is undecided, s: queues
 *     drain, and replicas catch up
 */
public record EpisodeTruthConfig(long settleSeconds, long recoverSeconds) {

  public EpisodeTruthConfig {
    if (settleSeconds < 0 || recoverSeconds < 0) {
      throw new IllegalArgumentException(
          "settle-seconds: %d, recover-seconds: %d; at least 0"
              .formatted(settleSeconds, recoverSeconds));
    }
  }
}
