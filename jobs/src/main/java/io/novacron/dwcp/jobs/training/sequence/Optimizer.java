package io.novacron.dwcp.jobs.training.sequence;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Adam with decoupled weight decay on one flat array of parameters.
 *
 * <p>Definition: Kingma and Ba, ICLR 2015, algorithm 1; decay as Loshchilov and Hutter, ICLR 2019,
 * algorithm 2. The gradient is scaled down first when its norm is above the limit.
 */
final class Optimizer {

  private final SequenceFitConfig.Adam config;
  private final NDArray parameters;
  private final NDArray mean;
  private final NDArray variance;
  private final NDArray averaged;
  private final double memory;
  private long steps;

  /**
   * Arrays of {@code state} in {@code manager}, which owns them.
   *
   * @param memory of the parameters' running mean, a step; 0: the parameters themselves
   */
  Optimizer(NDManager manager, NetworkState state, SequenceFitConfig.Adam config, double memory) {
    this.config = config;
    this.memory = memory;
    var shape = new Shape(state.parameters.length);
    this.parameters = manager.create(state.parameters, shape);
    this.mean = manager.create(state.mean, shape);
    this.variance = manager.create(state.variance, shape);
    this.averaged = manager.create(state.averaged, shape);
    this.steps = state.steps;
    parameters.setRequiresGradient(true);
  }

  /** The parameters, whose gradient the next step takes. */
  NDArray parameters() {
    return parameters;
  }

  /** One step along the gradient, which is 0 afterwards; recording must be off. */
  void step(double learningRate) {
    steps++;
    try (var scope = parameters.getManager().newSubManager()) {
      var gradient = clipped(in(scope, parameters.getGradient()));
      mean.muli(config.beta1()).addi(gradient.mul(1 - config.beta1()));
      variance.muli(config.beta2()).addi(gradient.square().muli(1 - config.beta2()));
      double meanShare = 1 - StrictMath.pow(config.beta1(), (double) steps);
      double varianceShare = 1 - StrictMath.pow(config.beta2(), (double) steps);
      var root = in(scope, variance.div(varianceShare)).sqrt().addi(config.epsilon());
      if (config.weightDecay() > 0) {
        parameters.muli(1 - learningRate * config.weightDecay());
      }
      parameters.subi(in(scope, mean.div(root)).muli(learningRate / meanShare));
      if (memory > 0) {
        averaged.muli(memory).addi(in(scope, parameters.mul(1 - memory)));
      }
    }
    Autograd.clear(parameters);
  }

  /** What has become of the state. */
  NetworkState state() {
    var values = parameters.toFloatArray();
    return new NetworkState(
        values,
        mean.toFloatArray(),
        variance.toFloatArray(),
        memory > 0 ? averaged.toFloatArray() : values,
        steps);
  }

  private NDArray clipped(NDArray gradient) {
    double norm = Math.sqrt(gradient.square().sum().getFloat());
    return norm > config.clipNorm() ? gradient.mul(config.clipNorm() / norm) : gradient;
  }

  /** Results belong to the manager of their left operand: those of long-lived ones are moved. */
  private static NDArray in(NDManager scope, NDArray array) {
    array.attach(scope);
    return array;
  }
}
