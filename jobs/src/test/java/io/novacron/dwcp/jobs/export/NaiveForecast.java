package io.novacron.dwcp.jobs.export;

import java.util.ArrayList;
import java.util.List;

/** A forecast straight from the definitions, in double precision, one window at a time. */
final class NaiveForecast {

  private final LstmSpec spec;
  private final List<Float> centres;
  private final List<Float> deviations;
  private final double floor;
  private final float[] weights;
  private int at;

  NaiveForecast(
      LstmSpec spec, List<Float> centres, List<Float> deviations, double floor, float[] weights) {
    this.spec = spec;
    this.centres = centres;
    this.deviations = deviations;
    this.floor = floor;
    this.weights = weights;
  }

  /** Targets, then quantiles by target. */
  double[] of(float[] window) {
    at = 0;
    var sequence = encoded(window);
    for (var layer = 0; layer < spec.size().layers(); layer++) {
      sequence = lstm(sequence);
    }
    var value = sequence.get(sequence.size() - 1);
    if (spec.size().dense() > 0) {
      value = linear(value, spec.size().dense());
      for (var i = 0; i < value.length; i++) {
        value[i] = Math.max(0, value[i]);
      }
    }
    var head = linear(value, spec.headValues());
    var targets = spec.targets().size();
    for (var i = 0; i < head.length; i++) {
      head[i] = anchor(window, i % targets) + scale(window, i % targets) * head[i];
    }
    return head;
  }

  private List<double[]> encoded(float[] window) {
    var steps = new ArrayList<double[]>();
    var inputs = spec.inputs().size();
    for (var step = 0; step < spec.steps(); step++) {
      var channels = new ArrayList<Double>();
      double seen = 0;
      for (var i = 0; i < inputs; i++) {
        double value = window[step * inputs + i];
        var how = spec.inputs().get(i).scaling();
        var isHidden = Double.isNaN(value) || how == LstmSpec.Scaling.UNSEEN;
        var from = how == LstmSpec.Scaling.STANDARD ? centres.get(i) : mean(window, i);
        var distance = (value - from) / scaleOfInput(window, i);
        var isRatio = how == LstmSpec.Scaling.RATIO || how == LstmSpec.Scaling.SHAPE;
        channels.add(isHidden ? 0 : isRatio ? Math.max(-8, Math.min(8, distance)) : distance);
        seen += Double.isNaN(value) ? 0 : 1;
      }
      for (var i = 0; i < inputs; i++) {
        var how = spec.inputs().get(i).scaling();
        if (how == LstmSpec.Scaling.RATIO || how == LstmSpec.Scaling.WINDOW) {
          channels.add((mean(window, i) - centres.get(i)) / deviations.get(i));
        }
      }
      channels.add(seen / inputs);
      steps.add(channels.stream().mapToDouble(Double::doubleValue).toArray());
    }
    return steps;
  }

  private List<Double> observed(float[] window, int input) {
    var values = new ArrayList<Double>();
    for (var at = input; at < window.length; at += spec.inputs().size()) {
      if (!Float.isNaN(window[at])) {
        values.add((double) window[at]);
      }
    }
    return values;
  }

  private double mean(float[] window, int input) {
    return observed(window, input).stream()
        .mapToDouble(Double::doubleValue)
        .average()
        .orElse(centres.get(input));
  }

  private double scaleOfInput(float[] window, int input) {
    double least = floor * deviations.get(input);
    var mean = mean(window, input);
    return switch (spec.inputs().get(input).scaling()) {
      case STANDARD, UNSEEN -> deviations.get(input);
      case RATIO, SHAPE -> Math.max(Math.abs(mean), least);
      case WINDOW -> {
        var variance =
            observed(window, input).stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0);
        yield Math.sqrt(variance + least * least);
      }
    };
  }

  private double anchor(float[] window, int target) {
    var wanted = spec.targets().get(target);
    if (wanted.anchor() == LstmSpec.Anchor.NONE) {
      return centres.get(spec.inputs().size() + target);
    }
    var input = spec.anchorOf(wanted);
    var values = observed(window, input);
    if (wanted.anchor() == LstmSpec.Anchor.MEAN || values.isEmpty()) {
      return mean(window, input);
    }
    return values.get(values.size() - 1);
  }

  private double scale(float[] window, int target) {
    var input = spec.anchorOf(spec.targets().get(target));
    return input < 0 ? deviations.get(spec.inputs().size() + target) : scaleOfInput(window, input);
  }

  private List<double[]> lstm(List<double[]> sequence) {
    var hidden = spec.size().hidden();
    var width = sequence.get(0).length;
    var start = at;
    at += 4 * hidden * (width + hidden + 2);
    var h = new double[hidden];
    var c = new double[hidden];
    var outputs = new ArrayList<double[]>();
    for (var x : sequence) {
      var next = new double[hidden];
      for (var unit = 0; unit < hidden; unit++) {
        var gates = new double[4];
        for (var gate = 0; gate < 4; gate++) {
          gates[gate] = gate(start, gate * hidden + unit, x, h);
        }
        c[unit] = sigmoid(gates[1]) * c[unit] + sigmoid(gates[0]) * Math.tanh(gates[2]);
        next[unit] = sigmoid(gates[3]) * Math.tanh(c[unit]);
      }
      h = next;
      outputs.add(h);
    }
    return outputs;
  }

  private double gate(int start, int row, double[] x, double[] h) {
    var rows = 4 * h.length;
    var recurrent = start + rows * x.length;
    var biases = recurrent + rows * h.length;
    double sum = weights[biases + row] + weights[biases + rows + row];
    for (var i = 0; i < x.length; i++) {
      sum += weights[start + row * x.length + i] * x[i];
    }
    for (var i = 0; i < h.length; i++) {
      sum += weights[recurrent + row * h.length + i] * h[i];
    }
    return sum;
  }

  private double[] linear(double[] x, int rows) {
    var y = new double[rows];
    for (var row = 0; row < rows; row++) {
      y[row] = weights[at + rows * x.length + row];
      for (var i = 0; i < x.length; i++) {
        y[row] += weights[at + row * x.length + i] * x[i];
      }
    }
    at += rows * (x.length + 1);
    return y;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
