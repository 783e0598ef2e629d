package io.novacron.dwcp.jobs.generate.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.jobs.generate.GenerateConfigs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The wide-area links change as fast as measured ones: decision 0003 has the measured figures. */
final class LinkCalibrationTest {

  private static final int SECONDS = 600;

  @Test
  void wideAreaRateChangesInASecondAsMeasured() {
    var relative = medianRelativeChange(LinkType.WAN, 1);

    // Measured medians: 0.04 (Oboe), 0.07 (Starlink), 0.11 (HSDPA), 0.12 - 0.25 (LTE in vehicles).
    assertThat(relative).isBetween(0.05, 0.13);
  }

  @Test
  void wideAreaRateChangesInHalfAMinuteAsMeasured() {
    var relative = medianRelativeChange(LinkType.WAN, 30);

    // Measured medians: 0.20 (Oboe), 0.25 - 0.59 (LTE), 0.30 (HSDPA).
    assertThat(relative).isBetween(0.2, 0.4);
  }

  @Test
  void wideAreaRateIsCorrelatedOverASecondAndHalfForgottenOverHalfAMinute() {
    // Measured: 0.58 - 0.92 at 1 s, 0.04 - 0.71 at 30 s.
    assertThat(autocorrelation(1)).isBetween(0.75, 0.95);
    assertThat(autocorrelation(30)).isBetween(0.15, 0.7);
  }

  @Test
  void dataCentreRateIsSteadierThanWideArea() {
    // 2 % sensor noise on either sample is most of it.
    assertThat(medianRelativeChange(LinkType.DC, 1))
        .isLessThan(0.5 * medianRelativeChange(LinkType.WAN, 1));
  }

  private static double medianRelativeChange(LinkType type, int lag) {
    var changes = new ArrayList<Double>();
    for (var series : series(type)) {
      for (var i = 0; i + lag < series.length; i++) {
        changes.add(Math.abs(series[i + lag] - series[i]) / series[i]);
      }
    }
    return changes.stream().sorted().skip(changes.size() / 2).findFirst().orElseThrow();
  }

  /** Pooled over links, each centred on its own mean, as the measured figures are. */
  private static double autocorrelation(int lag) {
    var numerator = 0.0;
    var denominator = 0.0;
    for (var series : series(LinkType.WAN)) {
      var mean = Arrays.stream(series).average().orElseThrow();
      for (var i = 0; i < series.length; i++) {
        denominator += (series[i] - mean) * (series[i] - mean);
        numerator += i + lag < series.length ? (series[i] - mean) * (series[i + lag] - mean) : 0;
      }
    }
    return numerator / denominator;
  }

  private static List<double[]> series(LinkType type) {
    var config = GenerateConfigs.fleet();
    var fleet = new Fleet(config, 11);
    var all = new ArrayList<double[]>();
    for (var index = 0; all.size() < 30; index++) {
      var profile = fleet.profile(index);
      if (profile.type() == type) {
        var process = new LinkProcess(profile, config);
        var noise = new Draws(index, "sensor");
        process.advance(60);
        var series = new double[SECONDS];
        for (var s = 0; s < SECONDS; s++) {
          series[s] = process.advance(1).rateMbps() * noise.logNormal(config.sensorNoise());
        }
        all.add(series);
      }
    }
    return all;
  }
}
