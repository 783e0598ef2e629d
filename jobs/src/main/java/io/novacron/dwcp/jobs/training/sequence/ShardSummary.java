package io.novacron.dwcp.jobs.training.sequence;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.run.Digests;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/**
 * What the driver knows of the shards: how many rows each has, and a digest over all their values.
 *
 * @param counts rows by shard
 * @param digest SHA-256 over the shards in their order
 */
record ShardSummary(List<Integer> counts, String digest) {

  /** A shard's number of rows and digest. */
  private record One(int rows, String digest) implements java.io.Serializable {}

  ShardSummary {
    counts = List.copyOf(counts);
  }

  /**
   * The summary of a part: one Spark job, which also fills the executors' memory.
   *
   * @throws DataError when it has no rows
   */
  static ShardSummary of(JavaRDD<Shard> shards, String part) {
    var all =
        SparkFailure.explained(
            () -> shards.map(shard -> new One(shard.rows, digest(shard))).collect());
    var summary =
        new ShardSummary(
            all.stream().map(One::rows).toList(),
            Digests.sha256(all.stream().map(One::digest).toList().toString()));
    if (summary.rows() == 0) {
      throw new DataError(
          "Cannot train on sequences: no %s rows: 0; look at earlier dates".formatted(part));
    }
    return summary;
  }

  long rows() {
    return counts.stream().mapToLong(Integer::longValue).sum();
  }

  /** Optimiser steps of an epoch of the largest shard. */
  int batches(int batchRows) {
    var most = counts.stream().mapToInt(Integer::intValue).max().orElse(0);
    return (most + batchRows - 1) / batchRows;
  }

  private static String digest(Shard shard) {
    var digests =
        List.of(
            digest(shard.inputs), digest(shard.mask), digest(shard.targets), digest(shard.weights));
    return Digests.sha256(digests.toString());
  }

  private static String digest(float[] values) {
    var bytes = ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, values.length));
    bytes.asFloatBuffer().put(values);
    return Digests.sha256(bytes.array());
  }
}
