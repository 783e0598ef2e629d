package io.novacron.dwcp.jobs.generate.link;

/**
 * What is fixed about one link; only the names reach telemetry.
 *
 * @param baseRttMs round trip without queueing, ms
 * @param bufferShare bottleneck buffer as a share of the bandwidth-delay product
 * @param baseLoad mean share of the capacity that others use
 * @param peakHour hour of the day with the highest load, UTC
 * @param skewMs offset of the sender's clock, ms
 * @param seed seed of everything random about this link
 */
public record LinkProfile(
    LinkIdentity identity,
    double capacityMbps,
    double baseRttMs,
    double bufferShare,
    double baseLoad,
    double peakHour,
    double skewMs,
    int streams,
    long seed) {

  /** Kind of path. */
  public LinkType type() {
    return identity.type();
  }

  /** Bytes of payload in one segment: Ethernet's 1500 less IPv4, TCP and time-stamp headers. */
  public static final double SEGMENT_BYTES = 1448;

  /** Segments in flight that fill a pipe of {@code rateMbps}. */
  public double pipeSegments(double rateMbps) {
    return Math.max(2, rateMbps * 1e6 / 8 * baseRttMs / 1000 / SEGMENT_BYTES);
  }

  /** Segments that the bottleneck can hold back. */
  public double bufferSegments() {
    return Math.max(16, bufferShare * pipeSegments(capacityMbps));
  }
}
