package io.novacron.dwcp.evaluation.oracle;

/**
 * What a transfer met besides its bytes.
 *
 * @param cpuIdle idle share of the sender's cores, 0 to 1
 * @param amstStreams parallel streams offered
 * @param rttMs round-trip time, ms
 * @param bandwidthMbps what the link really carried, Mbit/s, above 0
 */
public record TransferConditions(
    double cpuIdle, double amstStreams, double rttMs, double bandwidthMbps) {

  public TransferConditions {
    if (!(bandwidthMbps > 0)) {
      throw new IllegalArgumentException("bandwidth must be above 0: " + bandwidthMbps);
    }
  }
}
