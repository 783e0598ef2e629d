package io.novacron.dwcp.evaluation.oracle;

import java.util.List;

/**
 * One operation on one input, timed several times. Samples of one payload share its number; even
 * and odd numbers make the two halves of a calibration.
 *
 * @param payload number of the calibration payload
 * @param operation a name of {@link Operations}
 * @param stream what the operation read or restored
 * @param plainBytes length of the side that is not compressed, bytes
 * @param packedBytes length of the compressed side, bytes
 * @param timesMs measured times, ms
 */
public record CalibrationSample(
    int payload,
    String operation,
    Stream stream,
    long plainBytes,
    long packedBytes,
    List<Double> timesMs) {

  /** What an operation read or restored. */
  public enum Stream {
    /** A whole payload. */
    PAYLOAD,
    /** The delta of a whole payload. */
    DELTA,
    /** The first bytes of a payload or their delta, to measure the cost of a call. */
    CUT
  }

  public CalibrationSample {
    timesMs = List.copyOf(timesMs);
    if (plainBytes < 1 || packedBytes < 0 || timesMs.isEmpty()) {
      throw new IllegalArgumentException("not a measurement: " + operation + " of " + plainBytes);
    }
  }

  /** The achieved ratio, bytes out / bytes in. */
  public double ratio() {
    return (double) packedBytes / plainBytes;
  }

  /** Median of the times, ms. */
  public double medianMs() {
    return Robust.median(timesMs);
  }

  /** Relative run-to-run deviation: 1.4826 MAD / median. */
  public double spread() {
    return Robust.relativeDeviation(timesMs);
  }
}
