package io.novacron.dwcp.jobs.training.sequence;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.io.Serializable;
import java.util.List;

/**
 * What {@link SequenceFit} trains: tensors to learn and a loss over them. Stateless; travels to the
 * tasks. Arrays that it makes belong to the manager of the batch's inputs, which the trainer
 * closes.
 */
public interface SequenceNetwork extends Serializable {

  /** Everything that the loss depends on beside data and parameters, as stable text. */
  String description();

  /** The size of a row. */
  SequenceShape shape();

  /** The tensors to learn, in the order in which {@link #losses} gets them. */
  List<Parameter> parameters();

  /**
   * The loss of every row. Numbers that take part in it are made by {@link Tensors#constant}, never
   * handed to an operator as they are: see there.
   *
   * @param parameters one array for each of {@link #parameters}
   * @return float32 [n], differentiable in the parameters
   */
  NDArray losses(SequenceBatch batch, NDList parameters);
}
