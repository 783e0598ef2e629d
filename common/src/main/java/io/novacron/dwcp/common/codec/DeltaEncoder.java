package io.novacron.dwcp.common.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** One run of {@link Delta#encode}; the fields are the state of the walk over the target. */
final class DeltaEncoder {

  /** A shorter copy costs about as many bytes as it saves behind a codec. */
  private static final int SHORTEST_COPY = 16;

  private static final int MISSES_A_STRIDE = 128;
  private static final int LARGEST_STRIDE = 7;

  private final byte[] baseline;
  private final byte[] target;
  private final BlockIndex index;
  private final ByteBuffer out;

  DeltaEncoder(byte[] baseline, byte[] target) {
    this.baseline = baseline;
    this.target = target;
    this.index = new BlockIndex(baseline);
    this.out = ByteBuffer.allocate(target.length + Delta.OVERHEAD).order(ByteOrder.LITTLE_ENDIAN);
  }

  byte[] encode() {
    Varints.put(out, target.length);
    out.putInt(Delta.checksum(target));
    var position = 0;
    var literalsFrom = 0;
    var expected = 0;
    var shift = 0;
    var shiftBefore = 0;
    var misses = 0;
    while (position < target.length) {
      var start = find(position, shift, shiftBefore);
      if (start < 0) {
        position += step(misses++);
        continue;
      }
      var back = equalBefore(start, position, position - literalsFrom);
      var length = back + equalFrom(start, position);
      write(literalsFrom, position - back, start - back, length, expected);
      if (start - position != shift) {
        shiftBefore = shift;
        shift = start - position;
      }
      misses = 0;
      expected = start - back + length;
      position += length - back;
      literalsFrom = position;
    }
    if (literalsFrom < target.length) {
      Varints.put(out, target.length - literalsFrom);
      out.put(target, literalsFrom, target.length - literalsFrom);
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  /**
   * How far to go on after so many misses in a row: 1, then 3, up to 15. An odd step still meets
   * every alignment of a block, so an equal stretch of 512 bytes is always found, and extending it
   * backwards recovers its start.
   */
  private static int step(int misses) {
    return 1 + 2 * Math.min(LARGEST_STRIDE, misses / MISSES_A_STRIDE);
  }

  /** Where in the baseline the bytes at {@code position} are found again, or -1. */
  private int find(int position, int shift, int shiftBefore) {
    if (continues(position + shift, position)) {
      return position + shift;
    }
    if (shiftBefore != shift && continues(position + shiftBefore, position)) {
      return position + shiftBefore;
    }
    return index.find(target, position);
  }

  private boolean continues(int start, int position) {
    return start >= 0
        && start <= baseline.length - SHORTEST_COPY
        && position <= target.length - SHORTEST_COPY
        && BlockIndex.word(baseline, start) == BlockIndex.word(target, position)
        && BlockIndex.word(baseline, start + 8) == BlockIndex.word(target, position + 8);
  }

  private int equalFrom(int start, int position) {
    var limit = Math.min(baseline.length - start, target.length - position);
    var differs =
        Arrays.mismatch(baseline, start, start + limit, target, position, position + limit);
    return differs < 0 ? limit : differs;
  }

  private int equalBefore(int start, int position, int atMost) {
    var limit = Math.min(start, atMost);
    var n = 0;
    while (n < limit && baseline[start - n - 1] == target[position - n - 1]) {
      n++;
    }
    return n;
  }

  private void write(int literalsFrom, int literalsTo, int start, int length, int expected) {
    Varints.put(out, literalsTo - literalsFrom);
    out.put(target, literalsFrom, literalsTo - literalsFrom);
    Varints.put(out, length);
    Varints.putSigned(out, start - expected);
  }
}
