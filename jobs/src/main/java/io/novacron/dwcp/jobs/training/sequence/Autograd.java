package io.novacron.dwcp.jobs.training.sequence;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Supplier;

/**
 * Gradients of the calling thread.
 *
 * <p>Spoken to below the engine's own collector, of which a process may hold one at a time, so that
 * two tasks of one process would fail or wait: PyTorch keeps its recording mode a thread, and every
 * backward pass on a processor runs in the thread that asks for it.
 */
final class Autograd {

  private Autograd() {}

  /** Runs {@code work} with recording on or off, and restores what was. */
  static <T> T recording(boolean on, Supplier<T> work) {
    var before = JniUtils.isGradMode();
    JniUtils.setGradMode(on);
    try {
      return work.get();
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  /** Adds the gradients of a scalar to those of the arrays that it was computed from. */
  static void backward(NDArray scalar) {
    try (var one = scalar.getManager().ones(scalar.getShape(), scalar.getDataType())) {
      JniUtils.backward((PtNDArray) scalar, (PtNDArray) one, false, false);
    }
  }

  /** Sets an array's gradient to 0. */
  static void clear(NDArray array) {
    JniUtils.zeroGrad((PtNDArray) array);
  }
}
