package io.novacron.dwcp.jobs.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.schema.Tables;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GenerateConfigTest {

  private static final GenerateConfig SHIPPED = GenerateConfigs.of(1, 2, 7, 100);

  @Test
  void knowsItsFirstDay() {
    assertThat(SHIPPED.first()).isEqualTo(LocalDate.of(2026, 1, 1));
  }

  @Test
  void looksThirtySamplesBackOnlyWhenHard() {
    var hard = config("2026-01-01", 2, 7, 100, Difficulty.HARD);

    assertThat(SHIPPED.estimate().ageSamples()).isEqualTo(1);
    assertThat(hard.estimate().ageSamples()).isEqualTo(30);
  }

  @Test
  void makesWideAreaLinksAsFastAsCodecsOnlyWhenHard() {
    var hard = config("2026-01-01", 2, 7, 100, Difficulty.HARD).fleetAtDifficulty();

    assertThat(SHIPPED.fleetAtDifficulty()).isEqualTo(SHIPPED.fleet());
    assertThat(hard.wan().minCapacityMbps()).isEqualTo(100);
    assertThat(hard.wan().maxCapacityMbps()).isEqualTo(2000);
    assertThat(hard.wan().fastSigma()).isEqualTo(SHIPPED.fleet().wan().fastSigma());
    assertThat(hard.metro()).isEqualTo(SHIPPED.fleet().metro());
  }

  @Test
  void refusesHardSettingsThatCannotBe() {
    assertThatThrownBy(() -> new HardConfig(0, 100, 2000))
        .hasMessageContaining("hard.estimate-age-samples: 0");
    assertThatThrownBy(() -> new HardConfig(30, 2000, 100))
        .hasMessageContaining("wan-max-capacity-mbps: 2000.0, 100.0");
  }

  @ParameterizedTest(name = "{4}")
  @CsvSource({
    "2026-13-01, 1, 1, 1, first-day",
    "2026-01-01, 0, 1, 1, days",
    "2026-01-01, 1, 0, 1, links",
    "2026-01-01, 1, 1, 0, transfers"
  })
  void refusesWhatCannotBe(String day, int days, int links, long transfers, String key) {
    assertThatThrownBy(() -> config(day, days, links, transfers, Difficulty.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("generate." + key);
  }

  @Test
  void refusesTransferSettingsThatCannotBe() {
    assertThatThrownBy(() -> new TransferConfig(10, 3, 0.01, 1, 10, 1_000_000))
        .hasMessageContaining("warm-up-s");
    assertThatThrownBy(() -> new TransferConfig(3600, 3, 0.01, 3600, 10, 1_000_000))
        .hasMessageContaining("estimate-age-samples");
  }

  @Test
  void refusesDirtThatLeavesNoCleanRows() {
    assertThatThrownBy(() -> new DirtConfig(0, 0, 0, 0, 0, 0.6, 0, 0))
        .hasMessageContaining("dirt.bad-share: 0.6");
    assertThatThrownBy(() -> new DirtConfig(0, 0, 0, 0, -1, 0, 0, 0))
        .hasMessageContaining("dirt.max-late-s");
  }

  @Test
  void sharesTransfersOverLinksWithoutLossOrRepeat() {
    var departures = new Departures(SHIPPED, 7);

    var numbers =
        java.util.stream.IntStream.range(0, 7)
            .boxed()
            .flatMap(link -> departures.of(link, 0, 1000).stream())
            .mapToLong(departure -> departure.number())
            .sorted();

    assertThat(numbers.toArray()).isEqualTo(LongStream.range(0, 100).toArray());
  }

  @Test
  void everySourceBecomesATableOfTelemetry() {
    assertThat(Arrays.stream(Source.values()).map(Source::table))
        .containsExactlyInAnyOrderElementsOf(Tables.TELEMETRY);
    assertThat(Source.EPISODES.folder()).isEqualTo("episodes");
    assertThat(Source.EPISODES.landingSchema().fieldNames()).doesNotContain("ds");
  }

  private static GenerateConfig config(
      String day, int days, int links, long transfers, Difficulty difficulty) {
    return new GenerateConfig(
        1,
        day,
        days,
        links,
        transfers,
        difficulty,
        SHIPPED.hard(),
        SHIPPED.fleet(),
        SHIPPED.trace(),
        SHIPPED.transfer(),
        SHIPPED.payload(),
        SHIPPED.dirt(),
        SHIPPED.node(),
        SHIPPED.paths());
  }
}
