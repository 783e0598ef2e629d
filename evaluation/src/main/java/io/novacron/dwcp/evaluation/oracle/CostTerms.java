package io.novacron.dwcp.evaluation.oracle;

/**
 * The cost of one candidate on one transfer, every term named, ms.
 *
 * @param delta finding the delta, sender
 * @param compress running the codec, sender
 * @param decompress undoing the codec, receiver
 * @param undelta undoing the delta, receiver
 * @param speedup how many cores share the four compute terms, at least 1
 * @param sendMs bytes over bandwidth
 * @param rttMs one round trip: the transfer ends when the acknowledgement arrives
 */
public record CostTerms(
    Timing delta,
    Timing compress,
    Timing decompress,
    Timing undelta,
    double speedup,
    double sendMs,
    double rttMs) {

  /** The four compute terms as they pass on the clock, shared by the cores. */
  public double computeMs() {
    return (delta.ms() + compress.ms() + decompress.ms() + undelta.ms()) / speedup;
  }

  /** Variance of {@link #computeMs}; the terms are measured apart, so their errors add. */
  public double variance() {
    var sum = 0.0;
    for (var term : new Timing[] {delta, compress, decompress, undelta}) {
      sum += term.sigmaMs() * term.sigmaMs();
    }
    return sum / (speedup * speedup);
  }

  /** Standard deviation of {@link #computeMs}; bytes, bandwidth and RTT are exact. */
  public double sigmaMs() {
    return Math.sqrt(variance());
  }

  /** What the transfer takes. */
  public double costMs() {
    return costWithoutRttMs() + rttMs;
  }

  /** What the choice can change. */
  public double costWithoutRttMs() {
    return computeMs() + sendMs;
  }
}
