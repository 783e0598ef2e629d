package io.novacron.dwcp.jobs.export;

/**
 * What the cost of a transfer is computed from, with the range to which a value is clipped: wide
 * enough for every real transfer, narrow enough that no float32 cost overflows.
 */
public enum Quantity {
  /** Payload size in bytes. */
  SIZE_BYTES(0f, 0x1p50f),
  /** Bandwidth that the link is expected to give, in 10^6 bit/s. */
  BANDWIDTH_MBPS(1e-3f, 1e9f),
  /** Share of the processor that is idle, 0..1. */
  CPU_IDLE(0f, 1f),
  /** Parallel streams of the transfer. */
  STREAMS(1f, 1e6f);

  private final float lowest;
  private final float highest;

  Quantity(float lowest, float highest) {
    this.lowest = lowest;
    this.highest = highest;
  }

  float lowest() {
    return lowest;
  }

  float highest() {
    return highest;
  }
}
