package io.novacron.dwcp.evaluation.oracle;

import io.novacron.dwcp.common.codec.Candidate;
import io.novacron.dwcp.common.codec.Codec;

/**
 * The cost of a candidate.
 *
 * <p><i>Definition</i>: {@code (delta + compress + decompress + undelta) / speedup + bytes_out * 8
 * / (bandwidth_mbps * 1000) + rtt}, with {@code speedup = max(1, min(amst_streams, cpu_idle *
 * cores))}: parallel streams split the payload, and no more of them run at once than cores are
 * idle. The codec {@code none} computes nothing: bytes go out from where they are. The probe is no
 * term: the oracle needs none, and the selector's is charged to the selector.
 *
 * <p><i>Units</i>: ms, bytes, Mbit/s (10^6 bit/s).
 */
public final class OracleCost {

  /** Changes whenever the formula does; part of every oracle version. */
  public static final String FORMULA = "cost-1";

  private OracleCost() {}

  /** How many cores share the compute terms. */
  public static double speedup(double amstStreams, double cpuIdle, int cores) {
    return Math.max(1, Math.min(amstStreams, cpuIdle * cores));
  }

  /** The time for bytes on a link, ms. */
  public static double sendMs(long bytesOut, double bandwidthMbps) {
    return bytesOut * 8.0 / (bandwidthMbps * 1000);
  }

  /**
   * All terms of a candidate.
   *
   * @throws IllegalArgumentException when the candidate was not measured or did not restore
   */
  public static CostTerms terms(
      Candidate candidate,
      PayloadSizes sizes,
      TransferConditions conditions,
      SpeedTable speeds,
      int cores) {
    var bytesOut = sizes.bytesOut(candidate);
    var codec = candidate.codec();
    var input = sizes.codecInput(candidate);
    var coded = codec != Codec.NONE;
    var undone = candidate.usesDelta();
    return new CostTerms(
        undone ? speeds.time(Operations.DELTA, sizes.payloadBytes(), input) : Timing.NONE,
        coded ? speeds.time(Operations.compress(codec), input, bytesOut) : Timing.NONE,
        coded ? speeds.time(Operations.decompress(codec), input, bytesOut) : Timing.NONE,
        undone ? speeds.time(Operations.UNDELTA, sizes.payloadBytes(), input) : Timing.NONE,
        speedup(conditions.amstStreams(), conditions.cpuIdle(), cores),
        sendMs(bytesOut, conditions.bandwidthMbps()),
        conditions.rttMs());
  }
}
