package io.novacron.dwcp.jobs.training.sequence;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.novacron.dwcp.jobs.export.LstmSpec;
import java.util.Collections;
import java.util.List;

/**
 * The network of an {@link LstmSpec} in PyTorch.
 *
 * <p>Shape: inputs are windows as {@link io.novacron.dwcp.jobs.export.WindowScaling} encodes them;
 * targets are differences from the anchor over the scale.
 */
public record LstmNetwork(LstmSpec spec, LstmLoss loss) implements SequenceNetwork {

  private static final int WEIGHTS_A_LAYER = 4;

  public LstmNetwork {
    if (loss.targetWeights().size() != spec.targets().size()) {
      throw new IllegalArgumentException(
          "loss.target-weights: %s; one for each of %d targets"
              .formatted(loss.targetWeights(), spec.targets().size()));
    }
  }

  /** A network that is not trained any more: its loss does not matter. */
  static LstmNetwork forScoring(LstmSpec spec) {
    var weights = Collections.nCopies(spec.targets().size(), 1.0);
    return new LstmNetwork(spec, new LstmLoss(LstmLoss.Kind.SQUARED, 1, weights, 0));
  }

  @Override
  public String description() {
    return spec + " " + loss;
  }

  @Override
  public SequenceShape shape() {
    return new SequenceShape(spec.steps(), spec.channels(), spec.targets().size());
  }

  @Override
  public List<Parameter> parameters() {
    return spec.weights().stream()
        .map(weight -> new Parameter(weight.name(), weight.shape(), 1 / Math.sqrt(weight.fanIn())))
        .toList();
  }

  /** The head's numbers, float32 [n, head values]. */
  NDArray forward(NDArray inputs, NDList parameters) {
    var size = spec.size();
    var rows = inputs.getShape().get(0);
    var start = inputs.getManager().zeros(new Shape(size.layers(), rows, size.hidden()));
    var recurrent = parameters.subNDList(0, WEIGHTS_A_LAYER * size.layers());
    var all =
        inputs
            .getNDArrayInternal()
            .lstm(
                inputs,
                new NDList(start, start),
                recurrent,
                true,
                size.layers(),
                0,
                true,
                false,
                true)
            .head();
    var value = all.get(":, -1, :");
    var at = WEIGHTS_A_LAYER * size.layers();
    if (size.dense() > 0) {
      value = linear(value, parameters.get(at), parameters.get(at + 1));
      value = value.getNDArrayInternal().relu();
      at += 2;
    }
    return linear(value, parameters.get(at), parameters.get(at + 1));
  }

  @Override
  public NDArray losses(SequenceBatch batch, NDList parameters) {
    var head = forward(batch.inputs(), parameters);
    var targets = spec.targets().size();
    var truth = batch.targets();
    var weights = weights(head);
    var total = pointLosses(truth.sub(head.get(":, 0:" + targets))).mul(weights).sum(new int[] {1});
    var quantiles = spec.heads().quantiles();
    for (var i = 0; i < quantiles.size() && loss.quantileWeight() > 0; i++) {
      var from = targets * (1 + i);
      var above = truth.sub(head.get(":, " + from + ":" + (from + targets)));
      var pinball =
          NDArrays.maximum(
              above.mul(Tensors.constant(head, quantiles.get(i))),
              above.mul(Tensors.constant(head, quantiles.get(i) - 1)));
      var weight = Tensors.constant(head, loss.quantileWeight());
      total = total.add(pinball.mul(weights).sum(new int[] {1}).mul(weight));
    }
    return total;
  }

  private NDArray pointLosses(NDArray difference) {
    var size = difference.abs();
    return switch (loss.kind()) {
      case SQUARED -> size.square();
      case ABSOLUTE -> size;
      case HUBER -> {
        var small = NDArrays.minimum(size, Tensors.constant(size, loss.huberDelta()));
        yield small.mul(size.sub(small.mul(Tensors.constant(size, 0.5))));
      }
    };
  }

  private NDArray weights(NDArray head) {
    var weights = new float[loss.targetWeights().size()];
    for (var i = 0; i < weights.length; i++) {
      weights[i] = loss.targetWeights().get(i).floatValue();
    }
    return head.getManager().create(weights);
  }

  private static NDArray linear(NDArray value, NDArray weight, NDArray bias) {
    return value.getNDArrayInternal().linear(value, weight, bias).head();
  }
}
