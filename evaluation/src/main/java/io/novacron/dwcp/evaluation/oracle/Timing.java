package io.novacron.dwcp.evaluation.oracle;

/**
 * A compute time and its standard deviation, ms.
 *
 * @param sigmaMs from the calibration's standard error and the run-to-run spread
 */
public record Timing(double ms, double sigmaMs) {

  /** Nothing is computed. */
  public static final Timing NONE = new Timing(0, 0);
}
