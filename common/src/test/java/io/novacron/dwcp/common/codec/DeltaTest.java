package io.novacron.dwcp.common.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.novacron.dwcp.common.error.DataError;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DeltaTest {

  private static final byte[] BASELINE = Samples.random(64 * 1024, 1);

  /** A change: at a share of the length, removes some bytes and puts random others there. */
  record Edit(double at, int removed, int inserted, long seed) {

    byte[] apply(byte[] bytes) {
      var from = (int) (at * bytes.length);
      var to = Math.min(bytes.length, from + removed);
      var result = Arrays.copyOf(bytes, from + inserted + bytes.length - to);
      System.arraycopy(Samples.random(inserted, seed), 0, result, from, inserted);
      System.arraycopy(bytes, to, result, from + inserted, bytes.length - to);
      return result;
    }

    static byte[] all(List<Edit> edits, byte[] bytes) {
      var result = bytes;
      for (var edit : edits) {
        result = edit.apply(result);
      }
      return result;
    }
  }

  @Property(tries = 300)
  void restoresAnEditedTarget(@ForAll("bytes") byte[] baseline, @ForAll("edits") List<Edit> edits) {
    var target = Edit.all(edits, baseline);

    var delta = Delta.encode(baseline, target);

    assertThat(Delta.decode(baseline, delta)).isEqualTo(target);
    assertThat(delta).hasSizeLessThanOrEqualTo(target.length + Delta.OVERHEAD);
  }

  @Property(tries = 100)
  void restoresUnrelatedBytes(@ForAll("bytes") byte[] baseline, @ForAll("bytes") byte[] target) {
    assertThat(Delta.decode(baseline, Delta.encode(baseline, target))).isEqualTo(target);
  }

  @Property(tries = 300)
  void refusesADamagedByte(
      @ForAll("bytes") byte[] baseline,
      @ForAll("edits") List<Edit> edits,
      @ForAll @DoubleRange(max = 0.99) double at,
      @ForAll @IntRange(min = 1, max = 255) int damage) {
    var target = Edit.all(edits, baseline);
    var delta = Delta.encode(baseline, target);
    delta[(int) (at * delta.length)] ^= (byte) damage;

    // A copy may move to equal bytes; what may not happen is other bytes or another exception.
    try {
      assertThat(Delta.decode(baseline, delta)).isEqualTo(target);
    } catch (DataError e) {
      assertThat(e).hasMessageStartingWith("Cannot undo delta: the stream is corrupt");
    }
  }

  @Property(tries = 200)
  void refusesATruncatedStream(
      @ForAll("bytes") byte[] baseline,
      @ForAll("edits") List<Edit> edits,
      @ForAll @DoubleRange(max = 0.99) double share) {
    var delta = Delta.encode(baseline, Edit.all(edits, baseline));
    var start = Arrays.copyOf(delta, (int) (share * delta.length));

    assertThatThrownBy(() -> Delta.decode(baseline, start)).isInstanceOf(DataError.class);
  }

  @Provide
  Arbitrary<byte[]> bytes() {
    // One letter or two make repeats, many make unique blocks.
    return Combinators.combine(
            Arbitraries.integers().between(0, 3000), Arbitraries.of(1, 2, 256), Arbitraries.longs())
        .as(
            (length, letters, seed) -> {
              var bytes = Samples.random(length, seed);
              for (var i = 0; i < length; i++) {
                bytes[i] = (byte) Math.floorMod(bytes[i], letters);
              }
              return bytes;
            });
  }

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Combinators.combine(
            Arbitraries.doubles().between(0, 1),
            Arbitraries.integers().between(0, 300),
            Arbitraries.integers().between(0, 300),
            Arbitraries.longs())
        .as(Edit::new)
        .list()
        .ofMaxSize(6);
  }

  @Test
  void refusesALengthThatNothingFillsWithoutAllocatingIt() {
    var claim = new byte[] {-1, -1, -1, -1, 7, 0, 0, 0, 0, 0, 16, 0};

    assertThatThrownBy(() -> Delta.decode(new byte[16], claim))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("it ends too early");
  }

  @Test
  void refusesACopyThatLeavesTheBaseline() {
    var stream = new byte[] {16, 0, 0, 0, 0, 0, 16, 2};

    assertThatThrownBy(() -> Delta.decode(new byte[16], stream))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("a copy leaves the baseline");
  }

  @Test
  void takesLinearTimeForRepeatedBytes() {
    // Every block of the baseline is equal, and the target breaks each run of them.
    var baseline = new byte[1 << 20];
    var target = new byte[1 << 20];
    for (var i = 0; i < target.length; i += 31) {
      target[i] = 1;
    }

    var delta = assertTimeout(Duration.ofSeconds(2), () -> Delta.encode(baseline, target));

    assertThat(Delta.decode(baseline, delta)).isEqualTo(target);
  }

  @Test
  void codesAnEqualTargetInAFewBytes() {
    assertThat(Delta.encode(BASELINE, BASELINE)).hasSizeLessThan(16);
  }

  @Test
  void codesAPageWriteByThePage() {
    var target = BASELINE.clone();
    System.arraycopy(Samples.random(4096, 2), 0, target, 8192, 4096);

    assertThat(Delta.encode(BASELINE, target)).hasSizeBetween(4096, 4096 + 40);
  }

  @Test
  void codesAnInsertionByTheInsertedBytes() {
    var target = new Edit(0.3, 0, 123, 3).apply(BASELINE);

    assertThat(Delta.encode(BASELINE, target)).hasSizeBetween(123, 123 + 40);
  }

  @Test
  void findsAnEqualStretchOf512BytesInsideForeignBytes() {
    var target = Samples.random(BASELINE.length, 5);
    System.arraycopy(BASELINE, 40_003, target, 30_000, 512);

    assertThat(Delta.encode(BASELINE, target)).hasSizeLessThan(target.length - 480);
  }

  @Test
  void codesMovedBlocksAsCopies() {
    var half = BASELINE.length / 2;
    var target = Arrays.copyOfRange(BASELINE, half, BASELINE.length + half);
    System.arraycopy(BASELINE, 0, target, half, half);

    assertThat(Delta.encode(BASELINE, target)).hasSizeLessThan(40);
  }

  @Test
  void refusesAStreamOfAnotherBaseline() {
    var delta = Delta.encode(BASELINE, new Edit(0.5, 0, 7, 3).apply(BASELINE));
    var other = Samples.random(BASELINE.length, 9);

    assertThatThrownBy(() -> Delta.decode(other, delta))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("the checksum differs");
  }
}
