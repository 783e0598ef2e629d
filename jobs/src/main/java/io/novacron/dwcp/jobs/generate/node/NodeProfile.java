package io.novacron.dwcp.jobs.generate.node;

/**
 * What is fixed about one node; only the names reach telemetry.
 *
 * @param rack number of its rack
 * @param capacity requests a minute that it could serve at most
 * @param serviceMs mean time to serve a request that does not wait, ms
 * @param baseLoad mean share of the capacity in use
 * @param peakHour hour of the day with the highest load, UTC
 * @param errorShare share of requests that fail on a good day
 * @param lossShare share of packets lost on a good day
 * @param jitterMs deviation of round trips on an idle network, ms
 * @param memoryShare used memory without load
 * @param diskMbps disk traffic at full load, MB/s
 * @param diskShare used disk
 * @param kilobytes kB that a request moves
 * @param phaseS when in the interval it samples, s
 * @param seed seed of everything random about this node
 */
public record NodeProfile(
    String nodeId,
    String region,
    String az,
    String tier,
    int rack,
    double capacity,
    double serviceMs,
    double baseLoad,
    double peakHour,
    double errorShare,
    double lossShare,
    double jitterMs,
    double memoryShare,
    double diskMbps,
    double diskShare,
    double kilobytes,
    double phaseS,
    long seed) {}
