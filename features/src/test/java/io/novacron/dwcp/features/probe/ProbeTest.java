package io.novacron.dwcp.features.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.novacron.dwcp.common.codec.Codec;
import io.novacron.dwcp.common.codec.CodecContext;
import io.novacron.dwcp.common.codec.Delta;
import io.novacron.dwcp.common.schema.ColumnSpec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProbeTest {

  static final ProbeCost COST = new ProbeCost(0.01, 0.02, 1e-6, 2e-6, 1e-4, 3e-6, 1e-7);
  private static final ProbeDepth SHALLOW = new ProbeDepth(1 << 10, 0);
  private static final ProbeDepth MIDDLE = new ProbeDepth(16 << 10, 8 << 10);
  private static final ProbeDepth DEEP = new ProbeDepth(1 << 20, 1 << 20);
  static final ProbeConfig CONFIG =
      new ProbeConfig(
          0.02, 0.01, 0.5, 0.25, 0.5, 1 << 10, 0.7, MIDDLE, List.of(SHALLOW, MIDDLE, DEEP), COST);
  static final double RICH = Double.POSITIVE_INFINITY;
  static final List<String> NAMES = Probe.COLUMNS.stream().map(ColumnSpec::name).toList();

  static byte[] random(int length, long seed) {
    var bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static byte[] text(int length) {
    var words =
        "the quick brown fox jumps over the lazy dog and runs away from it\n"
            .repeat(1 + length / 60);
    return Arrays.copyOf(words.getBytes(StandardCharsets.UTF_8), length);
  }

  static double feature(String name, byte[] payload, byte[] baseline) {
    return feature(name, payload, baseline, RICH);
  }

  static double feature(String name, byte[] payload, byte[] baseline, double budgetMs) {
    return look(payload, baseline, budgetMs).features()[NAMES.indexOf(name)];
  }

  static Probe.Look look(byte[] payload, byte[] baseline, double budgetMs) {
    return look(payload, baseline, Probe.Allowance.of(budgetMs, false));
  }

  static Probe.Look look(byte[] payload, byte[] baseline, Probe.Allowance allowance) {
    try (var probe = new Probe(CONFIG)) {
      return probe.look(payload, baseline, allowance);
    }
  }

  @Test
  void tellsRandomBytesFromText() {
    assertThat(feature("probe_zstd_ratio", random(100_000, 1), null)).isBetween(0.999, 1.01);
    assertThat(feature("probe_lz4_ratio", random(100_000, 1), null)).isBetween(0.999, 1.01);
    assertThat(feature("probe_zstd_ratio", text(100_000), null)).isLessThan(0.05);
  }

  @Test
  void hasTheVerySizesWhereItCoversThePayload() {
    var payload = text(50_000);
    var baseline = Arrays.copyOf(random(50_000, 1), 50_000);
    System.arraycopy(payload, 0, baseline, 0, 30_000);
    var delta = Delta.encode(baseline, payload);

    try (var codecs = new CodecContext()) {
      assertThat(feature("probe_sample_share", payload, null)).isEqualTo(1);
      assertThat(feature("probe_lz4_ratio", payload, null))
          .isEqualTo(codecs.compressedSize(Codec.LZ4, payload, 0, 50_000) / 50_000.0);
      assertThat(feature("probe_zstd_ratio", payload, null))
          .isEqualTo(codecs.compressedSize(Codec.ZSTD, payload, 0, 50_000) / 50_000.0);
      assertThat(feature("probe_delta_share", payload, baseline)).isEqualTo(1);
      assertThat(feature("probe_delta_zstd_share", payload, baseline)).isEqualTo(1);
      assertThat(feature("probe_delta_lz4_ratio", payload, baseline))
          .isEqualTo(codecs.compressedSize(Codec.LZ4, delta, 0, delta.length) / 50_000.0);
      assertThat(feature("probe_delta_zstd_ratio", payload, baseline))
          .isEqualTo(codecs.compressedSize(Codec.ZSTD, delta, 0, delta.length) / 50_000.0);
    }
  }

  @Test
  void seesTheEndOfAPayloadThatChangesHalfway() {
    var payload = random(200_000, 2);
    Arrays.fill(payload, 100_000, 200_000, (byte) 0);
    var middle = COST.trialMs(MIDDLE, payload.length);

    assertThat(feature("probe_lz4_ratio", payload, null, middle)).isEqualTo(0.5, within(0.05));
    assertThat(feature("probe_zstd_ratio", payload, null, middle)).isEqualTo(0.5, within(0.05));
    assertThat(feature("probe_zstd_share", payload, null, middle)).isEqualTo(8192 / 200_000.0);
  }

  @Test
  void countsEqualPages() {
    var baseline = random(40 * 4096, 3);
    var payload = baseline.clone();
    for (var page = 0; page < 40; page += 4) {
      payload[page * 4096 + 7]++;
    }

    assertThat(feature("probe_equal_pages", payload, baseline)).isEqualTo(0.75);
    assertThat(feature("probe_equal_blocks", payload, baseline)).isEqualTo(1 - 10 / 640.0);
    assertThat(feature("probe_moved_blocks", payload, baseline)).isZero();
    assertThat(feature("probe_delta_zstd_ratio", payload, baseline)).isLessThan(0.02);
    assertThat(feature("probe_zstd_ratio", payload, baseline)).isGreaterThan(0.99);
  }

  @Test
  void seesAnInsertionOfAnyLength() {
    var baseline = random(200_000, 4);
    for (var inserted : List.of(300, 9_000)) {
      var payload = new byte[baseline.length + inserted];
      System.arraycopy(baseline, 0, payload, 0, 50_000);
      System.arraycopy(baseline, 50_000, payload, 50_000 + inserted, 150_000);

      assertThat(feature("probe_equal_pages", payload, baseline)).isEqualTo(0.25, within(0.02));
      assertThat(feature("probe_moved_blocks", payload, baseline)).isEqualTo(0.73, within(0.03));
      assertThat(feature("probe_log_delta", payload, baseline)).isLessThan(-2.9);
    }
  }

  @Test
  void findsNoDeltaInAForeignBaseline() {
    assertThat(feature("probe_log_delta", random(100_000, 5), random(90_000, 6)))
        .isBetween(-0.01, 0.01);
    assertThat(feature("probe_moved_blocks", random(100_000, 5), random(90_000, 6))).isZero();
  }

  @Test
  void looksLessCloselyAtBytesThatTheBaselineHolds() {
    var payload = text(100_000);

    assertThat(feature("probe_sample_share", payload, payload)).isEqualTo(16_384 / 100_000.0);
    assertThat(feature("probe_sample_share", payload, random(100_000, 1))).isEqualTo(1);
    assertThat(feature("probe_delta_share", payload, random(100_000, 1))).isEqualTo(1);
  }

  @Test
  void estimatesADeltaThatItCannotPayFor() {
    var payload = random(100_000, 7);
    var half = payload.clone();
    Arrays.fill(half, 0, 50_000, (byte) 1);
    var budget = COST.scanMs(100_000, 100_000) + COST.trialMs(SHALLOW, 100_000);

    assertThat(feature("probe_delta_share", payload, half, budget)).isZero();
    assertThat(feature("probe_delta_lz4_ratio", payload, half, budget))
        .isEqualTo(0.5, within(0.01));
    assertThat(feature("probe_delta_zstd_ratio", payload, half, budget)).isNaN();
  }

  @Test
  void comparesWithTheBaselineWhereNoTrialPays() {
    var payload = random(100_000, 7);
    var half = payload.clone();
    Arrays.fill(half, 0, 50_000, (byte) 1);
    var scanMs = COST.scanMs(100_000, 100_000);

    var look = look(payload, half, scanMs);

    assertThat(look.ms()).isEqualTo(scanMs);
    assertThat(look.features()[NAMES.indexOf("probe_equal_blocks")]).isEqualTo(0.5, within(0.01));
    assertThat(look.features()[NAMES.indexOf("probe_delta_share")]).isZero();
    assertThat(look.features()[NAMES.indexOf("probe_delta_lz4_ratio")])
        .isEqualTo(0.5, within(0.01));
    assertThat(look.features()[NAMES.indexOf("probe_sample_share")]).isNaN();
  }

  @Test
  void saysNothingOfABaselineThatIsNotThere() {
    var features = look(text(5000), null, RICH).features();

    assertThat(Arrays.copyOfRange(features, 4, features.length)).containsOnly(Double.NaN);
    assertThat(Arrays.copyOf(features, 4)).doesNotContain(Double.NaN);
  }

  @Test
  void looksAtPayloadsOfEveryLength() {
    for (var length : List.of(1, 3, 31, 1024, 4095, 16_384, 16_385, 32_768, 32_769)) {
      for (var baseline :
          List.of(new byte[0], new byte[1], random(length, 8), random(3 * length, 9))) {
        var allowance = Probe.Allowance.of(RICH, true);
        assertThat(look(random(length, 7), baseline, allowance).features())
            .as("length %d, baseline %d", length, baseline.length)
            .doesNotContain(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
      }
    }
  }

  @Test
  void goesAsDeepAsItsBudgetPaysFor() {
    var payload = random(100_000, 1);

    var skipped = look(payload, null, 0.01);
    assertThat(skipped.ms()).isZero();
    assertThat(skipped.features()).containsOnly(Double.NaN);
    var shallow = look(payload, null, 0.012);
    assertThat(shallow.ms()).isEqualTo(0.01 + 1024e-6);
    assertThat(shallow.features()[NAMES.indexOf("probe_zstd_ratio")]).isNaN();
    assertThat(look(payload, null, 0.1).ms())
        .isEqualTo(0.01 + 16_384e-6 + 0.02 + 8192 * 2e-6, within(1e-12));
    assertThat(look(payload, null, RICH).ms())
        .isEqualTo(0.01 + 100_000e-6 + 0.02 + 100_000 * 2e-6, within(1e-12));
  }

  @Test
  void chargesWhatTheBaselineCosts() {
    var payload = random(100_000, 1);
    var beside = 0.01 + 16_384e-6 + 0.02 + 8192 * 2e-6;
    var delta = 0.01 + 100_000 * 3e-6 + 0.02;

    assertThat(look(payload, payload.clone(), RICH).ms())
        .isEqualTo(100_000 * 1e-7 + beside + delta, within(1e-12));
  }

  @Test
  void neverSpendsMoreThanItsBudget() {
    var payload = text(60_000);
    for (var budget = 0.001; budget < 40; budget *= 1.2) {
      for (var baseline : new byte[][] {null, payload, random(60_000, 2)}) {
        for (var zstdMax : List.of(false, true)) {
          var allowance = Probe.Allowance.of(budget, zstdMax);
          assertThat(look(payload, baseline, allowance).ms()).isLessThanOrEqualTo(budget);
        }
      }
    }
  }

  @Test
  void triesZstdMaxWhereItIsACandidateAndPays() {
    var payload = text(60_000);
    var baseline = random(60_000, 2);
    System.arraycopy(payload, 0, baseline, 0, 10_000);
    var hard = Probe.Allowance.of(RICH, true);

    var look = look(payload, baseline, hard);
    var plain = look(payload, baseline, RICH);

    try (var codecs = new CodecContext()) {
      assertThat(look.features()[NAMES.indexOf("probe_zstd_max_ratio")])
          .isEqualTo(
              codecs.compressedSize(Codec.ZSTD_MAX, payload, 0, 60_000) / 60_000.0, within(1e-12));
      var delta = Delta.encode(baseline, payload);
      assertThat(look.features()[NAMES.indexOf("probe_delta_zstd_max_ratio")])
          .isEqualTo(
              codecs.compressedSize(Codec.ZSTD_MAX, delta, 0, delta.length) / 60_000.0,
              within(1e-12));
      assertThat(look.features()[NAMES.indexOf("probe_zstd_max_share")]).isEqualTo(1);
      assertThat(look.features()[NAMES.indexOf("probe_delta_zstd_max_share")]).isEqualTo(1);
      assertThat(look.ms() - plain.ms())
          .isEqualTo(2 * 0.02 + (60_000 + delta.length) * 1e-4, within(1e-9));
    }
    assertThat(plain.features()[NAMES.indexOf("probe_zstd_max_ratio")]).isNaN();
  }

  @Test
  void takesZstdsRatioForZstdMaxThatItDoesNotTry() {
    var payload = text(60_000);
    var poor = Probe.Allowance.of(COST.trialMs(DEEP, 60_000) + 1, true);

    var features = look(payload, null, poor).features();

    assertThat(features[NAMES.indexOf("probe_zstd_share")]).isEqualTo(1);
    assertThat(features[NAMES.indexOf("probe_zstd_max_share")]).isZero();
    assertThat(features[NAMES.indexOf("probe_zstd_max_ratio")])
        .isEqualTo(features[NAMES.indexOf("probe_zstd_ratio")]);
  }
}
