package io.novacron.dwcp.features.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClusterWindowTest {

  private static final int STEPS = ClusterWindow.STEPS;

  /** Latencies of so many ms, nothing waiting, 100 proposals decided; every 2 s. */
  private static ClusterSample sample(int step, double latencyMs, double committed) {
    var latency = committed == 0 ? Double.NaN : latencyMs;
    return new ClusterSample(
        step * 2_000_000L,
        step * 2_000_000L,
        new double[] {latency, latency, latency, 0, 5, committed, 0, 4});
  }

  private static List<@Nullable ClusterSample> steady() {
    var samples = new ArrayList<@Nullable ClusterSample>();
    for (var step = 0; step < STEPS; step++) {
      samples.add(sample(step, 100, 100));
    }
    return samples;
  }

  private static ClusterLevel level() {
    var samples = new ArrayList<ClusterSample>();
    for (var step = 0; step < STEPS; step++) {
      samples.add(sample(step, 100, 100));
    }
    return ClusterLevel.of(samples, Long.MAX_VALUE, 2).orElseThrow();
  }

  private static ClusterWindow window(List<@Nullable ClusterSample> steps) {
    return ClusterWindow.of(steps, level(), 2);
  }

  @Test
  void isZeroAtTheUsualLevel() {
    var window = window(steady());

    for (var column : ClusterColumn.values()) {
      assertThat(window.last(column)).isEqualTo(column == ClusterColumn.KNOWN ? 1 : 0);
    }
    assertThat(window.knownShare()).isEqualTo(1);
    assertThat(window.averageResidual()).isZero();
    assertThat(window.tailRatio()).isEqualTo(1);
  }

  @Test
  void bendsDeviationsThatAreFarFromTheUsual() {
    var steps = steady();
    steps.set(STEPS - 1, sample(STEPS - 1, 200, 100));

    var window = window(steps);

    // ln 2 is 34.66 of the least spread of a latency.
    var deviation = Math.log(2) / 0.02;
    var bent = 4 * Math.log(deviation / 4 + Math.hypot(deviation / 4, 1));
    assertThat(window.last(ClusterColumn.P50)).isCloseTo(bent, within(1e-5));
    var rise = deviation / Math.sqrt(2);
    assertThat(window.last(ClusterColumn.P50_RISE))
        .isCloseTo(4 * Math.log(rise / 4 + Math.hypot(rise / 4, 1)), within(1e-5));
    assertThat(window.averageResidual()).isCloseTo(1, within(1e-9));
  }

  @Test
  void takesTheTimeWithoutADecisionForTheLatency() {
    var steps = steady();
    steps.set(STEPS - 2, sample(STEPS - 2, 0, 0));
    steps.set(STEPS - 1, sample(STEPS - 1, 0, 0));

    var idle = window(steps).last(ClusterColumn.P50);

    steps.set(STEPS - 2, sample(STEPS - 2, 4000, 100));
    steps.set(STEPS - 1, sample(STEPS - 1, 4000, 100));
    assertThat(idle).isEqualTo(window(steps).last(ClusterColumn.P50));
  }

  @Test
  void repeatsTheStepBeforeInAGap() {
    var steps = steady();
    steps.set(10, sample(10, 150, 100));
    steps.set(11, null);

    var window = window(steps);

    var at = 11 * ClusterWindow.COLUMNS;
    assertThat(window.values()[at + ClusterColumn.P50.place()])
        .isEqualTo(window.values()[at - ClusterWindow.COLUMNS + ClusterColumn.P50.place()])
        .isPositive();
    assertThat(window.values()[at + ClusterColumn.KNOWN.place()]).isZero();
    assertThat(window.mask()[11]).isZero();
    assertThat(window.knownShare()).isCloseTo(29 / 30.0, within(1e-12));
  }

  @Test
  void knowsNoLevelOfSamplesThatHaveNotArrived() {
    var samples = List.of(sample(0, 100, 100), sample(1, 100, 100));

    assertThat(ClusterLevel.of(samples, 2_000_000, 2)).isPresent();
    assertThat(ClusterLevel.of(samples, 1_999_999, 2)).isEmpty();
  }
}
