package io.novacron.dwcp.common.codec;

import java.nio.ByteBuffer;

/** LEB128 varints of 31-bit numbers, signed ones in zigzag order, in a byte buffer. */
final class Varints {

  private static final int MOST_BYTES = 5;

  private Varints() {}

  static void put(ByteBuffer out, int value) {
    var rest = value;
    while ((rest & ~0x7f) != 0) {
      out.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    out.put((byte) rest);
  }

  static void putSigned(ByteBuffer out, int value) {
    put(out, (value << 1) ^ (value >> 31));
  }

  /** The next number as 32 bits without sign; the caller refuses what came out negative. */
  static int get(ByteBuffer in) {
    var value = 0;
    for (var i = 0; i < MOST_BYTES; i++) {
      var next = in.get();
      value |= (next & 0x7f) << (7 * i);
      if (next >= 0) {
        return value;
      }
    }
    return -1;
  }

  static int getSigned(ByteBuffer in) {
    var value = get(in);
    return (value >>> 1) ^ -(value & 1);
  }
}
