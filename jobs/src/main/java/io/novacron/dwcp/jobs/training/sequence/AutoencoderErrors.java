package io.novacron.dwcp.jobs.training.sequence;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.novacron.dwcp.jobs.export.AutoencoderModel;
import io.novacron.dwcp.jobs.export.FloatMatrix;
import java.util.Arrays;
import java.util.List;

/** What the trained network makes of windows, through PyTorch. Memory: a batch of 1,024 windows. */
public final class AutoencoderErrors {

  private static final int BATCH = 1024;

  private final AutoencoderModel model;
  private final AutoencoderNetwork network;

  public AutoencoderErrors(AutoencoderModel model) {
    this.model = model;
    this.network = new AutoencoderNetwork(model.spec());
  }

  /** Standardised windows and their reconstructions, one behind the other. */
  private interface Reader {
    void read(int row, float[] seen, float[] rebuilt, int at);
  }

  /** The weighted error of every column, [windows, columns]. */
  public FloatMatrix of(FloatMatrix windows) {
    var width = model.spec().columns().size();
    var errors = FloatMatrix.zeros(windows.rows(), width);
    pass(
        windows,
        (row, seen, rebuilt, at) -> {
          for (var column = 0; column < width; column++) {
            errors.set(row, column, error(seen, rebuilt, at, column));
          }
        });
    return errors;
  }

  /** The windows as the network would have them, in the units of the input. */
  public FloatMatrix reconstructions(FloatMatrix windows) {
    var scoring = model.scoring();
    var all = FloatMatrix.zeros(windows.rows(), windows.columns());
    pass(
        windows,
        (row, seen, rebuilt, at) -> {
          for (var i = 0; i < windows.columns(); i++) {
            var column = i % scoring.means().size();
            all.set(
                row,
                i,
                rebuilt[at + i] * scoring.deviations().get(column) + scoring.means().get(column));
          }
        });
    return all;
  }

  /** The scores, [windows, 1]. */
  public FloatMatrix scores(FloatMatrix windows) {
    var scores = FloatMatrix.zeros(windows.rows(), 1);
    pass(
        windows,
        (row, seen, rebuilt, at) ->
            scores.set(
                row,
                0,
                model
                    .scoring()
                    .score(
                        stepError(seen, rebuilt, at)
                            + distance(windows, row)
                            + lasting(windows, row))));
    return scores;
  }

  /** What the scored steps' mean distance from the means adds. */
  private float distance(FloatMatrix windows, int row) {
    var scoring = model.scoring();
    var width = model.spec().columns().size();
    var from = (model.spec().steps() - scoring.scoredSteps()) * width;
    float total = 0;
    for (var i = from; i < windows.columns(); i++) {
      var value = windows.at(row, i);
      total += Float.isNaN(value) ? 0 : Math.abs(value - scoring.means().get(i % width));
    }
    return scoring.distance() * (total / (windows.columns() - from));
  }

  /** What staying on the bad side adds. */
  private float lasting(FloatMatrix windows, int row) {
    var lasting = model.scoring().lasting();
    var width = model.spec().columns().size();
    var count = lasting.high().size() + lasting.low().size();
    var distances = new float[lasting.steps()];
    for (var i = 0; i < distances.length; i++) {
      var at = (model.spec().steps() - distances.length + i) * width;
      var above = beyond(windows, row, at, lasting.high(), 1);
      distances[i] = (above + beyond(windows, row, at, lasting.low(), -1)) / count;
    }
    Arrays.sort(distances);
    return lasting.weight() * distances[distances.length - lasting.far()];
  }

  /** Sum over the columns of a step of how far each is on one side of its mean; 0 if missing. */
  private float beyond(FloatMatrix windows, int row, int at, List<Integer> columns, int side) {
    float total = 0;
    for (var column : columns) {
      var value = windows.at(row, at + column);
      var shifted = Float.isNaN(value) ? 0 : value - model.scoring().means().get(column);
      total += Math.max(0, side * shifted);
    }
    return total;
  }

  /** Mean over the scored steps of each one's error, at most the largest. */
  private float stepError(float[] seen, float[] rebuilt, int at) {
    var width = model.spec().columns().size();
    var steps = model.scoring().scoredSteps();
    float total = 0;
    for (var step = model.spec().steps() - steps; step < model.spec().steps(); step++) {
      float sum = 0;
      for (var column = 0; column < width; column++) {
        var place = at + step * width + column;
        var difference = rebuilt[place] - seen[place];
        sum += model.scoring().weights().get(column) * (difference * difference);
      }
      total += Math.min(sum / width, model.scoring().most());
    }
    return total / steps;
  }

  private float error(float[] seen, float[] rebuilt, int at, int column) {
    var width = model.spec().columns().size();
    var steps = model.scoring().scoredSteps();
    float sum = 0;
    for (var step = model.spec().steps() - steps; step < model.spec().steps(); step++) {
      var place = at + step * width + column;
      var difference = rebuilt[place] - seen[place];
      sum += difference * difference;
    }
    return model.scoring().weights().get(column) * (sum / steps);
  }

  private void pass(FloatMatrix windows, Reader reader) {
    try (var manager = Natives.engine(1).newBaseManager()) {
      var flat = manager.create(model.weights(), new Shape(model.parameters()));
      for (var from = 0; from < windows.rows(); from += BATCH) {
        var some = windows.slice(from, Math.min(windows.rows(), from + BATCH));
        var seen = standardised(some);
        try (var scope = manager.newSubManager()) {
          var parameters = Tensors.of(flat, network.parameters(), scope);
          var rebuilt =
              Autograd.recording(false, () -> rebuilt(seen, some.rows(), parameters, scope));
          for (var row = 0; row < some.rows(); row++) {
            reader.read(from + row, seen, rebuilt, row * windows.columns());
          }
        }
      }
    }
  }

  private float[] rebuilt(float[] seen, int rows, NDList parameters, NDManager scope) {
    var spec = model.spec();
    var inputs = scope.create(seen, new Shape(rows, spec.steps(), spec.columns().size()));
    return network.rebuilt(inputs, parameters).toFloatArray();
  }

  private float[] standardised(FloatMatrix windows) {
    var seen = windows.values().clone();
    for (var i = 0; i < seen.length; i++) {
      seen[i] = model.scoring().standardised(seen[i], i % model.spec().columns().size());
    }
    return seen;
  }
}
