package io.novacron.dwcp.jobs.training.sequence;

import java.io.Serializable;

/**
 * The size of one row of training data.
 *
 * @param steps steps of a window, oldest first
 * @param features values of a step
 * @param targets values that the loss compares with
 */
public record SequenceShape(int steps, int features, int targets) implements Serializable {

  public SequenceShape {
    if (steps < 1 || features < 1 || targets < 0) {
      throw new IllegalArgumentException(
          "Cannot train on %d steps of %d features with %d targets; at least 1, 1 and 0"
              .formatted(steps, features, targets));
    }
  }

  /** Values of a window. */
  int inputs() {
    return steps * features;
  }
}
