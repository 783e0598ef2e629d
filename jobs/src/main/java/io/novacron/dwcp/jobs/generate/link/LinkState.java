package io.novacron.dwcp.jobs.generate.link;

/**
 * What the mechanism really did in one step, before any sensor; never written to telemetry.
 *
 * @param atS end of the step, s since the first midnight
 * @param rateMbps rate that the sender reached, Mbit/s
 * @param rttMs round trip with queueing, ms
 * @param lossRatio share of packets lost
 * @param windowSegments congestion window, segments
 * @param queuePackets packets waiting at the bottleneck
 */
record LinkState(
    double atS,
    double rateMbps,
    double rttMs,
    double lossRatio,
    double windowSegments,
    double queuePackets) {}
