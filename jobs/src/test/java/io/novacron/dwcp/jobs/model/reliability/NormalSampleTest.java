package io.novacron.dwcp.jobs.model.reliability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.jobs.export.FloatMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NormalSampleTest {

  private static final long START = 1_767_225_600_123_456_789L;

  private final FloatMatrix normal = normal(2000, new Random(4));
  private final NormalSample sample = NormalSample.of(normal, 9, 1);

  /** Nodes under a common load: Mbit/s, ms, ratio, ms, ratio, ratio, ratio. */
  private static FloatMatrix normal(int n, Random random) {
    var rows = FloatMatrix.zeros(n, 7);
    for (var row = 0; row < n; row++) {
      var load = 0.5 + 0.15 * random.nextGaussian();
      var values =
          new double[] {
            100 * (1.2 - load) + 5 * random.nextGaussian(),
            10 + 4 * load + random.nextGaussian(),
            Math.max(0, 0.002 * random.nextGaussian()),
            1 + 0.3 * random.nextGaussian(),
            load,
            0.6 + 0.05 * random.nextGaussian(),
            Math.max(0, 0.001 * random.nextGaussian())
          };
      for (var column = 0; column < 7; column++) {
        rows.set(row, column, (float) values[column]);
      }
    }
    return rows;
  }

  private static double[][] doubles(List<List<Float>> rows) {
    return rows.stream()
        .map(row -> row.stream().mapToDouble(Float::doubleValue).toArray())
        .toArray(double[][]::new);
  }

  /** The detector as it starts with the published file. */
  private NaiveRuntimeDetector started(long at) {
    var detector = new NaiveRuntimeDetector(at);
    detector.train(doubles(NormalSample.parse(sample.toBytes()).rows()));
    return detector;
  }

  @Test
  void theRuntimesDetectorChoosesTheStatedThreshold() {
    var thresholds = new double[5];
    Arrays.setAll(thresholds, i -> started(START + 977L * i).threshold());

    assertThat(sample.expectedThreshold()).isBetween(0.55, 0.75);
    assertThat(sample.thresholdHigh() - sample.thresholdLow()).isLessThan(0.1);
    assertThat(Arrays.stream(thresholds).boxed())
        .allSatisfy(
            threshold ->
                assertThat(threshold).isBetween(sample.thresholdLow(), sample.thresholdHigh()));
    assertThat(Arrays.stream(thresholds).average().orElseThrow())
        .isBetween(sample.expectedThreshold() - 0.01, sample.expectedThreshold() + 0.01);
  }

  @Test
  void theRuntimesDetectorTellsIncidentsFromFreshNormalRows() {
    var detector = started(START);
    var quiet = normal(1000, new Random(8));
    var failing = normal(200, new Random(9));
    for (var row = 0; row < 200; row++) {
      failing.set(row, 0, 10);
      failing.set(row, 1, 80);
      failing.set(row, 2, 0.05f);
      failing.set(row, 6, 0.04f);
    }

    assertThat(share(detector, failing)).isGreaterThanOrEqualTo(0.98);
    assertThat(share(detector, quiet)).isLessThanOrEqualTo(0.03);
  }

  private static double share(NaiveRuntimeDetector detector, FloatMatrix rows) {
    var alarms = 0;
    for (var row = 0; row < rows.rows(); row++) {
      var values = new double[7];
      for (var column = 0; column < 7; column++) {
        values[column] = rows.at(row, column);
      }
      alarms += detector.detects(values) ? 1 : 0;
    }
    return alarms / (double) rows.rows();
  }

  @Test
  void sameRowsAndSeedGiveTheSameFile() {
    assertThat(NormalSample.of(normal, 9, 1).toBytes()).isEqualTo(sample.toBytes());
    assertThat(NormalSample.parse(sample.toBytes())).isEqualTo(sample);
    assertThat(NormalSample.of(normal, 9, 2).expectedThreshold())
        .isNotEqualTo(sample.expectedThreshold());
    assertThat(new String(sample.toBytes(), UTF_8))
        .startsWith("{\"columns\":[\"bandwidth\",\"latency\",\"packet_loss\",\"jitter\",");
  }

  @Test
  void refusesRowsThatTheRuntimeCannotRead() {
    var missing = normal(300, new Random(1));
    missing.set(7, 2, Float.NaN);

    assertThatThrownBy(() -> NormalSample.of(missing, 2, 1)).hasMessageContaining("finite values");
    assertThatThrownBy(() -> NormalSample.of(normal.slice(0, 255), 2, 1))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("too few rows without a missing value: 255 of 256");
    assertThatThrownBy(() -> NormalSample.parse("{\"columns\":[]}".getBytes(UTF_8)))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("Cannot read a normal sample");
    assertThatThrownBy(() -> new NormalSample.Size(100, 2)).hasMessageContaining("rows: 100");
  }
}
