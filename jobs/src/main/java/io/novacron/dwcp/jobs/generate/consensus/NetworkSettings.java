package io.novacron.dwcp.jobs.generate.consensus;

/**
 * The paths between replicas.
 *
 * @param roundTrips by pair of regions
 * @param jitter mean of the exponential jitter, as a share of the one-way delay
 * @param loss share of packets lost on every path
 * @param nsPerByte time that one byte takes on a replica's link
 * @param retransmitNs least wait until a lost packet is sent again
 */
record NetworkSettings(
    RoundTrips roundTrips, double jitter, double loss, double nsPerByte, long retransmitNs) {}
