package io.novacron.dwcp.features.probe;

/** Blocks spread evenly over a payload, the first at its start and the last at its end. */
final class StratifiedSample {

  private StratifiedSample() {}

  /**
   * Where the blocks start: {@code count} of them, evenly spaced, none past the end.
   *
   * @return the start offsets; a single 0 when the blocks would cover the payload
   */
  static int[] starts(int size, int count, int block) {
    if ((long) count * block >= size) {
      return new int[] {0};
    }
    var starts = new int[count];
    for (var i = 0; i < count; i++) {
      starts[i] = count == 1 ? 0 : (int) ((long) (size - block) * i / (count - 1));
    }
    return starts;
  }

  /**
   * Copies the sample into {@code target}; a payload that fits goes in whole. Returns its length.
   */
  static int fill(byte[] payload, int block, byte[] target) {
    if (payload.length <= target.length) {
      System.arraycopy(payload, 0, target, 0, payload.length);
      return payload.length;
    }
    var length = 0;
    for (var start : starts(payload.length, target.length / block, block)) {
      System.arraycopy(payload, start, target, length, block);
      length += block;
    }
    return length;
  }
}
