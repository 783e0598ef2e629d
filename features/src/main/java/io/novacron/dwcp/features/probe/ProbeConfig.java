package io.novacron.dwcp.features.probe;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * How far the probe looks.
 *
 * @param sendShare what a probe may cost: this share of the time that the payload's bytes would
 *     take as they are, which a good choice can save
 * @param rttShare and this share of the round trip, which no choice can change
 * @param mostSendShare but in all never more than this share of that time: where it is a part of
 *     the round trip, a look could cost more than any choice can save
 * @param mostTransferShare nor, once the payload has been compared with a baseline, more than this
 *     share of what is left to send: the round trip and the time of the bytes that the baseline
 *     lacks. Where it holds nearly all of them no further choice saves much
 * @param zstdMaxBelowMbps bandwidth estimate below which zstd-max is a candidate and worth a trial
 * @param blockBytes length of one block of a sample
 * @param deltaBelowUnknown the delta is tried where the baseline lacks at most this share of the
 *     payload's blocks, and the payload's own bytes are then looked at less closely
 * @param besideDelta how closely
 * @param depths how deep a trial may go, shallowest first; it goes as deep as its budget pays for
 * @param cost what looking takes
 */
public record ProbeConfig(
    double sendShare,
    double rttShare,
    double mostSendShare,
    double mostTransferShare,
    double zstdMaxBelowMbps,
    int blockBytes,
    double deltaBelowUnknown,
    ProbeDepth besideDelta,
    List<ProbeDepth> depths,
    ProbeCost cost)
    implements Serializable {

  public ProbeConfig {
    var faults = new ArrayList<String>();
    if (!(sendShare > 0 && sendShare < 1)) {
      faults.add("send-share: %s; name a share above 0 and below 1".formatted(sendShare));
    }
    if (!(rttShare >= 0 && rttShare < 1)) {
      faults.add("rtt-share: %s; name a share from 0 to below 1".formatted(rttShare));
    }
    if (!(mostSendShare >= sendShare && mostSendShare <= 1)) {
      faults.add("most-send-share: %s; name a share from send-share to 1".formatted(mostSendShare));
    }
    if (!(mostTransferShare > 0 && mostTransferShare <= 1)) {
      faults.add(
          "most-transfer-share: %s; name a share above 0 and up to 1".formatted(mostTransferShare));
    }
    if (!(zstdMaxBelowMbps >= 0 && zstdMaxBelowMbps < Double.POSITIVE_INFINITY)) {
      faults.add(
          "zstd-max-below-mbps: %s; name a finite rate, 0 for no trial"
              .formatted(zstdMaxBelowMbps));
    }
    if (blockBytes <= 0) {
      faults.add("block-bytes: %d; name a positive number".formatted(blockBytes));
    }
    if (!(deltaBelowUnknown >= 0 && deltaBelowUnknown <= 1)) {
      faults.add("delta-below-unknown: %s; name a share".formatted(deltaBelowUnknown));
    }
    if (depths.isEmpty()) {
      faults.add("depths: empty; name at least one");
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", faults));
    }
    depths = List.copyOf(depths);
  }

  /**
   * What a probe may do; everything in it is known before sending.
   *
   * @param bandwidthEstimateMbps the sender's estimate; of an unknown one (0) the time counts as
   *     slow, but zstd-max is no candidate
   * @param rttMs round trip, 0 when unknown
   */
  public Probe.Allowance allowance(long sizeBytes, double bandwidthEstimateMbps, double rttMs) {
    if (!(bandwidthEstimateMbps > 0)) {
      return Probe.Allowance.of(Double.POSITIVE_INFINITY, false);
    }
    var sendMs = sizeBytes * 8.0 / (bandwidthEstimateMbps * 1000);
    var ms = Math.min(rttShare * rttMs + sendShare * sendMs, mostSendShare * sendMs);
    var zstdMax = bandwidthEstimateMbps < zstdMaxBelowMbps;
    return rttMs > 0
        ? new Probe.Allowance(ms, zstdMax, mostTransferShare * rttMs, mostTransferShare * sendMs)
        : Probe.Allowance.of(ms, zstdMax);
  }

  /** The deepest look of which {@code ms} fits into the budget. */
  Optional<ProbeDepth> deepest(double budgetMs, ToDoubleFunction<ProbeDepth> ms) {
    return depths.stream()
        .filter(depth -> ms.applyAsDouble(depth) <= budgetMs)
        .reduce((shallower, deeper) -> deeper);
  }
}
