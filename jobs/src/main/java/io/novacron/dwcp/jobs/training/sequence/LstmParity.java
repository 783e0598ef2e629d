package io.novacron.dwcp.jobs.training.sequence;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.novacron.dwcp.common.run.Seeds;
import io.novacron.dwcp.jobs.export.FloatMatrix;
import io.novacron.dwcp.jobs.export.LstmModel;
import io.novacron.dwcp.jobs.export.LstmSpec;
import io.novacron.dwcp.jobs.export.LstmToOnnx;
import io.novacron.dwcp.jobs.export.OnnxScorer;
import io.novacron.dwcp.jobs.export.Parity.ParityReport;
import io.novacron.dwcp.jobs.export.ShareClasses;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Proof that an exported LSTM forecasts as the trained network does: the same raw windows go
 * through {@link io.novacron.dwcp.jobs.export.WindowScaling} and PyTorch, and through ONNX Runtime.
 *
 * <p>The difference of two forecasts is taken over the largest of 1, the anchor's magnitude and the
 * scale: a window may hold values of any size, and a forecast is the sum of its anchor and a
 * product with its scale, each of which has seven digits. Where all values are below 1, as the
 * contracts' scaling makes them, it is the plain difference. A probability moves with the head's
 * numbers as fast as its forecast's interval is narrow, and its difference is taken over that speed
 * where that is above 1; references around the anchor are tried.
 */
public final class LstmParity {

  private static final int BATCH = 1024;

  /** References that windows are tried with, anchors each; NaN: none. */
  private static final List<Double> REFERENCES = List.of(1.0, 1.4, 2.0, 3.3, 0.9, 40.0, Double.NaN);

  private final LstmModel model;
  private final LstmSpec spec;
  private final LstmNetwork network;
  private final int classed;

  public LstmParity(LstmModel model) {
    this.model = model;
    this.spec = model.spec();
    this.network = LstmNetwork.forScoring(spec);
    var names = spec.targets().stream().map(target -> target.field().name()).toList();
    this.classed = names.indexOf(spec.heads().classes().target());
  }

  /**
   * Compares all of the full form's outputs on raw windows.
   *
   * @param scorer the file of {@link LstmToOnnx#full}
   * @param windows one window a row, without infinities
   */
  public ParityReport compare(OnnxScorer scorer, FloatMatrix windows) {
    var references = references(windows);
    var heads = heads(windows);
    var scores =
        scorer.score(spec.heads().classes().isNone() ? windows : windows.beside(references));
    var actual = scores.floats(LstmToOnnx.OUTPUT);
    for (var further : List.of(LstmToOnnx.QUANTILES, LstmToOnnx.CLASSES)) {
      actual = scores.has(further) ? actual.beside(scores.floats(further)) : actual;
    }
    double largest = 0;
    for (var row = 0; row < windows.rows(); row++) {
      var window = windows.slice(row, row + 1).values();
      var head = heads.slice(row, row + 1).values();
      var expected = expected(window, head, references.at(row, 0));
      for (var i = 0; i < expected.size(); i++) {
        largest = Math.max(largest, expected.get(i).differenceFrom(actual.at(row, i)));
      }
    }
    return new ParityReport(windows.rows(), largest, 0);
  }

  /**
   * What the network says, and what a unit of difference is worth.
   *
   * @param resolution by how much the digits of what it is computed from may move it
   */
  private record Expected(float value, double resolution) {

    double differenceFrom(float actual) {
      var difference = Math.abs((double) value - actual) / resolution;
      return Float.compare(value, actual) == 0
          ? 0
          : Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
    }
  }

  /** All outputs of a window: targets, quantiles, probabilities of classes. */
  private List<Expected> expected(float[] window, float[] head, float reference) {
    var targets = spec.targets().size();
    var all = new ArrayList<Expected>();
    for (var i = 0; i < head.length; i++) {
      var anchor = model.scaling().anchor(window, i % targets);
      var scale = model.scaling().scale(window, i % targets);
      all.add(
          new Expected(anchor + scale * head[i], Math.max(1, Math.max(Math.abs(anchor), scale))));
    }
    if (classed >= 0) {
      var levels = spec.heads().quantiles();
      var anchor = model.scaling().anchor(window, classed);
      var scale = model.scaling().scale(window, classed);
      var spread =
          new ShareClasses.Spread(
              anchor,
              scale,
              head[classed],
              head[classed + targets],
              head[classed + targets * levels.size()]);
      var moved = ShareClasses.slope(spread, levels) * Math.max(1, Math.abs(anchor) / scale);
      for (var p : spec.heads().classes().probabilities(spread, levels, reference)) {
        all.add(new Expected((float) p, Math.max(1, moved)));
      }
    }
    return all;
  }

  /** For each window a reference of the classed target; 0 without classes. */
  private FloatMatrix references(FloatMatrix windows) {
    var references = FloatMatrix.zeros(windows.rows(), 1);
    for (var row = 0; row < windows.rows() && classed >= 0; row++) {
      var window = windows.slice(row, row + 1).values();
      var anchors = REFERENCES.get(row % REFERENCES.size());
      references.set(row, 0, (float) (anchors * Math.abs(model.scaling().anchor(window, classed))));
    }
    return references;
  }

  /** The head's numbers of raw windows. */
  private FloatMatrix heads(FloatMatrix windows) {
    var all = FloatMatrix.zeros(windows.rows(), spec.headValues());
    try (var manager = Natives.engine(1).newBaseManager()) {
      var flat = manager.create(model.weights(), new Shape(model.parameters()));
      for (var from = 0; from < windows.rows(); from += BATCH) {
        var some = windows.slice(from, Math.min(windows.rows(), from + BATCH));
        try (var scope = manager.newSubManager()) {
          var parameters = Tensors.of(flat, network.parameters(), scope);
          var head = Autograd.recording(false, () -> head(some, parameters, scope));
          System.arraycopy(head, 0, all.values(), from * spec.headValues(), head.length);
        }
      }
    }
    return all;
  }

  private float[] head(FloatMatrix windows, NDList parameters, NDManager scope) {
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

  /**
   * The windows, then windows that a graph could read differently, until there are {@code wanted}:
   * all gaps, all 0, one value only, and windows again with gaps, with values a thousand times as
   * large, of the other sign, or all the same.
   */
  public FloatMatrix withExtremes(FloatMatrix windows, int wanted, long seed) {
    var width = spec.windowValues();
    var all = FloatMatrix.zeros(Math.max(wanted, windows.rows()), width);
    System.arraycopy(windows.values(), 0, all.values(), 0, windows.values().length);
    var random = new SplittableRandom(Seeds.derive(seed, "parity"));
    for (var row = windows.rows(); row < all.rows(); row++) {
      var kind = row - windows.rows();
      for (var i = 0; i < width; i++) {
        var value = windows.at(row % windows.rows(), kind % 7 == 5 ? i % spec.inputs().size() : i);
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
