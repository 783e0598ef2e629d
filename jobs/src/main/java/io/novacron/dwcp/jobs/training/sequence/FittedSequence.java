package io.novacron.dwcp.jobs.training.sequence;

import java.util.List;

/** What a training has come to: the best epoch's parameters, and all epochs. */
public final class FittedSequence {

  private final float[] parameters;
  private final List<EpochReport> epochs;

  FittedSequence(float[] parameters, List<EpochReport> epochs) {
    this.parameters = parameters.clone();
    this.epochs = List.copyOf(epochs);
  }

  /** Values of all parameters in the network's order, each row-major. */
  public float[] parameters() {
    return parameters.clone();
  }

  /** The epochs in their order. */
  public List<EpochReport> epochs() {
    return epochs;
  }
}
