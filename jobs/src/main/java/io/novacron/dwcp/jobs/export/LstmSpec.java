package io.novacron.dwcp.jobs.export;

import io.novacron.dwcp.jobs.export.TensorSpec.Field;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a forecasting LSTM reads, computes and returns, without any number that it learnt.
 *
 * <p>Definition: the window is scaled by {@link WindowScaling}, goes through stacked LSTM layers,
 * and the last step's output of the upper one through a dense head, which gives one number a target
 * and one a target and quantile.
 *
 * @param name the model's name
 * @param steps steps of a window, oldest first
 * @param inputs values of a step in the order of the contract
 * @param targets what is forecast, in the order of the contract
 * @param heads what the head gives beside the targets
 * @param size the network's size
 */
public record LstmSpec(
    String name, int steps, List<Input> inputs, List<Target> targets, Heads heads, Size size)
    implements Serializable {

  /** How an input is scaled before the network sees it. */
  public enum Scaling {
    /** By mean and deviation of the training part. */
    STANDARD,
    /** By mean and deviation of the window itself, so that links of any level look alike. */
    WINDOW,
    /** By the window's mean alone: relative differences from it, for what is never negative. */
    RATIO,
    /**
     * As RATIO, but the network does not see the mean itself. A mean names the link: a network that
     * sees it learns the training part's links by heart.
     */
    SHAPE,
    /** Not at all: the network sees 0. For inputs of a contract that help no forecast. */
    UNSEEN
  }

  /** What a forecast is a difference from. */
  public enum Anchor {
    /** The target's mean over the training part. */
    NONE,
    /** The input's last observed value. */
    LAST,
    /** The input's mean over the window. */
    MEAN
  }

  /** One value of a step. */
  public record Input(Field field, Scaling scaling) implements Serializable {}

  /**
   * One forecast.
   *
   * @param field its name and unit, the same unit as its input's
   * @param anchor what the network's output is a difference from
   * @param input name of the input that gives anchor and scale; empty for {@link Anchor#NONE}
   */
  public record Target(Field field, Anchor anchor, String input) implements Serializable {}

  /**
   * What the head gives beside the targets.
   *
   * @param quantiles levels in (0, 1), each for every target
   * @param classes of one target, by its forecast and quantiles on both sides of it
   */
  public record Heads(List<Double> quantiles, ShareClasses classes) implements Serializable {

    /** Targets alone. */
    public static final Heads NONE = new Heads(List.of(), ShareClasses.NONE);

    public Heads {
      quantiles = List.copyOf(quantiles);
      if (quantiles.stream().anyMatch(q -> !(q > 0 && q < 1))) {
        throw new IllegalArgumentException(
            "heads: quantiles %s; set levels in (0, 1)".formatted(quantiles));
      }
      if (!classes.isNone()
          && (quantiles.isEmpty()
              || !(quantiles.get(0) < 0.5 && quantiles.get(quantiles.size() - 1) > 0.5))) {
        throw new IllegalArgumentException(
            "heads: classes %s with quantiles %s; set levels on both sides of 0.5, the lowest first"
                .formatted(classes.names(), quantiles));
      }
    }
  }

  /**
   * The network's size.
   *
   * @param layers LSTM layers, 1 or 2
   * @param hidden width of a layer
   * @param dense width of a layer with rectifiers before the head; 0 for none
   */
  public record Size(int layers, int hidden, int dense) implements Serializable {

    public Size {
      if (layers < 1 || layers > 2 || hidden < 1 || hidden > 4096 || dense < 0 || dense > 4096) {
        throw new IllegalArgumentException(
            "size: layers %d, hidden %d, dense %d; set 1 or 2, 1 to 4096 and 0 to 4096"
                .formatted(layers, hidden, dense));
      }
    }
  }

  public LstmSpec {
    inputs = List.copyOf(inputs);
    targets = List.copyOf(targets);
    if (steps < 2 || inputs.isEmpty() || targets.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot describe LSTM %s: %d steps of %d inputs for %d targets; at least 2, 1 and 1"
              .formatted(name, steps, inputs.size(), targets.size()));
    }
    var names = inputs.stream().map(input -> input.field().name()).toList();
    for (var target : targets) {
      var isKnown = names.contains(target.input());
      if (target.anchor() == Anchor.NONE ? !target.input().isEmpty() : !isKnown) {
        throw new IllegalArgumentException(
            "Cannot describe LSTM %s: target %s is anchored to no input: %s; inputs are %s"
                .formatted(name, target.field().name(), target.input(), names));
      }
    }
    var classed = heads.classes().target();
    if (!heads.classes().isNone()
        && targets.stream().noneMatch(target -> target.field().name().equals(classed))) {
      throw new IllegalArgumentException(
          "Cannot describe LSTM %s: classes of a target that it has not: %s"
              .formatted(name, classed));
    }
  }

  /** Values of a window. */
  public int windowValues() {
    return steps * inputs.size();
  }

  /** Indexes of the inputs whose level the network sees in a channel of its own. */
  List<Integer> levels() {
    return IntStream.range(0, inputs.size())
        .filter(
            i ->
                inputs.get(i).scaling() == Scaling.WINDOW
                    || inputs.get(i).scaling() == Scaling.RATIO)
        .boxed()
        .toList();
  }

  /** Values of a step as the network sees it: inputs, levels, and the share observed. */
  public int channels() {
    return inputs.size() + levels().size() + 1;
  }

  /** Numbers that the head gives: targets, then quantiles by target. */
  public int headValues() {
    return targets.size() * (1 + heads.quantiles().size());
  }

  /** Index of the input that a target is anchored to; -1 for none. */
  int anchorOf(Target target) {
    for (var i = 0; i < inputs.size(); i++) {
      if (inputs.get(i).field().name().equals(target.input())) {
        return i;
      }
    }
    return -1;
  }

  /** Weights in order, as PyTorch lays them out: gates i, f, g, o below each other. */
  public List<Weight> weights() {
    var weights = new ArrayList<Weight>();
    var hidden = size.hidden();
    for (var layer = 0; layer < size.layers(); layer++) {
      var width = layer == 0 ? channels() : hidden;
      weights.add(new Weight("lstm" + layer + ".input", List.of(4 * hidden, width), hidden));
      weights.add(new Weight("lstm" + layer + ".hidden", List.of(4 * hidden, hidden), hidden));
      weights.add(new Weight("lstm" + layer + ".input_bias", List.of(4 * hidden), hidden));
      weights.add(new Weight("lstm" + layer + ".hidden_bias", List.of(4 * hidden), hidden));
    }
    var below = hidden;
    if (size.dense() > 0) {
      weights.add(new Weight("dense.weight", List.of(size.dense(), below), below));
      weights.add(new Weight("dense.bias", List.of(size.dense()), below));
      below = size.dense();
    }
    weights.add(new Weight("head.weight", List.of(headValues(), below), below));
    weights.add(new Weight("head.bias", List.of(headValues()), below));
    return List.copyOf(weights);
  }

  /**
   * One array of weights.
   *
   * @param shape its dimensions, row-major
   * @param fanIn number that its start depends on: uniform within 1 over its root
   */
  public record Weight(String name, List<Integer> shape, int fanIn) {

    /** Its number of values. */
    public int size() {
      return shape.stream().reduce(1, Math::multiplyExact);
    }
  }
}
