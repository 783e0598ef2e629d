package io.novacron.dwcp.features.probe;

import java.io.Serializable;
import java.util.List;

/**
 * What looking takes, in ms.
 *
 * <p>A model in place of a clock, so that the same transfers give the same features whatever else
 * the machine does.
 *
 * @param callMs fixed cost of a probe with its lz4 trial
 * @param zstdCallMs fixed cost of a zstd trial
 * @param lz4MsPerByte a byte copied into the sample and tried with lz4
 * @param zstdMsPerByte a byte tried with zstd
 * @param zstdMaxMsPerByte a byte tried with zstd-max
 * @param deltaMsPerByte a byte whose delta is made and tried
 * @param scanMsPerByte a byte compared with the baseline
 */
public record ProbeCost(
    double callMs,
    double zstdCallMs,
    double lz4MsPerByte,
    double zstdMsPerByte,
    double zstdMaxMsPerByte,
    double deltaMsPerByte,
    double scanMsPerByte)
    implements Serializable {

  public ProbeCost {
    var terms =
        List.of(
            callMs,
            zstdCallMs,
            lz4MsPerByte,
            zstdMsPerByte,
            zstdMaxMsPerByte,
            deltaMsPerByte,
            scanMsPerByte);
    if (!terms.stream().allMatch(term -> term >= 0 && term < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "cost: terms %s, call-ms first; none is negative or infinite".formatted(terms));
    }
  }

  /** A trial of the payload's own bytes, ms. */
  double trialMs(ProbeDepth depth, long sizeBytes) {
    var ms = callMs + lz4MsPerByte * Math.min(sizeBytes, depth.bytes());
    return depth.zstdBytes() == 0
        ? ms
        : ms + zstdCallMs + zstdMsPerByte * Math.min(sizeBytes, depth.zstdBytes());
  }

  /** A trial of its delta, ms. */
  double deltaMs(ProbeDepth depth, long sizeBytes) {
    var ms = callMs + deltaMsPerByte * Math.min(sizeBytes, depth.bytes());
    return depth.zstdBytes() == 0 ? ms : ms + zstdCallMs;
  }

  /** A trial of so many bytes with zstd-max, ms. */
  double zstdMaxMs(long bytes) {
    return zstdCallMs + zstdMaxMsPerByte * bytes;
  }

  /** Bytes whose comparison with a baseline takes {@code ms}. */
  double scannedBytes(double ms) {
    return scanMsPerByte > 0 ? ms / scanMsPerByte : Double.POSITIVE_INFINITY;
  }

  /** The comparison with a baseline, ms; none of length 0 is compared. */
  double scanMs(long sizeBytes, long baselineBytes) {
    return scanMsPerByte * Math.min(sizeBytes, baselineBytes);
  }
}
