package io.novacron.dwcp.common.codec;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import io.novacron.dwcp.common.error.DataError;
import java.util.Arrays;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/**
 * The native codec contexts of one thread, reused from call to call: one for each zstd level, so
 * that level 19's large tables are not rebuilt after each call at level 3.
 *
 * <p><i>Formats</i>: zstd frames without a checksum; bare LZ4 blocks, whose length the caller
 * keeps. <i>Cost</i>: memory of the largest input seen, native memory until {@link #close()}. Not
 * safe for use by several threads.
 */
public final class CodecContext implements AutoCloseable {

  private static final int ZSTD_LEVEL = 3;
  private static final int ZSTD_MAX_LEVEL = 19;

  /** LZ4 may grow by 16 bytes and 1 for each 255, a little more than zstd. */
  private static final int LZ4_ROOM = 16;

  private static final int LZ4_RUN = 255;

  private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(ZSTD_LEVEL);
  private final ZstdCompressCtx zstdMax = new ZstdCompressCtx().setLevel(ZSTD_MAX_LEVEL);
  private final ZstdDecompressCtx unzstd = new ZstdDecompressCtx();
  private final LZ4Compressor lz4 = LZ4Factory.fastestInstance().fastCompressor();
  private final LZ4SafeDecompressor unlz4 = LZ4Factory.fastestInstance().safeDecompressor();

  /** One buffer for each power of two, made when first needed. */
  private final byte[][] scratch = new byte[Integer.SIZE][];

  /** The room that compressing {@code length} bytes needs with any codec. */
  public static int bound(int length) {
    return (int) Zstd.compressBound(length) + LZ4_ROOM + length / LZ4_RUN;
  }

  /** The compressed bytes of {@code source[offset, offset + length)}. */
  public byte[] compress(Codec codec, byte[] source, int offset, int length) {
    var packed = scratch(bound(length));
    return Arrays.copyOf(packed, compress(codec, source, offset, length, packed));
  }

  /** The number of compressed bytes, without keeping them. */
  public int compressedSize(Codec codec, byte[] source, int offset, int length) {
    return codec == Codec.NONE
        ? length
        : compress(codec, source, offset, length, scratch(bound(length)));
  }

  /**
   * Compresses into {@code target}, which has at least {@link #bound} bytes; nothing is allocated.
   *
   * @return the number of bytes written
   */
  public int compress(Codec codec, byte[] source, int offset, int length, byte[] target) {
    return switch (codec) {
      case NONE -> {
        System.arraycopy(source, offset, target, 0, length);
        yield length;
      }
      case LZ4 -> lz4.compress(source, offset, length, target, 0, target.length);
      case ZSTD -> zstd.compressByteArray(target, 0, target.length, source, offset, length);
      case ZSTD_MAX -> zstdMax.compressByteArray(target, 0, target.length, source, offset, length);
    };
  }

  /**
   * The original bytes.
   *
   * @param originalLength length before compression, which the transfer's header carries
   * @throws DataError when {@code packed} is corrupt or restores another length
   */
  public byte[] decompress(Codec codec, byte[] packed, int originalLength) {
    var original = new byte[originalLength];
    decompress(codec, packed, packed.length, original, originalLength);
    return original;
  }

  /**
   * Decompresses the first {@code packedLength} bytes into the first {@code originalLength} of
   * {@code target}; nothing is allocated.
   *
   * @throws DataError when {@code packed} is corrupt or restores another length
   */
  public void decompress(
      Codec codec, byte[] packed, int packedLength, byte[] target, int originalLength) {
    int restored;
    try {
      restored = restore(codec, packed, packedLength, target, originalLength);
    } catch (ZstdException | LZ4Exception e) {
      throw new DataError(
          "Cannot decompress %s: corrupt input of %d bytes; send it again"
              .formatted(codec.label(), packedLength),
          e);
    }
    if (restored != originalLength) {
      throw new DataError(
          "Cannot decompress %s: it restores %d bytes where %d were announced; send it again"
              .formatted(codec.label(), restored, originalLength));
    }
  }

  private int restore(Codec codec, byte[] packed, int packedLength, byte[] target, int length) {
    return switch (codec) {
      case NONE -> {
        System.arraycopy(packed, 0, target, 0, Math.min(packedLength, length));
        yield packedLength;
      }
      case LZ4 -> unlz4.decompress(packed, 0, packedLength, target, 0, length);
      case ZSTD, ZSTD_MAX -> unzstd.decompressByteArray(target, 0, length, packed, 0, packedLength);
    };
  }

  private byte[] scratch(int capacity) {
    var power = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, capacity) - 1);
    if (scratch[power] == null) {
      scratch[power] = new byte[power == Integer.SIZE - 1 ? Integer.MAX_VALUE - 8 : 1 << power];
    }
    return scratch[power];
  }

  @Override
  public void close() {
    zstd.close();
    zstdMax.close();
    unzstd.close();
  }
}
