package io.novacron.dwcp.evaluation.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.common.codec.Candidate;
import io.novacron.dwcp.common.codec.Codec;
import io.novacron.dwcp.common.codec.CodecContext;
import io.novacron.dwcp.common.codec.Delta;
import io.novacron.dwcp.common.error.DataError;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompressionOracleTest {

  private static final byte[] BASELINE = OracleFixtures.words(20_000, 1);
  private static final byte[] BYTES = OracleFixtures.pageWritten(BASELINE, 2);

  private final CodecContext context = new CodecContext();
  private final CompressionOracle oracle = new CompressionOracle();

  @AfterEach
  void close() {
    oracle.close();
    context.close();
  }

  @Test
  void givesTheExactSizeOfEveryCandidate() {
    var sizes = oracle.measure(Payload.of(BYTES, BASELINE), Candidate.ALL);

    var delta = Delta.encode(BASELINE, BYTES);
    assertThat(sizes.payloadBytes()).isEqualTo(20_000);
    assertThat(sizes.deltaBytes()).hasValue(delta.length);
    assertThat(sizes.bytesOut()).containsOnlyKeys(Candidate.ALL);
    assertThat(sizes.bytesOut())
        .allSatisfy(
            (candidate, bytes) -> {
              var source = candidate.usesDelta() ? delta : BYTES;
              assertThat(context.compress(candidate.codec(), source, 0, source.length))
                  .hasSize(bytes.intValue());
            });
  }

  @Test
  void measuresOnlyWhatIsWanted() {
    var wanted = List.of(Candidate.NONE, Candidate.DELTA_LZ4);

    var sizes = oracle.measure(Payload.of(BYTES, BASELINE), wanted);

    assertThat(sizes.bytesOut()).containsOnlyKeys(wanted);
  }

  @Test
  void offersNoDeltaWithoutABaseline() {
    var sizes = oracle.measure(Payload.of(BYTES, null), Candidate.ALL);

    assertThat(sizes.deltaBytes()).isEmpty();
    assertThat(sizes.bytesOut())
        .hasSize(4)
        .noneSatisfy((c, b) -> assertThat(c.usesDelta()).isTrue());
  }

  @Test
  void takesAnEmptyBaselineForNone() {
    assertThat(oracle.measure(Payload.of(BYTES, new byte[0]), Candidate.ALL).deltaBytes())
        .isEmpty();
  }

  @Test
  void dropsACodecThatRestoresOtherBytes() {
    CompressionOracle.Restorer flips =
        (codec, packed, packedLength, target, length) -> {
          context.decompress(codec, packed, packedLength, target, length);
          target[length / 2] ^= (byte) (codec == Codec.LZ4 ? 1 : 0);
        };
    var broken = new CompressionOracle(context, flips);

    var sizes = broken.measure(Payload.of(BYTES, BASELINE), Candidate.ALL);

    assertThat(sizes.bytesOut()).doesNotContainKeys(Candidate.LZ4, Candidate.DELTA_LZ4).hasSize(5);
  }

  @Test
  void dropsACodecThatRefusesItsOwnOutput() {
    CompressionOracle.Restorer refuses =
        (codec, packed, packedLength, target, length) -> {
          if (codec == Codec.ZSTD) {
            throw new DataError("Cannot decompress zstd: corrupt");
          }
          context.decompress(codec, packed, packedLength, target, length);
        };
    var broken = new CompressionOracle(context, refuses);

    var sizes = broken.measure(Payload.of(BYTES, BASELINE), Candidate.ALL);

    assertThat(sizes.bytesOut())
        .doesNotContainKeys(Candidate.ZSTD, Candidate.DELTA_ZSTD)
        .hasSize(5);
  }
}
