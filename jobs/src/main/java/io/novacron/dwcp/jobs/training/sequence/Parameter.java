package io.novacron.dwcp.jobs.training.sequence;

import java.io.Serializable;
import java.util.List;

/**
 * One tensor that a network learns.
 *
 * @param name its name, unique in the network
 * @param shape its dimensions
 * @param bound it starts uniform in [-bound, bound)
 */
public record Parameter(String name, List<Integer> shape, double bound) implements Serializable {

  public Parameter {
    shape = List.copyOf(shape);
    if (shape.isEmpty() || shape.stream().anyMatch(size -> size < 1) || !(bound >= 0)) {
      throw new IllegalArgumentException(
          "Cannot learn %s of shape %s from bound %s; sizes of at least 1 and a bound of at least 0"
              .formatted(name, shape, bound));
    }
  }

  /** Its number of values. */
  int size() {
    return shape.stream().reduce(1, Math::multiplyExact);
  }
}
