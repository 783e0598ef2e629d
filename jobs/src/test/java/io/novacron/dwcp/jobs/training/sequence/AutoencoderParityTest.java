package io.novacron.dwcp.jobs.training.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.novacron.dwcp.jobs.export.AutoencoderModel;
import io.novacron.dwcp.jobs.export.AutoencoderScoring;
import io.novacron.dwcp.jobs.export.AutoencoderScoring.Lasting;
import io.novacron.dwcp.jobs.export.AutoencoderSpec;
import io.novacron.dwcp.jobs.export.AutoencoderToOnnx;
import io.novacron.dwcp.jobs.export.FloatMatrix;
import io.novacron.dwcp.jobs.export.TensorSpec.Field;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AutoencoderParityTest {

  private static final int WINDOWS = 10_500;
  private static final AutoencoderSpec SPEC =
      new AutoencoderSpec(
          "small", 8, List.of(new Field("a", "1"), new Field("b", "1"), new Field("c", "1")), 6, 4);
  private static final AutoencoderScoring SCORING =
      new AutoencoderScoring(
          List.of(0.1f, -0.2f, 1f),
          List.of(1f, 0.5f, 2f),
          List.of(1f, 3f, 0.5f),
          2,
          5,
          2,
          0.2f,
          new Lasting(4, 3, List.of(0), List.of(2), 0.7f),
          0.3f);

  private static AutoencoderModel model() {
    return new AutoencoderModel(SPEC, SCORING, weights(SPEC, 3, 0.5f));
  }

  private static float[] weights(AutoencoderSpec spec, long seed, float largest) {
    var random = new Random(seed);
    var weights = new float[spec.weights().stream().mapToInt(weight -> weight.size()).sum()];
    for (var i = 0; i < weights.length; i++) {
      weights[i] = largest * (2 * random.nextFloat() - 1);
    }
    return weights;
  }

  private static FloatMatrix windows(int rows) {
    return windows(SPEC, rows);
  }

  private static FloatMatrix windows(AutoencoderSpec spec, int rows) {
    var random = new Random(7);
    var windows = FloatMatrix.zeros(rows, spec.windowValues());
    for (var i = 0; i < windows.values().length; i++) {
      windows.values()[i] = (float) random.nextGaussian();
    }
    return windows;
  }

  @Test
  void theFileScoresAsTheNetworkOnExtremesAndGaps() {
    var model = model();
    var windows = AutoencoderParity.withExtremes(windows(2000), WINDOWS, 1);

    try (var scorer = AutoencoderToOnnx.export(model).open()) {
      var report = new AutoencoderParity(model).compare(scorer, windows);

      assertThat(report.rows()).isEqualTo(WINDOWS);
      assertThat(report.maxAbsDifference()).isBetween(1e-12, 1e-5);
      assertThat(report.passes()).isTrue();
    }
  }

  /** Weights as large as those of a fitted network, at its full size; each third window is high. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2})
  void thirtyStepsCostNoDigits(long seed) {
    var columns = IntStream.range(0, 12).mapToObj(i -> new Field("c" + i, "1")).toList();
    var spec = new AutoencoderSpec("full", 30, columns, 24, 8);
    var scoring =
        new AutoencoderScoring(
            Collections.nCopies(12, 0f),
            Collections.nCopies(12, 2f),
            Collections.nCopies(12, 1f),
            4,
            25,
            8,
            0.1f,
            new Lasting(6, 4, List.of(0, 1, 2, 3, 4, 6), List.of(5, 7), 3),
            0.5f);
    var model = new AutoencoderModel(spec, scoring, weights(spec, seed, 0.7f));
    var windows = windows(spec, 500);
    for (var i = 0; i < windows.values().length; i++) {
      windows.values()[i] = 2 * windows.values()[i] + (i / spec.windowValues() % 3 == 0 ? 10 : 0);
    }

    try (var scorer = AutoencoderToOnnx.export(model).open()) {
      var all = AutoencoderParity.withExtremes(windows, 2000, 1);
      var report = new AutoencoderParity(model).compare(scorer, all);

      assertThat(report.maxAbsDifference()).isBetween(1e-12, 5e-6);
    }
  }

  @Test
  void seesTheFileOfAnotherModel() {
    var model = model();
    var weights = model.weights();
    weights[weights.length - 1] += 0.01f;
    var other = new AutoencoderModel(SPEC, SCORING, weights);

    try (var scorer = AutoencoderToOnnx.export(other).open()) {
      assertThat(new AutoencoderParity(model).compare(scorer, windows(500)).passes()).isFalse();
    }
  }

  @Test
  void seesTheFileWithAnotherThreshold() {
    var model = model();
    var other = model.with(SCORING.withThreshold(0.9f));

    try (var scorer = AutoencoderToOnnx.export(other).open()) {
      var report = new AutoencoderParity(model).compare(scorer, windows(500));

      assertThat(report.maxAbsDifference()).isLessThanOrEqualTo(1e-5);
      assertThat(report.flippedDecisions()).isPositive();
    }
  }

  /** The definition, from the reconstruction that the file itself gives. */
  @Test
  void scoresTheLastStepsOfTheReconstruction() {
    var windows = windows(200);
    try (var scorer = AutoencoderToOnnx.export(model()).open()) {
      var scores = scorer.score(windows);
      var rebuilt = scores.floats(AutoencoderToOnnx.RECONSTRUCTION);
      for (var row = 0; row < windows.rows(); row++) {
        var expected = naiveScore(windows, rebuilt, row);
        assertThat(scores.floats(AutoencoderToOnnx.SCORE).at(row, 0))
            .isCloseTo(expected, within(1e-4f));
        assertThat(scores.integers(AutoencoderToOnnx.ALARM).get(row))
            .isEqualTo(expected >= SCORING.threshold() ? 1L : 0L);
      }
    }
  }

  private static float naiveScore(FloatMatrix windows, FloatMatrix rebuilt, int row) {
    double total = 0;
    double distance = 0;
    for (var step = 6; step < 8; step++) {
      double sum = 0;
      for (var column = 0; column < 3; column++) {
        var at = step * 3 + column;
        double difference =
            ((double) rebuilt.at(row, at) - windows.at(row, at)) / SCORING.deviations().get(column);
        sum += SCORING.weights().get(column) * difference * difference;
        distance += Math.abs((double) windows.at(row, at) - SCORING.means().get(column));
      }
      total += Math.min(SCORING.most(), sum / 3);
    }
    var mean = total / 2 + SCORING.distance() * distance / 6 + 0.7 * naiveLasting(windows, row);
    return (float) (mean / (mean + SCORING.half()));
  }

  /** Third largest of four steps' distance: the first column above, the third below its mean. */
  private static double naiveLasting(FloatMatrix windows, int row) {
    return IntStream.range(4, 8)
        .mapToDouble(
            step ->
                (Math.max(0, windows.at(row, step * 3) - SCORING.means().get(0))
                        + Math.max(0, SCORING.means().get(2) - windows.at(row, step * 3 + 2)))
                    / 2.0)
        .sorted()
        .toArray()[1];
  }
}
