package io.novacron.dwcp.jobs.generate.link;

/**
 * A transfer with what the sender knew and what the link then carried.
 *
 * @param estimateMbps mean of the sender's last samples, Mbit/s
 * @param rttMs round trip as last seen, ms
 * @param cpuIdle idle share of the sender's cores
 * @param streams parallel streams offered
 * @param bandwidthMbps truth: mean rate while sending, Mbit/s
 */
public record SentTransfer(
    Departure departure,
    double estimateMbps,
    double rttMs,
    double cpuIdle,
    int streams,
    double bandwidthMbps) {

  /** The same transfer with another departure. */
  public SentTransfer leaving(Departure other) {
    return new SentTransfer(other, estimateMbps, rttMs, cpuIdle, streams, bandwidthMbps);
  }
}
