package io.novacron.dwcp.common.codec;

import static io.novacron.dwcp.common.codec.Candidate.LZ4;
import static io.novacron.dwcp.common.codec.Candidate.NONE;
import static io.novacron.dwcp.common.codec.Candidate.ZSTD;
import static io.novacron.dwcp.common.codec.Candidate.ZSTD_MAX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RuntimeRuleTest {

  private static final int KIB = 1024;

  static Stream<Arguments> cases() {
    return Stream.of(
        arguments(named("under 1 KiB", Samples.words(KIB - 1, 1)), "wan", NONE),
        arguments(named("random", Samples.random(4 * KIB, 1)), "wan", NONE),
        arguments(named("under 100 KiB on dc", Samples.words(100 * KIB - 1, 1)), "dc", LZ4),
        arguments(named("100 KiB on dc", Samples.words(100 * KIB, 1)), "dc", ZSTD),
        arguments(named("text on wan", Samples.words(KIB, 1)), "wan", ZSTD_MAX),
        arguments(named("zeros on wan", new byte[KIB]), "wan", ZSTD_MAX),
        arguments(named("binary on wan", binary(KIB)), "wan", ZSTD),
        arguments(named("1 MiB of binary on wan", binary(KIB * KIB)), "wan", ZSTD),
        arguments(named("over 1 MiB of binary on wan", binary(KIB * KIB + 1)), "wan", ZSTD_MAX),
        arguments(named("text on metro", Samples.words(KIB, 1)), "metro", ZSTD));
  }

  /** 64 values without printable ones and without runs: entropy 6 of 8 bit. */
  private static byte[] binary(int length) {
    var bytes = new byte[length];
    for (var i = 0; i < length; i++) {
      bytes[i] = (byte) (0x80 | i % 64);
    }
    return bytes;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void choosesAsTheRuntimeDoes(byte[] payload, String linkType, Candidate expected) {
    assertThat(RuntimeRule.choose(payload, linkType)).isEqualTo(expected);
  }

  @Test
  void takesZstdWhereZstdMaxIsNotOffered() {
    assertThat(RuntimeRule.clamp(ZSTD_MAX, List.of(NONE, LZ4, ZSTD))).isEqualTo(ZSTD);
  }
}
