package io.novacron.dwcp.jobs.generate.consensus;

import java.util.List;

/**
 * What every replica of a cluster knows.
 *
 * @param n replicas, at most {@value #MAX_REPLICAS}: sets of replicas are bits of a {@code long}
 * @param f Byzantine replicas that are tolerated; for Raft crashed ones
 * @param quorum votes that decide; 2f + 1 of 3f + 1, a smaller one is a planted bug
 * @param timeoutNs first time-out of a view or an election
 * @param backoff factor of the time-out at each further one without progress
 * @param batchRequests most requests in one proposal
 * @param batchDelayNs time between two proposals of a leader that need not wait for votes
 * @param pipeline proposals of a leader under way at once
 * @param checkpointEvery positions between two checkpoints
 * @param chainLength views in a row that commit the first of them
 * @param headerRequests requests that let a DAG's header go before its delay is over
 * @param headerDelayNs longest time between two headers of a replica
 * @param voteBytes size of a message without requests
 * @param requestBytes size of one request inside a proposal
 * @param order replicas in the order of their keys, by which leaders and anchors rotate
 */
record ReplicaSettings(
    int n,
    int f,
    int quorum,
    long timeoutNs,
    double backoff,
    int batchRequests,
    long batchDelayNs,
    int pipeline,
    int checkpointEvery,
    int chainLength,
    int headerRequests,
    long headerDelayNs,
    int voteBytes,
    int requestBytes,
    List<Integer> order) {

  static final int MAX_REPLICAS = 64;

  ReplicaSettings {
    order = List.copyOf(order);
    if (n < 1 || n > MAX_REPLICAS || order.size() != n) {
      throw new IllegalArgumentException("n %d, order of %d".formatted(n, order.size()));
    }
  }

  /** At least one honest replica is among so many. */
  int weak() {
    return f + 1;
  }

  /** The replica whose turn a view or a round is. */
  int leader(long view) {
    return order.get((int) (view % n));
  }

  /** The time-out after {@code failures} views in a row without progress. */
  long timeoutNs(int failures) {
    return (long) (timeoutNs * Math.pow(backoff, Math.min(failures, 10)));
  }

  long proposalBytes(long requests) {
    return voteBytes + requests * requestBytes;
  }
}
