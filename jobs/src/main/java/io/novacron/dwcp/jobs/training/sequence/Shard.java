package io.novacron.dwcp.jobs.training.sequence;

import java.io.Serializable;

/**
 * The rows of one task as flat arrays, in the order of their keys.
 *
 * <p>Not a record: it holds arrays, which nobody changes after it is built.
 */
final class Shard implements Serializable {

  private static final long serialVersionUID = 1L;

  final int index;
  final int rows;
  final float[] inputs;
  final float[] mask;
  final float[] targets;
  final float[] weights;

  Shard(int index, float[] inputs, float[] mask, float[] targets, float[] weights) {
    this.index = index;
    this.rows = weights.length;
    this.inputs = inputs;
    this.mask = mask;
    this.targets = targets;
    this.weights = weights;
  }

  int rows() {
    return rows;
  }

  /** Sum of the weights, in the order of the rows. */
  double weight() {
    double sum = 0;
    for (float weight : weights) {
      sum += weight;
    }
    return sum;
  }
}
