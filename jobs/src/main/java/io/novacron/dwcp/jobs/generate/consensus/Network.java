package io.novacron.dwcp.jobs.generate.consensus;

import java.util.SplittableRandom;

/**
 * When a message arrives.
 *
 * <p><b>Definition.</b> A message waits for its sender's link, which is first in, first out at a
 * bandwidth; then half a round trip of its two regions and an exponential jitter; a packet that is
 * lost costs a retransmission time-out that doubles (TCP), and nothing on a connection overtakes
 * it. Across a partition it leaves when the partition ends.
 *
 * <p><b>Cost.</b> A logarithm and a few array reads a message.
 */
final class Network {

  private static final int PACKET_BYTES = 1460;

  private final NetworkSettings settings;
  private final int n;
  private final int[] regions;
  private final long[] oneWayNs;
  private final long[] linkFreeNs;
  private final long[] lastArrivalNs;
  private final SplittableRandom[] draws;
  private final Conditions conditions;

  /**
   * @param regions region of each replica, an index into the round trips
   * @param draws one stream of random numbers a replica
   */
  Network(
      NetworkSettings settings, int[] regions, SplittableRandom[] draws, Conditions conditions) {
    this.settings = settings;
    this.n = regions.length;
    this.regions = regions.clone();
    this.draws = draws.clone();
    this.conditions = conditions;
    this.linkFreeNs = new long[n];
    this.lastArrivalNs = new long[n * n];
    this.oneWayNs = new long[n * n];
    for (var from = 0; from < n; from++) {
      for (var to = 0; to < n; to++) {
        var rttMs = settings.roundTrips().rttMs(regions[from], regions[to]);
        oneWayNs[from * n + to] = Math.round(rttMs * 1e6 / 2);
      }
    }
  }

  int region(int node) {
    return regions[node];
  }

  /** Time at which what {@code from} sends at {@code nowNs} has arrived. */
  long arrivalNs(int from, int to, int bytes, long nowNs) {
    var pair = from * n + to;
    var wireNs = (long) (bytes * settings.nsPerByte() * conditions.backlog());
    var leavesNs = Math.max(nowNs, linkFreeNs[from]) + wireNs;
    linkFreeNs[from] = leavesNs;
    leavesNs += conditions.lagNs(from);
    var healsNs = conditions.cutUntil(from, to, regions[from], regions[to]);
    if (healsNs > leavesNs) {
      leavesNs = healsNs + settings.retransmitNs();
    }
    var wayNs = oneWayNs[pair];
    var arrivesNs = leavesNs + wayNs + jitterNs(from, wayNs) + lossNs(from, to, bytes, wayNs);
    lastArrivalNs[pair] = Math.max(arrivesNs, lastArrivalNs[pair]);
    return lastArrivalNs[pair];
  }

  private long jitterNs(int from, long wayNs) {
    return settings.jitter() == 0
        ? 0
        : (long) (-Math.log1p(-draws[from].nextDouble()) * settings.jitter() * wayNs);
  }

  private long lossNs(int from, int to, int bytes, long wayNs) {
    var loss = settings.loss() + conditions.loss(regions[from], regions[to]);
    if (loss == 0) {
      return 0;
    }
    var packets = 1 + bytes / PACKET_BYTES;
    var chance = packets == 1 ? loss : 1 - Math.pow(1 - loss, packets);
    var waitNs = 0L;
    var timeoutNs = Math.max(settings.retransmitNs(), 2 * wayNs);
    for (var tries = 0; tries < 8 && draws[from].nextDouble() < chance; tries++) {
      waitNs += timeoutNs << tries;
      chance = loss;
    }
    return waitNs;
  }
}
