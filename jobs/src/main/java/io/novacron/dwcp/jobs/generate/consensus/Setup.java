package io.novacron.dwcp.jobs.generate.consensus;

import java.util.List;

/**
 * Everything that decides one run of one cluster.
 *
 * @param seed and {@code stream} (cell and repeat): where its random numbers come from
 * @param regions region of each replica, an index into the round trips
 * @param requestsPerS load over the whole cluster
 * @param queues 1 when leaders share the requests, n when each replica has its own
 * @param costNs time that a message holds its receiver's processor: crypto and disk
 * @param delayNs time that a message waits besides, holding nobody up
 * @param tickNs interval at which the observer is called; 0: never
 */
record Setup(
    long seed,
    String stream,
    ReplicaSettings replicas,
    NetworkSettings network,
    List<Integer> regions,
    double requestsPerS,
    int queues,
    long costNs,
    long delayNs,
    List<FaultWindow> faults,
    List<Swing> swings,
    long tickNs) {

  Setup {
    regions = List.copyOf(regions);
    faults = List.copyOf(faults);
    swings = List.copyOf(swings);
  }

  /** The same cluster with faults and a load that changes, looked at in intervals. */
  Setup withEpisodes(List<FaultWindow> windows, List<Swing> changes, long intervalNs) {
    return new Setup(
        seed,
        stream,
        replicas,
        network,
        regions,
        requestsPerS,
        queues,
        costNs,
        delayNs,
        windows,
        changes,
        intervalNs);
  }

  /** A change of the load: from a time on, a factor of the usual rate. */
  record Swing(long atNs, double factor) {}
}
