package io.novacron.dwcp.jobs.generate.link;

import org.jspecify.annotations.Nullable;

/**
 * What a sensor reports of a link at one time, before any dirt; null where it measures nothing.
 *
 * @param atS time by the true clock, s since the first midnight
 */
public record LinkSample(
    double atS,
    double throughputMbps,
    @Nullable Double rttMs,
    @Nullable Double jitterMs,
    @Nullable Double lossRatio,
    @Nullable Double windowSegments,
    @Nullable Double queuePackets,
    @Nullable Usage usage) {

  /** Counters of the sender's own traffic. */
  public record Usage(
      long bytesTx,
      long bytesRx,
      long retransmits,
      double compressionRatio,
      double deltaHitRate,
      int streams,
      double transferRateMbps,
      double burnRate) {}
}
