package io.novacron.dwcp.features.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.novacron.dwcp.common.schema.ColumnSpec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProbeTest {

  private static final ProbeCost COST = new ProbeCost(0.1, 1e-5, 1e-7);
  private static final ProbeConfig CONFIG =
      new ProbeConfig(16 << 10, 1 << 10, 4 << 10, 2, 16 << 10, 10, COST);
  private static final List<String> NAMES = Probe.COLUMNS.stream().map(ColumnSpec::name).toList();

  private static byte[] random(int length, long seed) {
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

  private static double feature(String name, byte[] payload, byte[] baseline) {
    try (var probe = new Probe(CONFIG)) {
      return probe.features(payload, baseline)[NAMES.indexOf(name)];
    }
  }

  @Test
  void tellsRandomBytesFromText() {
    var noise = random(100_000, 1);

    assertThat(feature("probe_entropy", noise, null)).isGreaterThan(7.9);
    assertThat(feature("probe_zstd_ratio", noise, null)).isBetween(0.999, 1.01);
    assertThat(feature("probe_entropy", text(100_000), null)).isLessThan(5);
    assertThat(feature("probe_zstd_ratio", text(100_000), null)).isLessThan(0.05);
    assertThat(feature("probe_printable_share", text(100_000), null)).isEqualTo(1);
    assertThat(feature("probe_repeat_share", text(100_000), null)).isGreaterThan(0.9);
    assertThat(feature("probe_repeat_share", noise, null)).isLessThan(0.01);
  }

  @Test
  void seesTheEndOfAPayloadThatChangesHalfway() {
    var payload = random(200_000, 2);
    Arrays.fill(payload, 100_000, 200_000, (byte) 0);

    assertThat(feature("probe_zero_share", payload, null)).isLessThan(0.01);
    assertThat(feature("probe_sample_zero_share", payload, null)).isEqualTo(0.5, within(0.05));
    assertThat(feature("probe_lz4_ratio", payload, null)).isEqualTo(0.5, within(0.05));
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
    assertThat(feature("probe_shifted", payload, baseline)).isZero();
    assertThat(feature("probe_delta_zstd_ratio", payload, baseline)).isLessThan(0.02);
    assertThat(feature("probe_zstd_ratio", payload, baseline)).isGreaterThan(0.99);
  }

  @Test
  void seesAnInsertion() {
    var baseline = random(200_000, 4);
    var payload = new byte[baseline.length + 300];
    System.arraycopy(baseline, 0, payload, 0, 50_000);
    System.arraycopy(baseline, 50_000, payload, 50_300, 150_000);

    assertThat(feature("probe_equal_pages", payload, baseline)).isEqualTo(0.25, within(0.02));
    assertThat(feature("probe_shifted", payload, baseline)).isEqualTo(0.75, within(0.07));
    assertThat(feature("probe_log_delta", payload, baseline)).isLessThan(-4);
  }

  @Test
  void seesALongInsertionFromTheEnd() {
    var baseline = random(200_000, 4);
    var payload = new byte[baseline.length + 9_000];
    System.arraycopy(baseline, 0, payload, 9_000, 200_000);

    assertThat(feature("probe_shifted", payload, baseline)).isEqualTo(0.95, within(0.05));
    assertThat(feature("probe_log_delta", payload, baseline)).isLessThan(-0.7);
  }

  @Test
  void findsNoDeltaInAForeignBaseline() {
    assertThat(feature("probe_log_delta", random(100_000, 5), random(90_000, 6)))
        .isBetween(-0.01, 0.01);
    assertThat(feature("probe_shifted", random(100_000, 5), random(90_000, 6))).isZero();
  }

  @Test
  void saysNothingOfABaselineThatIsNotThere() {
    try (var probe = new Probe(CONFIG)) {
      var features = probe.features(text(5000), null);

      assertThat(Arrays.copyOfRange(features, 8, 14)).containsOnly(Double.NaN);
      assertThat(Arrays.copyOf(features, 8)).doesNotContain(Double.NaN);
    }
  }

  @Test
  void looksAtPayloadsOfEveryLength() {
    try (var probe = new Probe(CONFIG)) {
      for (var length : List.of(1, 3, 31, 1024, 4095, 16_384, 16_385, 32_768, 32_769)) {
        for (var baseline :
            List.of(new byte[0], new byte[1], random(length, 8), random(3 * length, 9))) {
          assertThat(probe.features(random(length, 7), baseline))
              .as("length %d, baseline %d", length, baseline.length)
              .doesNotContain(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        }
      }
    }
  }

  @Test
  void chargesTheBytesThatItTouches() {
    assertThat(CONFIG.costMs(1000, 0)).isEqualTo(0.1 + 2000e-5);
    assertThat(CONFIG.costMs(1 << 20, 0)).isEqualTo(0.1 + (20 << 10) * 1e-5, within(1e-12));
    assertThat(CONFIG.costMs(1 << 20, 1 << 19))
        .isEqualTo(0.1 + (52 << 10) * 1e-5 + (1 << 19) * 1e-7, within(1e-12));
  }

  @Test
  void skipsWhereSendingTakesLessThanTenProbes() {
    var oneProbeMs = CONFIG.costMs(1_000_000, 0);
    var borderMbps = 1_000_000 * 8 / 1000.0 / (10 * oneProbeMs);

    assertThat(CONFIG.skips(1_000_000, 0, borderMbps * 1.01)).isTrue();
    assertThat(CONFIG.skips(1_000_000, 0, borderMbps * 0.99)).isFalse();
    assertThat(CONFIG.skips(1_000_000, 0, 0)).isFalse();
  }

  @Test
  void measuresACostThatGrowsWithBytes() {
    var cost = ProbeCost.measure(List.of(random(100_000, 1), text(100_000)), CONFIG);

    assertThat(cost.fixedMs()).isPositive();
    assertThat(cost.msPerSampledByte()).isPositive();
    assertThat(cost.msPerScannedByte()).isPositive().isLessThan(1e-4);
    assertThat(CONFIG.withCost(cost).cost()).isEqualTo(cost);
  }

  @Test
  void refusesSettingsThatMakeNoProbe() {
    assertThatThrownBy(() -> new ProbeConfig(1, 2, 0, 1, 1, -1, COST))
        .hasMessageContaining("block-bytes: 2 is above sample-bytes 1")
        .hasMessageContaining("first-block-bytes: 0")
        .hasMessageContaining("skip-below-probes: -1");
    assertThatThrownBy(() -> new ProbeCost(-1, 0, 0)).hasMessageContaining("fixed-ms -1");
    assertThatThrownBy(() -> ProbeCost.measure(List.of(), CONFIG))
        .hasMessageContaining("no payload");
  }
}
