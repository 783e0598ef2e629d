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

  /** At most {@code length} bytes of the payload: all of it when that suffices. */
  static byte[] of(byte[] payload, int block, int length) {
    if (payload.length <= length) {
      return payload;
    }
    var piece = Math.min(block, length);
    var sample = new byte[length / piece * piece];
    var at = 0;
    for (var start : starts(payload.length, length / piece, piece)) {
      System.arraycopy(payload, start, sample, at, piece);
      at += piece;
    }
    return sample;
  }
}
