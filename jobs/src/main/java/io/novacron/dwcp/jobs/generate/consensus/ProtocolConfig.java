package io.novacron.dwcp.jobs.generate.consensus;

import java.io.Serializable;

/**
 * How replicas of one protocol behave.
 *
 * @param messageDelayMs what a message takes beyond its path: crypto, disk, the sender's and the
 *     receiver's queues; one constant a protocol, fitted to measured runs, ms
 * @param messageCostUs how long a message holds its receiver's processor, microseconds
 * @param backoff factor of the time-out at each further one without progress
 * @param batchDelayMs time between two proposals of a leader, ms
 * @param pipeline proposals of a leader under way at once
 * @param checkpointEvery positions between two checkpoints
 * @param chainLength views in a row that commit the first of them
 * @param headerRequests requests that let a DAG's header go before its delay is over
 * @param headerDelayMs longest time between two headers of a replica, ms; 0: the time-out
 * @param voteBytes size of a message without requests
 * @param requestBytes size of a request inside a proposal
 */
public record ProtocolConfig(
    double messageDelayMs,
    double messageCostUs,
    double backoff,
    double batchDelayMs,
    int pipeline,
    int checkpointEvery,
    int chainLength,
    int headerRequests,
    double headerDelayMs,
    int voteBytes,
    int requestBytes)
    implements Serializable {

  public ProtocolConfig {
    require(messageDelayMs >= 0, "message-delay-ms: 0 or more");
    require(messageCostUs >= 0, "message-cost-us: 0 or more");
    require(backoff >= 1, "backoff: at least 1");
    require(batchDelayMs > 0, "batch-delay-ms: above 0");
    require(pipeline >= 1 && pipeline <= PbftLog.WINDOW / 4, "pipeline: 1 … 256");
    require(
        checkpointEvery >= 1 && checkpointEvery <= PbftLog.WINDOW / 4, "checkpoint-every: 1 … 256");
    require(chainLength == 2 || chainLength == 3, "chain-length: 2 or 3");
    require(headerRequests >= 0, "header-requests: 0 or more");
    require(headerDelayMs >= 0, "header-delay-ms: 0 or more");
    require(voteBytes > 0 && requestBytes > 0, "vote-bytes, request-bytes: above 0");
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("simulate.protocols." + rule + "; mend the configuration");
    }
  }

  ProtocolConfig withMessageDelayMs(double delayMs) {
    return new ProtocolConfig(
        delayMs,
        messageCostUs,
        backoff,
        batchDelayMs,
        pipeline,
        checkpointEvery,
        chainLength,
        headerRequests,
        headerDelayMs,
        voteBytes,
        requestBytes);
  }

  ProtocolConfig withHeaders(int requests, double delayMs) {
    return new ProtocolConfig(
        messageDelayMs,
        messageCostUs,
        backoff,
        batchDelayMs,
        pipeline,
        checkpointEvery,
        chainLength,
        requests,
        delayMs,
        voteBytes,
        requestBytes);
  }
}
