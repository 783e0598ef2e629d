package io.novacron.dwcp.jobs.training.sequence;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.novacron.dwcp.common.run.Seeds;
import io.novacron.dwcp.jobs.export.FloatMatrix;
import io.novacron.dwcp.jobs.export.LstmModel;
import io.novacron.dwcp.jobs.export.LstmToOnnx;
import io.novacron.dwcp.jobs.export.OnnxScorer;
import io.novacron.dwcp.jobs.export.Parity.ParityReport;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Proof that an exported LSTM forecasts as the trained network does: the same raw windows go
 * through {@link io.novacron.dwcp.jobs.export.WindowScaling} and PyTorch, and through ONNX Runtime.
 *
 * <p>The difference of two forecasts is taken over the largest of 1, the anchor's magnitude and the
 * scale: a window may hold values of any size, and a forecast is the sum of its anchor and a
 * product with its scale, each of which has seven digits. Where all values are below 1, as the
 * contracts' scaling makes them, it is the plain difference.
 */
public final class LstmParity {

  private static final int BATCH = 1024;

  private final LstmModel model;
  private final LstmNetwork network;

  public LstmParity(LstmModel model) {
    this.model = model;
    this.network = LstmNetwork.forScoring(model.spec());
  }

  /**
   * Compares all of the full form's outputs on raw windows.
   *
   * @param scorer the file of {@link LstmToOnnx#full}
   * @param windows one window a row, without infinities
   */
  public ParityReport compare(OnnxScorer scorer, FloatMatrix windows) {
    var expected = forecasts(windows);
    var scores = scorer.score(windows);
    var actual = scores.floats(LstmToOnnx.OUTPUT);
    for (var further : List.of(LstmToOnnx.QUANTILES, LstmToOnnx.CLASSES)) {
      actual = scores.has(further) ? actual.beside(scores.floats(further)) : actual;
    }
    double largest = 0;
    for (var row = 0; row < windows.rows(); row++) {
      var window = windows.slice(row, row + 1).values();
      for (var i = 0; i < expected.columns(); i++) {
        double difference = Math.abs((double) expected.at(row, i) - actual.at(row, i));
        double share = difference / resolution(window, i);
        largest = Math.max(largest, Double.isNaN(share) ? Double.POSITIVE_INFINITY : share);
      }
    }
    return new ParityReport(windows.rows(), largest, 0);
  }

  private double resolution(float[] window, int output) {
    var spec = model.spec();
    var targets = spec.targets().size();
    if (output >= spec.headValues() - spec.heads().classes()) {
      return 1;
    }
    double anchor = Math.abs(model.scaling().anchor(window, output % targets));
    return Math.max(1, Math.max(anchor, model.scaling().scale(window, output % targets)));
  }

  /** What the trained network says of raw windows: targets, quantiles, probabilities of classes. */
  public FloatMatrix forecasts(FloatMatrix windows) {
    var spec = model.spec();
    var all = FloatMatrix.zeros(windows.rows(), spec.headValues());
    try (var manager = Natives.engine(1).newBaseManager()) {
      var flat = manager.create(model.weights(), new Shape(model.parameters()));
      for (var from = 0; from < windows.rows(); from += BATCH) {
        var some = windows.slice(from, Math.min(windows.rows(), from + BATCH));
        try (var scope = manager.newSubManager()) {
          var parameters = Tensors.of(flat, network.parameters(), scope);
          var head = Autograd.recording(false, () -> head(some, parameters, scope));
          decode(some, head, all, from);
        }
      }
    }
    return all;
  }

  private float[] head(FloatMatrix windows, NDList parameters, NDManager scope) {
    var spec = model.spec();
    var width = spec.steps() * spec.channels();
    var encoded = new float[windows.rows() * width];
    var one = new float[width];
    for (var row = 0; row < windows.rows(); row++) {
      model.scaling().encode(windows.slice(row, row + 1).values(), one);
      System.arraycopy(one, 0, encoded, row * width, width);
    }
    var inputs = scope.create(encoded, new Shape(windows.rows(), spec.steps(), spec.channels()));
    return network.forward(inputs, parameters).toFloatArray();
  }

  private void decode(FloatMatrix windows, float[] head, FloatMatrix into, int from) {
    var spec = model.spec();
    var targets = spec.targets().size();
    var numbers = targets * (1 + spec.heads().quantiles().size());
    for (var row = 0; row < windows.rows(); row++) {
      var window = windows.slice(row, row + 1).values();
      for (var i = 0; i < numbers; i++) {
        var target = i % targets;
        var number = head[row * spec.headValues() + i];
        var anchor = model.scaling().anchor(window, target);
        into.set(from + row, i, anchor + model.scaling().scale(window, target) * number);
      }
      var classes =
          Arrays.copyOfRange(
              head, row * spec.headValues() + numbers, (row + 1) * spec.headValues());
      var probabilities = softmax(classes);
      for (var i = 0; i < classes.length; i++) {
        into.set(from + row, numbers + i, probabilities[i]);
      }
    }
  }

  private static float[] softmax(float[] logits) {
    double largest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    double sum = 0;
    var shares = new float[logits.length];
    for (float logit : logits) {
      sum += Math.exp(logit - largest);
    }
    for (var i = 0; i < logits.length; i++) {
      shares[i] = (float) (Math.exp(logits[i] - largest) / sum);
    }
    return shares;
  }

  /**
   * The windows, then windows that a graph could read differently, until there are {@code wanted}:
   * all gaps, all 0, one value only, and windows again with gaps, with values a thousand times as
   * large, of the other sign, or all the same.
   */
  public FloatMatrix withExtremes(FloatMatrix windows, int wanted, long seed) {
    var width = model.spec().windowValues();
    var all = FloatMatrix.zeros(Math.max(wanted, windows.rows()), width);
    System.arraycopy(windows.values(), 0, all.values(), 0, windows.values().length);
    var random = new SplittableRandom(Seeds.derive(seed, "parity"));
    for (var row = windows.rows(); row < all.rows(); row++) {
      var kind = row - windows.rows();
      for (var i = 0; i < width; i++) {
        var value =
            windows.at(row % windows.rows(), kind % 7 == 5 ? i % model.spec().inputs().size() : i);
        all.set(row, i, kind < 3 ? plain(kind, i) : changed(kind % 7, value, random));
      }
    }
    return all;
  }

  private float plain(int kind, int i) {
    return kind == 1 || (kind == 2 && i == 0) ? kind - 1 : Float.NaN;
  }

  private static float changed(int kind, float value, SplittableRandom random) {
    var draw = random.nextDouble();
    return switch (kind) {
      case 0 -> draw < 0.1 ? Float.NaN : value;
      case 1 -> draw < 0.6 ? Float.NaN : value;
      case 2 -> value * 1000;
      case 3 -> -value;
      case 4 -> draw < 0.02 ? value * 1e6f : value;
      default -> value;
    };
  }
}
