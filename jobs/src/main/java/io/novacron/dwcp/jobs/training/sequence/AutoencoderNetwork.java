package io.novacron.dwcp.jobs.training.sequence;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.novacron.dwcp.jobs.export.AutoencoderSpec;
import java.util.List;

/**
 * The network of an {@link AutoencoderSpec} in PyTorch; its loss is the mean squared difference of
 * a standardised window and its reconstruction over the steps that have a sample.
 */
public record AutoencoderNetwork(AutoencoderSpec spec) implements SequenceNetwork {

  private static final int WEIGHTS_A_LAYER = 4;
  private static final int CODE = 4;
  private static final int DECODER = 6;
  private static final int HEAD = 8;

  @Override
  public String description() {
    return spec.toString();
  }

  @Override
  public SequenceShape shape() {
    return new SequenceShape(spec.steps(), spec.columns().size(), 0);
  }

  @Override
  public List<Parameter> parameters() {
    return spec.weights().stream()
        .map(weight -> new Parameter(weight.name(), weight.shape(), 1 / Math.sqrt(weight.fanIn())))
        .toList();
  }

  /** Standardised windows as the network would have them, float32 [n, steps, columns]. */
  NDArray rebuilt(NDArray inputs, NDList parameters) {
    var encoded = layer(inputs, parameters.subNDList(0, WEIGHTS_A_LAYER)).get(":, -1, :");
    var code = linear(encoded, parameters.get(CODE), parameters.get(CODE + 1)).tanh();
    var spread = linear(code, parameters.get(DECODER), parameters.get(DECODER + 1)).tanh();
    return linear(spread, parameters.get(HEAD), parameters.get(HEAD + 1))
        .reshape(-1, spec.steps(), spec.columns().size());
  }

  @Override
  public NDArray losses(SequenceBatch batch, NDList parameters) {
    var difference = rebuilt(batch.inputs(), parameters).sub(batch.inputs());
    var bySteps = difference.square().mean(new int[] {2}).mul(batch.mask());
    return bySteps.sum(new int[] {1}).div(batch.mask().sum(new int[] {1}).maximum(1));
  }

  private NDArray layer(NDArray inputs, NDList weights) {
    var rows = inputs.getShape().get(0);
    var start = inputs.getManager().zeros(new Shape(1, rows, spec.hidden()));
    return inputs
        .getNDArrayInternal()
        .lstm(inputs, new NDList(start, start), weights, true, 1, 0, true, false, true)
        .head();
  }

  private static NDArray linear(NDArray value, NDArray weight, NDArray bias) {
    return value.getNDArrayInternal().linear(value, weight, bias).head();
  }
}
