package io.novacron.dwcp.common.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.DataError;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CodecContextTest {

  private static final byte[] TEXT =
      "the quick brown fox jumps over the lazy dog; "
          .repeat(50)
          .getBytes(StandardCharsets.US_ASCII);

  private final CodecContext context = new CodecContext();

  @AfterEach
  void close() {
    context.close();
  }

  @ParameterizedTest
  @EnumSource(Codec.class)
  void restoresWhatItCompressed(Codec codec) {
    var packed = context.compress(codec, TEXT, 0, TEXT.length);

    assertThat(context.decompress(codec, packed, TEXT.length)).isEqualTo(TEXT);
    assertThat(context.compressedSize(codec, TEXT, 0, TEXT.length)).isEqualTo(packed.length);
  }

  @ParameterizedTest
  @EnumSource(Codec.class)
  void restoresAPartOfAnArray(Codec codec) {
    var packed = context.compress(codec, TEXT, 7, 100);

    assertThat(context.decompress(codec, packed, 100)).isEqualTo(Arrays.copyOfRange(TEXT, 7, 107));
  }

  @ParameterizedTest
  @EnumSource(Codec.class)
  void restoresNothingFromNothing(Codec codec) {
    var packed = context.compress(codec, new byte[0], 0, 0);

    assertThat(context.decompress(codec, packed, 0)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Codec.class)
  void refusesAnotherLengthThanAnnounced(Codec codec) {
    var packed = context.compress(codec, TEXT, 0, TEXT.length);

    assertThatThrownBy(() -> context.decompress(codec, packed, TEXT.length + 1))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("restores 2250 bytes where 2251 were announced");
  }

  @ParameterizedTest
  @EnumSource(names = {"LZ4", "ZSTD", "ZSTD_MAX"})
  void refusesCorruptInput(Codec codec) {
    var packed = context.compress(codec, TEXT, 0, TEXT.length);
    Arrays.fill(packed, 0, packed.length / 2, (byte) 0xff);

    assertThatThrownBy(() -> context.decompress(codec, packed, TEXT.length))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("corrupt input of " + packed.length + " bytes");
  }

  @Test
  void givesTheSameBytesFromAUsedContextAsFromANewOne() {
    context.compress(Codec.ZSTD_MAX, TEXT, 0, TEXT.length);
    context.compress(Codec.ZSTD, TEXT, 3, 500);

    try (var fresh = new CodecContext()) {
      assertThat(context.compress(Codec.ZSTD, TEXT, 0, TEXT.length))
          .isEqualTo(fresh.compress(Codec.ZSTD, TEXT, 0, TEXT.length));
    }
  }

  @Test
  void compressesHarderAtTheHigherLevel() {
    var bytes = Samples.words(200_000, 1);

    assertThat(context.compressedSize(Codec.ZSTD_MAX, bytes, 0, bytes.length))
        .isLessThan(context.compressedSize(Codec.ZSTD, bytes, 0, bytes.length));
  }
}
