package io.novacron.dwcp.jobs.export;

import io.novacron.dwcp.jobs.export.LstmSpec.Anchor;
import io.novacron.dwcp.jobs.export.LstmSpec.Heads;
import io.novacron.dwcp.jobs.export.LstmSpec.Input;
import io.novacron.dwcp.jobs.export.LstmSpec.Scaling;
import io.novacron.dwcp.jobs.export.LstmSpec.Size;
import io.novacron.dwcp.jobs.export.LstmSpec.Target;
import io.novacron.dwcp.jobs.export.TensorSpec.Field;
import java.util.List;
import java.util.Random;

/** Small LSTMs of random weights, and windows for them. */
public final class Lstms {

  /** Least deviation of a window. */
  public static final float FLOOR = 0.05f;

  private static final List<Float> CENTRES = List.of(0.4f, 0.2f, 0.5f, 0.4f, 0.2f, 0.3f);
  private static final List<Float> DEVIATIONS = List.of(0.3f, 0.1f, 0.28f, 0.3f, 0.1f, 0.2f);

  private static final ShareClasses CLASSES =
      new ShareClasses("bandwidth", List.of("good", "degraded", "bad"), List.of(0.7, 0.3));

  private Lstms() {}

  /** Three inputs, one of each scaling, and three targets, one of each anchor. */
  public static LstmSpec spec(int steps, Heads heads, Size size) {
    return new LstmSpec(
        "forecast",
        steps,
        List.of(
            new Input(new Field("bandwidth", "1000 Mbps"), Scaling.RATIO),
            new Input(new Field("latency", "100 ms"), Scaling.WINDOW),
            new Input(new Field("hour", "24 h"), Scaling.STANDARD)),
        List.of(
            new Target(new Field("bandwidth", "1000 Mbps"), Anchor.LAST, "bandwidth"),
            new Target(new Field("latency", "100 ms"), Anchor.MEAN, "latency"),
            new Target(new Field("loss", "1"), Anchor.NONE, "")),
        heads,
        size);
  }

  /** Quantiles, and classes of the bandwidth, ten steps. */
  public static LstmSpec rich(Size size) {
    return spec(10, new Heads(List.of(0.1, 0.9), CLASSES), size);
  }

  public static WindowScaling scaling(LstmSpec spec) {
    return new WindowScaling(spec, CENTRES, DEVIATIONS, FLOOR);
  }

  /** A model whose weights are large enough to bend its gates. */
  public static LstmModel model(LstmSpec spec, long seed) {
    var random = new Random(seed);
    var weights = new float[spec.weights().stream().mapToInt(LstmSpec.Weight::size).sum()];
    for (var i = 0; i < weights.length; i++) {
      weights[i] = (float) (random.nextGaussian() * 0.3);
    }
    return new LstmModel(scaling(spec), weights);
  }

  /** Windows of the contract's range, a tenth of the steps in gaps. */
  public static FloatMatrix windows(LstmSpec spec, int rows, long seed) {
    var random = new Random(seed);
    var windows = FloatMatrix.zeros(rows, spec.windowValues());
    var inputs = spec.inputs().size();
    for (var row = 0; row < rows; row++) {
      var level = random.nextFloat();
      for (var step = 0; step < spec.steps(); step++) {
        var isGap = random.nextInt(10) == 0;
        for (var i = 0; i < inputs; i++) {
          var value = level + 0.1f * random.nextFloat() * i;
          windows.set(row, step * inputs + i, isGap && i < 2 ? Float.NaN : value);
        }
      }
    }
    return windows;
  }
}
