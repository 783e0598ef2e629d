package io.novacron.dwcp.jobs.generate.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.jobs.generate.GenerateConfigs;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LinkSimulatorTest {

  private static final FleetConfig CONFIG = GenerateConfigs.fleet();
  private static final EstimateConfig FRESH = new EstimateConfig(3, 1, 0);
  private static final List<Departure> DEPARTURES =
      List.of(new Departure(0, 4000.5, 65_536), new Departure(1, 40_059.9, 4096));

  @Test
  void samplesEveryIntervalOfEveryDay() {
    var record = run(3, 1, List.of());

    assertThat(record.samples()).hasSize(2 * 1440);
    assertThat(record.samples().get(0).atS()).isEqualTo(60);
    assertThat(record.samples().get(2879).atS()).isEqualTo(172_800);
  }

  @Test
  void staysWithinPhysicalBounds() {
    for (var sample : run(5, 1, DEPARTURES).samples()) {
      assertThat(sample.throughputMbps()).isPositive();
      assertThat(sample.lossRatio()).isBetween(0.0, 1.0);
      assertThat(sample.rttMs()).isPositive();
      assertThat(sample.queuePackets()).isNotNegative();
    }
  }

  @Test
  void givesTheSameRecordForTheSameSeedAndAnotherForAnother() {
    assertThat(run(3, 1, DEPARTURES)).isEqualTo(run(3, 1, DEPARTURES));
    assertThat(run(3, 1, DEPARTURES)).isNotEqualTo(run(3, 2, DEPARTURES));
  }

  @Test
  void estimatesWorseFromOldSamples() {
    var many =
        IntStream.range(0, 200).mapToObj(i -> new Departure(i, 5000.5 + 400.0 * i, 8192)).toList();

    var fresh = meanError(many, FRESH);
    var old = meanError(many, new EstimateConfig(3, 30, 0));

    assertThat(old).isGreaterThan(1.5 * fresh);
  }

  @Test
  void backsOffWhenTheBufferOverflows() {
    var window = new CubicWindow(100, new Draws(1, "w"));
    var lost = 0.0;

    for (var s = 0; s < 100; s++) {
      lost += window.advance(1, 100);
    }

    assertThat(lost).isPositive();
    assertThat(window.segments()).isLessThanOrEqualTo(100);
  }

  @Test
  void refusesSettingsThatCannotBe() {
    assertThatThrownBy(() -> new EstimateConfig(0, 1, 0)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> new EstimateConfig(1, 1, 1)).hasMessageContaining("noise");
    assertThatThrownBy(() -> new RegimeConfig(0, 1, 1, 0.5, 0.2, 0.1))
        .hasMessageContaining("hours");
    assertThatThrownBy(() -> new RegimeConfig(1, 1, 1, 0.5, 0.6, 0.1))
        .hasMessageContaining("factor");
    assertThatThrownBy(() -> new RegimeConfig(1, 1, 1, 0.5, 0.2, 2)).hasMessageContaining("chance");
    assertThatThrownBy(() -> path(2, 1, 10)).hasMessageContaining("capacity-mbps");
    assertThatThrownBy(() -> path(1, 2, 0)).hasMessageContaining("fast-tau-s");
    assertThatThrownBy(() -> fleet(0.6, 0.6, 60, 0.1, 1)).hasMessageContaining("dc-share");
    assertThatThrownBy(() -> fleet(0.1, 0.1, 7, 0.1, 1)).hasMessageContaining("step-s");
    assertThatThrownBy(() -> fleet(0.1, 0.1, 60, 2, 1)).hasMessageContaining("sensor-noise");
    assertThatThrownBy(() -> fleet(0.1, 0.1, 60, 0.1, -1)).hasMessageContaining("max-skew-ms");
  }

  private static PathConfig path(double min, double max, double tau) {
    return new PathConfig(min, max, 1, 2, 0.1, tau, 0.1, 1, 1, 0, 1);
  }

  private static FleetConfig fleet(double dc, double metro, int step, double noise, double skew) {
    var path = path(1, 2, 10);
    return new FleetConfig(dc, metro, step, noise, skew, CONFIG.regimes(), path, path, path);
  }

  private static double meanError(List<Departure> departures, EstimateConfig estimate) {
    var profile = wideArea();
    return new LinkSimulator(profile, CONFIG, estimate)
        .run(1, departures).transfers().stream()
            .mapToDouble(t -> Math.abs(Math.log(t.estimateMbps() / t.bandwidthMbps())))
            .average()
            .orElseThrow();
  }

  private static LinkProfile wideArea() {
    var fleet = new Fleet(CONFIG, 1);
    return IntStream.range(0, 100)
        .mapToObj(fleet::profile)
        .filter(profile -> profile.type() == LinkType.WAN)
        .findFirst()
        .orElseThrow();
  }

  private static LinkRecord run(int index, long seed, List<Departure> departures) {
    return new LinkSimulator(new Fleet(CONFIG, seed).profile(index), CONFIG, FRESH)
        .run(2, departures);
  }
}
