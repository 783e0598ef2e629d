package io.novacron.dwcp.jobs.training.sequence;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/** Views of one flat array of parameters as the tensors of a network. */
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
}
