package io.novacron.dwcp.jobs.generate.consensus;

import java.util.OptionalDouble;

/**
 * One row of a cluster's telemetry, over the interval that ends at {@code atS}.
 *
 * @param queueDepth requests that wait to be proposed
 * @param proposalsPending proposals that nobody has decided
 * @param proposalsCommitted in the interval
 * @param p50Ms and the others: client latency of what was committed; empty when nothing was
 * @param leaderChanges seen by a replica, on the mean
 * @param activeNodes replicas that are up and have decided something of late
 */
public record ConsensusSample(
    double atS,
    double queueDepth,
    long proposalsPending,
    long proposalsCommitted,
    OptionalDouble p50Ms,
    OptionalDouble p95Ms,
    OptionalDouble p99Ms,
    double leaderChanges,
    int quorumSize,
    int activeNodes) {}
