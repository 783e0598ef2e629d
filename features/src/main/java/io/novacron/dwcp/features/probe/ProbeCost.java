package io.novacron.dwcp.features.probe;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * What a probe takes: {@code fixedMs + msPerSampledByte · sampled + msPerScannedByte · scanned}.
 * Sampled bytes are counted, compressed or delta'd; scanned ones only compared with the baseline.
 *
 * <p>A model in place of a clock, so that the same transfers give the same features whatever else
 * the machine does.
 */
public record ProbeCost(double fixedMs, double msPerSampledByte, double msPerScannedByte)
    implements Serializable {

  private static final int ROUNDS = 9;
  private static final double NANOS_A_MS = 1e6;

  public ProbeCost {
    if (!(fixedMs >= 0) || !(msPerSampledByte >= 0) || !(msPerScannedByte >= 0)) {
      throw new IllegalArgumentException(
          "probe cost: fixed-ms %s, ms-per-sampled-byte %s, ms-per-scanned-byte %s; none is negative"
              .formatted(fixedMs, msPerSampledByte, msPerScannedByte));
    }
  }

  /** The cost in ms. */
  public double ms(long sampledBytes, long scannedBytes) {
    return fixedMs + msPerSampledByte * sampledBytes + msPerScannedByte * scannedBytes;
  }

  /**
   * Measures the three terms on this machine: the probe of an empty remainder of each payload, the
   * probe of the payload alone, and the comparison with a baseline of its own length; each the
   * median of nine rounds after one to warm up. Payloads shorter than the sample say nothing about
   * the slope, so give some of the size of real ones.
   *
   * @param payloads at least one
   */
  public static ProbeCost measure(List<byte[]> payloads, ProbeConfig config) {
    if (payloads.isEmpty()) {
      throw new IllegalArgumentException("probe cost: no payload to measure on; name some");
    }
    try (var probe = new Probe(config)) {
      var tiny = payloads.stream().map(payload -> Arrays.copyOf(payload, 1)).toList();
      var fixed = medianMs(() -> tiny.forEach(payload -> probe.features(payload, null)));
      var plain = medianMs(() -> payloads.forEach(payload -> probe.features(payload, null)));
      var scan = medianMs(() -> payloads.forEach(payload -> BaselineScan.of(payload, payload)));
      var sampled =
          payloads.stream()
              .mapToLong(
                  payload ->
                      Math.min(payload.length, config.sampleBytes())
                          + Math.min(payload.length, config.firstBlockBytes()))
              .sum();
      var scanned = payloads.stream().mapToLong(payload -> payload.length).sum();
      return new ProbeCost(
          fixed / payloads.size(), Math.max(0, plain - fixed) / sampled, scan / scanned);
    }
  }

  private static double medianMs(Runnable work) {
    work.run();
    var nanos = new long[ROUNDS];
    for (var round = 0; round < ROUNDS; round++) {
      var start = System.nanoTime();
      work.run();
      nanos[round] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return nanos[ROUNDS / 2] / NANOS_A_MS;
  }
}
