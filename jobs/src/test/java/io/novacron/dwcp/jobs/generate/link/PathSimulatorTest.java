package io.novacron.dwcp.jobs.generate.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.novacron.dwcp.jobs.generate.GenerateConfigs;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Forty paths of one day, shipped and hard. */
class PathSimulatorTest {

  private static final SharedPathConfig SHARED = new SharedPathConfig(180, 0.25, 60);

  private static List<PathRecord> paths(FleetConfig config) {
    var fleet = new Fleet(config, 3);
    var paths = new ArrayList<PathRecord>();
    for (var index = 0; index < 40; index++) {
      paths.add(new PathSimulator(fleet.profile(index), config, SHARED).run(1));
    }
    return paths;
  }

  /** Root mean square over rows of the relative error of what a forecast from sample i says. */
  private static double error(List<PathRecord> paths, boolean mechanism) {
    double squares = 0;
    double rows = 0;
    for (var path : paths) {
      var samples = path.telemetry().samples();
      var mean = samples.stream().mapToDouble(LinkSample::throughputMbps).average().orElseThrow();
      for (var i = 0; i + 1 < samples.size(); i++) {
        var forecast =
            mechanism ? path.expected().get(i).nextMbps() : samples.get(i).throughputMbps();
        var share = (samples.get(i + 1).throughputMbps() - forecast) / mean;
        squares += share * share;
        rows++;
      }
    }
    return Math.sqrt(squares / rows);
  }

  private static double bias(
      List<PathRecord> paths, int ahead, ToDoubleFunction<PathRecord.Expected> said) {
    double sum = 0;
    double rows = 0;
    for (var path : paths) {
      var samples = path.telemetry().samples();
      for (var i = 0; i + ahead < samples.size(); i++) {
        var forecast = said.applyAsDouble(path.expected().get(i));
        sum += samples.get(i + ahead).throughputMbps() / forecast - 1;
        rows++;
      }
    }
    return sum / rows;
  }

  @Test
  void whatTheMechanismExpectsIsUnbiasedAndNearerThanTheLastValue() {
    var paths = paths(GenerateConfigs.paths(40).fleet());

    assertThat(error(paths, true)).isLessThan(0.9 * error(paths, false));
    assertThat(bias(paths, 1, PathRecord.Expected::nextMbps)).isCloseTo(0, within(0.005));
    assertThat(bias(paths, 15, PathRecord.Expected::laterMbps)).isCloseTo(0, within(0.03));
  }

  @Test
  void theCeilingHoldsWhereHardPathsReachTheirCapacity() {
    var hard = paths(GenerateConfigs.paths(40).fleet().withDeviations(8));

    assertThat(error(hard, true)).isLessThan(0.95 * error(hard, false));
    assertThat(bias(hard, 1, PathRecord.Expected::nextMbps)).isCloseTo(0, within(0.05));
  }

  @Test
  void latencyTellsOfTheLoad() {
    var rises = new ArrayList<Double>();
    for (var path : paths(GenerateConfigs.paths(40).fleet())) {
      var samples = path.telemetry().samples();
      var most = samples.stream().mapToDouble(LinkSample::throughputMbps).max().orElseThrow();
      rises.add(meanRtt(samples, most, 0, 0.5) / meanRtt(samples, most, 0.7, 2));
    }

    var known = rises.stream().filter(Double::isFinite).toList();
    assertThat(known).hasSizeGreaterThan(20).allMatch(rise -> rise > 1.05);
  }

  private static double meanRtt(List<LinkSample> samples, double most, double from, double to) {
    return samples.stream()
        .filter(sample -> sample.throughputMbps() >= from * most)
        .filter(sample -> sample.throughputMbps() < to * most)
        .mapToDouble(sample -> Objects.requireNonNull(sample.rttMs()))
        .average()
        .orElse(Double.NaN);
  }

  @Test
  void refusesSettingsThatNoPathHas() {
    assertThatThrownBy(() -> new SharedPathConfig(0, 0.25, 60))
        .hasMessageContaining("settle-s 0.0");
    assertThatThrownBy(() -> new SharedPathConfig(180, 2, 60))
        .hasMessageContaining("queue-share 2.0");
  }
}
