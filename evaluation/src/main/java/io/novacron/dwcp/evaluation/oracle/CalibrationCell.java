package io.novacron.dwcp.evaluation.oracle;

import java.io.Serializable;
import java.util.Locale;

/**
 * The speed of one operation in one band of achieved ratio and size.
 *
 * @param fixedMs cost of a call, ms
 * @param msPerMb cost of 10^6 plain bytes, ms
 * @param standardError relative standard error of the time
 * @param spread relative run-to-run deviation of one call
 * @param n measured inputs behind the cell
 */
public record CalibrationCell(
    double fixedMs, double msPerMb, double standardError, double spread, long n)
    implements Serializable {

  private static final double BYTES_A_MB = 1e6;

  /** The time for an input of that many plain bytes. */
  public Timing time(long plainBytes) {
    var ms = fixedMs + msPerMb * plainBytes / BYTES_A_MB;
    return new Timing(ms, ms * Math.hypot(standardError, spread));
  }

  /** The cell as text for a digest; six digits, so that a digest covers no raw double. */
  String rounded() {
    return String.format(
        Locale.ROOT, "%.5e %.5e %.5e %.5e %d", fixedMs, msPerMb, standardError, spread, n);
  }
}
