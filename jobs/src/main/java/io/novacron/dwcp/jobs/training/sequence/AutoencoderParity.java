package io.novacron.dwcp.jobs.training.sequence;

import io.novacron.dwcp.common.run.Seeds;
import io.novacron.dwcp.jobs.export.AutoencoderModel;
import io.novacron.dwcp.jobs.export.AutoencoderToOnnx;
import io.novacron.dwcp.jobs.export.FloatMatrix;
import io.novacron.dwcp.jobs.export.OnnxScorer;
import io.novacron.dwcp.jobs.export.Parity;
import io.novacron.dwcp.jobs.export.Parity.ParityReport;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;

/**
 * Proof that an exported autoencoder scores as the trained network does: the same windows go
 * through PyTorch and {@link io.novacron.dwcp.jobs.export.AutoencoderScoring}, and through ONNX
 * Runtime. Score and reconstruction are compared, differences of the latter over the largest of 1,
 * its column's mean and its deviation: it is the sum of the one and a product with the other, each
 * of which has seven digits. An alarm is flipped where the graph's differs from the network's and
 * the score lies further from the threshold than the tolerance.
 */
public final class AutoencoderParity {

  private final AutoencoderModel model;

  public AutoencoderParity(AutoencoderModel model) {
    this.model = model;
  }

  /** Compares the exported file with the network on windows without infinities. */
  public ParityReport compare(OnnxScorer scorer, FloatMatrix windows) {
    var network = new AutoencoderErrors(model);
    var expected = network.scores(windows);
    var rebuilt = network.reconstructions(windows);
    var actual = scorer.score(windows);
    var alarms = actual.integers(AutoencoderToOnnx.ALARM);
    var largest =
        Math.max(
            largest(expected, actual.floats(AutoencoderToOnnx.SCORE), i -> 1),
            largest(rebuilt, actual.floats(AutoencoderToOnnx.RECONSTRUCTION), this::resolution));
    var threshold = model.scoring().threshold();
    var flipped = 0;
    for (var row = 0; row < windows.rows(); row++) {
      var score = expected.at(row, 0);
      var isAbove = score >= threshold;
      var isClose = Math.abs((double) score - threshold) <= Parity.TOLERANCE;
      flipped += !isClose && isAbove != (alarms.get(row) == 1) ? 1 : 0;
    }
    return new ParityReport(windows.rows(), largest, flipped);
  }

  /** Of a value of a reconstruction, by its place among all of them. */
  private double resolution(int place) {
    var scoring = model.scoring();
    var column = place % scoring.means().size();
    double mean = Math.abs(scoring.means().get(column));
    return Math.max(1, Math.max(mean, scoring.deviations().get(column)));
  }

  private static double largest(FloatMatrix left, FloatMatrix right, IntToDoubleFunction size) {
    double largest = 0;
    for (var i = 0; i < left.values().length; i++) {
      double difference = Math.abs((double) left.values()[i] - right.values()[i]);
      double share = difference / size.applyAsDouble(i);
      largest = Math.max(largest, Double.isNaN(share) ? Double.POSITIVE_INFINITY : share);
    }
    return largest;
  }

  /**
   * The windows, then windows that a graph could read differently, until there are {@code wanted}:
   * with missing values, ten times as large, of the other sign, all missing, or all 0.
   */
  public static FloatMatrix withExtremes(FloatMatrix windows, int wanted, long seed) {
    var all = FloatMatrix.zeros(Math.max(wanted, windows.rows()), windows.columns());
    System.arraycopy(windows.values(), 0, all.values(), 0, windows.values().length);
    var random = new SplittableRandom(Seeds.derive(seed, "parity"));
    for (var row = windows.rows(); row < all.rows(); row++) {
      var kind = (row - windows.rows()) % 6;
      for (var i = 0; i < windows.columns(); i++) {
        var value = windows.rows() == 0 ? 0 : windows.at(row % windows.rows(), i);
        all.set(row, i, changed(kind, value, random.nextDouble()));
      }
    }
    return all;
  }

  private static float changed(int kind, float value, double draw) {
    return switch (kind) {
      case 0 -> draw < 0.1 ? Float.NaN : value;
      case 1 -> value * 10;
      case 2 -> -value;
      case 3 -> (float) (value + draw - 0.5);
      case 4 -> draw < 0.9 ? Float.NaN : value;
      default -> 0;
    };
  }
}
