package io.novacron.dwcp.jobs.training.sequence;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;

/**
 * Adds vectors of numbered parts up in one order, whatever the order of their arrival: parts 2i and
 * 2i + 1 of a level make part i of the next one, as soon as both are there. Spark merges the
 * results of tasks as they come, and sums of floating-point numbers differ with the order.
 *
 * <p>Memory: one vector when parts arrive in order, at most one a part.
 */
final class PairwiseSum implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Vectors by level in the upper and part in the lower half of the key. */
  private final TreeMap<Long, double[]> parts = new TreeMap<>();

  /** The sum over all shards of what {@code vector} makes of each: one Spark job. */
  static double[] over(JavaRDD<Shard> shards, Function<Shard, double[]> vector) {
    return SparkFailure.explained(
        () ->
            shards
                .treeAggregate(
                    new PairwiseSum(),
                    (sum, shard) -> sum.add(shard.index, vector.call(shard)),
                    PairwiseSum::merge)
                .total());
  }

  /** Adds part {@code index}, which nobody else adds; the vector is taken over. */
  PairwiseSum add(int index, double[] vector) {
    put(0, index, vector);
    return this;
  }

  /** Takes over all parts of {@code other}. */
  PairwiseSum merge(PairwiseSum other) {
    for (Map.Entry<Long, double[]> entry : other.parts.entrySet()) {
      put((int) (entry.getKey() >>> 32), entry.getKey().intValue(), entry.getValue());
    }
    return this;
  }

  /** The sum over all parts, lone parts as if their partner were 0; empty when there is none. */
  double[] total() {
    while (parts.size() > 1) {
      var first = parts.pollFirstEntry();
      var level = (int) (first.getKey() >>> 32);
      put(level + 1, first.getKey().intValue() >> 1, first.getValue());
    }
    return parts.isEmpty() ? new double[0] : parts.firstEntry().getValue();
  }

  private void put(int level, int index, double[] vector) {
    var partner = parts.remove(key(level, index ^ 1));
    if (partner == null) {
      if (parts.put(key(level, index), vector) != null) {
        throw new IllegalStateException("Cannot add part " + index + ": it is there already");
      }
      return;
    }
    for (var i = 0; i < vector.length; i++) {
      vector[i] += partner[i];
    }
    put(level + 1, index >> 1, vector);
  }

  private static long key(int level, int index) {
    return ((long) level << 32) | index;
  }
}
