package io.novacron.dwcp.jobs.training.sequence;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Hands rows of a shard to PyTorch, some at a time, through four buffers outside of the heap that
 * are made once: a batch is valid until the next one.
 */
final class ShardBatches {

  private final Shard shard;
  private final SequenceShape shape;
  private final ByteBuffer inputs;
  private final ByteBuffer mask;
  private final ByteBuffer targets;
  private final ByteBuffer weights;

  ShardBatches(Shard shard, SequenceShape shape, int batchRows) {
    this.shard = shard;
    this.shape = shape;
    this.inputs = buffer(batchRows, shape.inputs());
    this.mask = buffer(batchRows, shape.steps());
    this.targets = buffer(batchRows, shape.targets());
    this.weights = buffer(batchRows, 1);
  }

  /**
   * Rows with their weights.
   *
   * @param batch what the network sees
   * @param weights float32 [n]
   * @param weight sum of the weights
   */
  record Weighted(SequenceBatch batch, NDArray weights, double weight) {}

  /** The rows {@code order[from]} to before {@code order[to]}, in arrays of {@code manager}. */
  Weighted batch(NDManager manager, int[] order, int from, int to) {
    var n = to - from;
    double weight = 0;
    for (var i = from; i < to; i++) {
      weight += shard.weights[order[i]];
    }
    var batch =
        new SequenceBatch(
            array(
                manager,
                rows(inputs, shard.inputs, order, from, to),
                new Shape(n, shape.steps(), shape.features())),
            array(manager, rows(mask, shard.mask, order, from, to), new Shape(n, shape.steps())),
            array(
                manager,
                rows(targets, shard.targets, order, from, to),
                new Shape(n, shape.targets())));
    var weighted = array(manager, rows(weights, shard.weights, order, from, to), new Shape(n));
    return new Weighted(batch, weighted, weight);
  }

  private ByteBuffer rows(ByteBuffer buffer, float[] values, int[] order, int from, int to) {
    var width = values.length / shard.rows;
    buffer.clear();
    var floats = buffer.asFloatBuffer();
    for (var i = from; i < to; i++) {
      floats.put(values, order[i] * width, width);
    }
    return buffer.slice(0, (to - from) * width * Float.BYTES).order(ByteOrder.nativeOrder());
  }

  private static NDArray array(NDManager manager, ByteBuffer buffer, Shape shape) {
    return manager.create(buffer, shape, DataType.FLOAT32);
  }

  private static ByteBuffer buffer(int rows, int width) {
    return ByteBuffer.allocateDirect(
            Math.multiplyExact(Float.BYTES, Math.multiplyExact(rows, width)))
        .order(ByteOrder.nativeOrder());
  }
}
