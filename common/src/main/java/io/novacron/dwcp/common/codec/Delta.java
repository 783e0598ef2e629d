package io.novacron.dwcp.common.codec;

import io.novacron.dwcp.common.error.DataError;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Copy/insert coding of a payload against the version of it that the peer has.
 *
 * <p><i>Definition</i>: the encoder walks the target. Where bytes continue at one of the two shifts
 * (baseline position minus target position) that matched last, it copies for as long as they are
 * equal: this finds page writes at the speed of {@link Arrays#mismatch}. Elsewhere it looks the
 * next 32 bytes up in an index over the baseline's aligned 32-byte blocks and extends a hit both
 * ways: this finds insertions and moves. What is left is inserted literally. The result depends on
 * the two arrays only.
 *
 * <p><i>Format</i>: target length (varint), CRC-32C of the target (4 bytes, little endian), then
 * until the length is reached: literal length (varint), the literals, and, unless that was the end,
 * copy length (varint) and the copy's start in the baseline relative to the end of the copy before
 * (zigzag varint). The checksum refuses a stream that is applied to another baseline.
 *
 * <p><i>Cost</i>: linear in both lengths whatever the bytes, since an index slot keeps one block
 * and a probe compares at most {@link BlockIndex#PROBES} blocks; the index takes at most half the
 * baseline's size and is built only when bytes were neither equal nor at a known shift. The result
 * is at most {@value #OVERHEAD} bytes longer than the target.
 *
 * <p><i>Source</i>: the scheme of MacDonald, "File System Support for Delta Compression" (2000), as
 * used by xdelta, with the fast path for equal offsets put first.
 */
public final class Delta {

  /** Header and first literal length in the worst case. */
  static final int OVERHEAD = 24;

  private static final String CORRUPT =
      "Cannot undo delta: the stream is corrupt or of another baseline: %s; send the payload whole";

  private Delta() {}

  /** The stream that turns {@code baseline} into {@code target}. */
  public static byte[] encode(byte[] baseline, byte[] target) {
    return new DeltaEncoder(baseline, target).encode();
  }

  /**
   * The target.
   *
   * @throws DataError when the stream is corrupt or was made for another baseline
   */
  public static byte[] decode(byte[] baseline, byte[] delta) {
    try {
      return restore(baseline, ByteBuffer.wrap(delta).order(ByteOrder.LITTLE_ENDIAN));
    } catch (BufferUnderflowException e) {
      throw new DataError(CORRUPT.formatted("it ends too early"), e);
    }
  }

  private static byte[] restore(byte[] baseline, ByteBuffer in) {
    var length = Varints.get(in);
    require(length >= 0, "no length");
    var checksum = in.getInt();
    // Grown on demand: a corrupt length must not allocate what no operation fills.
    var room = 2L * Math.max(baseline.length, in.remaining());
    var target = new byte[(int) Math.min(length, room)];
    var expected = 0;
    var position = 0;
    while (position < length) {
      var literals = Varints.get(in);
      require(literals >= 0 && literals <= length - position, "literals pass the end");
      target = grown(target, position + literals, length);
      in.get(target, position, literals);
      position += literals;
      if (position < length) {
        var copied = Varints.get(in);
        var start = expected + Varints.getSigned(in);
        require(copied > 0 && copied <= length - position, "a copy passes the end");
        require(start >= 0 && start <= baseline.length - copied, "a copy leaves the baseline");
        target = grown(target, position + copied, length);
        System.arraycopy(baseline, start, target, position, copied);
        position += copied;
        expected = start + copied;
      }
    }
    require(!in.hasRemaining(), "bytes follow the last operation");
    require(checksum(target) == checksum, "the checksum differs");
    return target;
  }

  static int checksum(byte[] target) {
    var crc = new CRC32C();
    crc.update(target, 0, target.length);
    return (int) crc.getValue();
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new DataError(CORRUPT.formatted(otherwise));
    }
  }

  private static byte[] grown(byte[] target, int needed, int length) {
    return needed <= target.length
        ? target
        : Arrays.copyOf(target, (int) Math.min(length, Math.max(needed, 2L * target.length)));
  }
}
