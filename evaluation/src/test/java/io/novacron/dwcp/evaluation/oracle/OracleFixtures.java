package io.novacron.dwcp.evaluation.oracle;

import io.novacron.dwcp.common.codec.Codec;
import io.novacron.dwcp.evaluation.oracle.CalibrationSample.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** Settings, payloads and synthetic measurements that tests share. */
final class OracleFixtures {

  static final CalibrationConfig BANDS =
      new CalibrationConfig(
          40,
          8,
          1,
          3,
          List.of(0.1, 0.3, 0.6, 0.9),
          List.of(10_000L, 100_000L),
          4,
          List.of(5.0, 100.0));
  static final OracleConfig CONFIG = new OracleConfig(8, 10, 0.05, 1.645, 0.02, BANDS);

  private OracleFixtures() {}

  /** Text-like bytes: words of a small vocabulary. */
  static byte[] words(int length, long seed) {
    var random = new Random(seed);
    var bytes = new byte[length];
    for (var i = 0; i < length; i++) {
      bytes[i] = (byte) (i % 6 == 5 ? ' ' : 'a' + random.nextInt(1 + i % 6 * 2));
    }
    return bytes;
  }

  /** The same bytes with one page of them written anew. */
  static byte[] pageWritten(byte[] bytes, long seed) {
    var random = new Random(seed);
    var result = bytes.clone();
    var page = new byte[Math.min(512, bytes.length / 4)];
    random.nextBytes(page);
    System.arraycopy(page, 0, result, random.nextInt(bytes.length - page.length), page.length);
    return result;
  }

  /** A truth to be recovered: time of a sample in ms. */
  static double planted(String operation, long plainBytes, double ratio) {
    var msPerMb =
        switch (operation) {
          case "compress:lz4" -> 2 + 2 * ratio;
          case "decompress:lz4" -> 0.5;
          case "compress:zstd" -> 4 + 6 * ratio;
          case "decompress:zstd" -> 1.5;
          case "compress:zstd-max" -> 300;
          case "decompress:zstd-max" -> 1.4;
          case "delta" -> 1 + ratio;
          default -> 0.3;
        };
    return 0.004 + msPerMb * plainBytes / 1e6;
  }

  /** Samples of every operation at many sizes and ratios, with times by {@code ms}. */
  static List<CalibrationSample> samples(int payloads, ToDoubleFunction<CalibrationSample> ms) {
    var samples = new ArrayList<CalibrationSample>();
    for (var i = 0; i < payloads; i++) {
      var random = new Random(i);
      var size = 2_000L + random.nextInt(300_000);
      var delta = 20L + random.nextInt((int) size);
      for (var codec : List.of(Codec.LZ4, Codec.ZSTD, Codec.ZSTD_MAX)) {
        codec(samples, i, Stream.PAYLOAD, codec, size);
        codec(samples, i, Stream.DELTA, codec, delta);
        codec(samples, i, Stream.CUT, codec, 256);
      }
      for (var operation : List.of(Operations.DELTA, Operations.UNDELTA)) {
        samples.add(sample(i, operation, Stream.PAYLOAD, size, delta));
        samples.add(sample(i, operation, Stream.CUT, 256, 100));
      }
    }
    return samples.stream().map(sample -> timed(sample, ms.applyAsDouble(sample))).toList();
  }

  private static void codec(
      List<CalibrationSample> samples, int i, Stream stream, Codec codec, long plain) {
    // The slower the codec, the smaller its result.
    var share = new Random(i * 31L + plain).nextDouble() / (codec == Codec.LZ4 ? 1 : 1.3);
    var packed = 1 + (long) (plain * (codec == Codec.ZSTD_MAX ? 0.9 : 1) * share);
    samples.add(sample(i, Operations.compress(codec), stream, plain, packed));
    samples.add(sample(i, Operations.decompress(codec), stream, plain, packed));
  }

  private static CalibrationSample sample(
      int payload, String operation, Stream stream, long plain, long packed) {
    return new CalibrationSample(payload, operation, stream, plain, packed, List.of(0.0));
  }

  static CalibrationSample timed(CalibrationSample sample, double ms) {
    return new CalibrationSample(
        sample.payload(),
        sample.operation(),
        sample.stream(),
        sample.plainBytes(),
        sample.packedBytes(),
        List.of(ms * 0.99, ms, ms * 1.02));
  }

  static List<CalibrationSample> plantedSamples(int payloads) {
    return samples(payloads, s -> planted(s.operation(), s.plainBytes(), s.ratio()));
  }
}
