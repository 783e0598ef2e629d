package io.novacron.dwcp.jobs.generate.consensus;

/**
 * One fault that begins and ends: the cause of an episode.
 *
 * @param startNs onset
 * @param endNs end, exclusive
 * @param target replica or region, {@link #LEADER} or {@link #FOLLOWER}; of no meaning where all
 *     are hit
 * @param severity in the unit of its kind
 */
record FaultWindow(FaultKind kind, long startNs, long endNs, int target, double severity) {

  /** Whoever leads at the onset, or the region that it stands in. */
  static final int LEADER = -1;

  /** The replica after the one that leads at the onset. */
  static final int FOLLOWER = -2;

  FaultWindow {
    if (startNs < 0 || endNs <= startNs) {
      throw new IllegalArgumentException("%s from %d to %d ns".formatted(kind, startNs, endNs));
    }
  }
}
