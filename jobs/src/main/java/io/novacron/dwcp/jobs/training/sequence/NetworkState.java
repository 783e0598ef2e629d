package io.novacron.dwcp.jobs.training.sequence;

import io.novacron.dwcp.common.run.Seeds;
import java.io.Serializable;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Parameters and optimiser state of a network as flat arrays, in the order of its parameters.
 *
 * <p>Not a record: it holds arrays, which nobody changes after it is built.
 */
final class NetworkState implements Serializable {

  private static final long serialVersionUID = 1L;

  final float[] parameters;
  final float[] mean;
  final float[] variance;

  /** What is validated and kept: the parameters, or their running mean over steps. */
  final float[] averaged;

  /** Optimiser steps made so far. */
  final long steps;

  /** A state that is its own average. */
  NetworkState(float[] parameters, float[] mean, float[] variance, long steps) {
    this(parameters, mean, variance, parameters, steps);
  }

  NetworkState(float[] parameters, float[] mean, float[] variance, float[] averaged, long steps) {
    this.parameters = parameters;
    this.mean = mean;
    this.variance = variance;
    this.averaged = averaged;
    this.steps = steps;
  }

  /** Where training starts: every parameter uniform within its bound, drawn by its name. */
  static NetworkState initial(List<Parameter> parameters, long seed) {
    var size = parameters.stream().mapToInt(Parameter::size).reduce(0, Math::addExact);
    var values = new float[size];
    var at = 0;
    for (var parameter : parameters) {
      var random = new SplittableRandom(Seeds.derive(seed, "parameter " + parameter.name()));
      for (var i = 0; i < parameter.size(); i++) {
        values[at++] = (float) ((2 * random.nextDouble() - 1) * parameter.bound());
      }
    }
    return new NetworkState(values, new float[size], new float[size], 0);
  }
}
