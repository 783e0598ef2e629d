package io.novacron.dwcp.jobs.training.sequence;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A target as a weighted sum of a window's values. It can be told to fail, as a killed process
 * would, after some batches.
 */
record LinearNetwork(int steps) implements SequenceNetwork {

  /** Batches after which it fails once; none while it is negative. */
  static final AtomicInteger BATCHES_TO_LIVE = new AtomicInteger(-1);

  @Override
  public String description() {
    return toString();
  }

  @Override
  public SequenceShape shape() {
    return new SequenceShape(steps, 1, 1);
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("weight", List.of(1, steps), 1), new Parameter("bias", List.of(1), 0));
  }

  @Override
  public NDArray losses(SequenceBatch batch, NDList parameters) {
    if (BATCHES_TO_LIVE.get() >= 0 && BATCHES_TO_LIVE.decrementAndGet() < 0) {
      throw new IllegalStateException("killed");
    }
    var flat = batch.inputs().mul(batch.mask().expandDims(2)).squeeze(2);
    var sum = flat.matMul(parameters.get(0).transpose()).add(parameters.get(1));
    return sum.sub(batch.targets()).square().squeeze(1);
  }
}
