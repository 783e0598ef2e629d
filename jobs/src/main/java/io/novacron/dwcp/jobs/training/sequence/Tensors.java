package io.novacron.dwcp.jobs.training.sequence;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/** Tensors of a network: views of one flat array of parameters, and constants. */
final class Tensors {

  private Tensors() {}

  /** One view a parameter, in their order; they belong to {@code scope}. */
  static NDList of(NDArray flat, List<Parameter> parameters, NDManager scope) {
    var borders = new long[parameters.size() - 1];
    long at = 0;
    for (var i = 0; i < borders.length; i++) {
      at += parameters.get(i).size();
      borders[i] = at;
    }
    var pieces = flat.split(borders, 0);
    pieces.attach(scope);
    var tensors = new NDList();
    for (var i = 0; i < parameters.size(); i++) {
      var shape = parameters.get(i).shape().stream().mapToLong(Integer::longValue).toArray();
      tensors.add(pieces.get(i).reshape(new Shape(shape)));
    }
    return tensors;
  }

  /**
   * A constant of a loss, float32, which lives as long as the array's manager.
   *
   * <p>To be used wherever a gradient is recorded, instead of the operators that take a {@code
   * Number}: those lend PyTorch memory of the Java heap's making for the number and give it back
   * before the backward pass reads it. After a collection in between, gradients were wrong, and at
   * times no numbers.
   */
  static NDArray constant(NDArray beside, double value) {
    return beside.getManager().create((float) value);
  }
}
