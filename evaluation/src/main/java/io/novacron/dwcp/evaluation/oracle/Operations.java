package io.novacron.dwcp.evaluation.oracle;

import io.novacron.dwcp.common.codec.Codec;

/** Names of the timed operations in {@code oracle_calibration}. */
public final class Operations {

  /** Finding the delta of a payload against its baseline. */
  public static final String DELTA = "delta";

  /** Restoring a payload from its delta and baseline. */
  public static final String UNDELTA = "undelta";

  /** The selector's look at a payload; calibrated beside the others, never in the oracle's cost. */
  public static final String PROBE = "probe";

  private Operations() {}

  /** Running a codec. */
  public static String compress(Codec codec) {
    return "compress:" + codec.label();
  }

  /** Undoing a codec. */
  public static String decompress(Codec codec) {
    return "decompress:" + codec.label();
  }
}
