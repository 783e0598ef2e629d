package io.novacron.dwcp.jobs.training.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import org.junit.jupiter.api.Test;

class OptimizerTest {

  private static final SequenceFitConfig.Adam CONFIG =
      new SequenceFitConfig.Adam(0.1, 0.8, 0.9, 1e-6, 0.02, 5);

  /** Algorithm 1 of Kingma and Ba with decay and clipping, for the loss sum(w x²)/2. */
  private static double[] naive(double[] start, double[] w, int steps, double rate) {
    var x = start.clone();
    var m = new double[x.length];
    var v = new double[x.length];
    for (var t = 1; t <= steps; t++) {
      double norm = 0;
      for (var i = 0; i < x.length; i++) {
        norm += w[i] * x[i] * w[i] * x[i];
      }
      var share = Math.min(1, CONFIG.clipNorm() / Math.sqrt(norm));
      for (var i = 0; i < x.length; i++) {
        var g = w[i] * x[i] * share;
        m[i] = 0.8 * m[i] + 0.2 * g;
        v[i] = 0.9 * v[i] + 0.1 * g * g;
        var mHat = m[i] / (1 - Math.pow(0.8, t));
        var vHat = v[i] / (1 - Math.pow(0.9, t));
        x[i] = x[i] * (1 - rate * 0.02) - rate * mHat / (Math.sqrt(vHat) + 1e-6);
      }
    }
    return x;
  }

  @Test
  void stepsAsThePapersSayAndGoesOnFromItsState() {
    var start = new float[] {3, -2, 0.5f};
    var weights = new float[] {2, 4, 1};
    var state = new NetworkState(start, new float[3], new float[3], 0);

    for (var half = 0; half < 2; half++) {
      state = stepped(state, weights, 10);
    }

    var expected = naive(new double[] {3, -2, 0.5}, new double[] {2, 4, 1}, 20, 0.1);
    assertThat(state.steps).isEqualTo(20);
    for (var i = 0; i < expected.length; i++) {
      assertThat((double) state.parameters[i]).isCloseTo(expected[i], within(1e-5));
    }
  }

  private static NetworkState stepped(NetworkState state, float[] weights, int steps) {
    try (var manager = Natives.engine(1).newBaseManager()) {
      var optimizer = new Optimizer(manager, state, CONFIG, 0);
      var w = manager.create(weights);
      for (var step = 0; step < steps; step++) {
        Autograd.recording(
            true,
            () -> {
              NDArray loss = optimizer.parameters().square().mul(w).sum().mul(0.5f);
              Autograd.backward(loss);
              return true;
            });
        Autograd.recording(
            false,
            () -> {
              optimizer.step(0.1);
              return true;
            });
      }
      return optimizer.state();
    }
  }
}
