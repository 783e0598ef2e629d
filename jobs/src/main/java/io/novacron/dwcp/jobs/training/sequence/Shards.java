package io.novacron.dwcp.jobs.training.sequence;

import io.novacron.dwcp.common.error.DataError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Rows as shards, one a partition: rows are dealt by the hash of their key and sorted by it, so
 * that the same rows make the same shards however the table lies.
 */
final class Shards {

  private Shards() {}

  /**
   * Shards of rows with a mask; empty ones are there too. Rows of another shape fail their task.
   */
  static JavaRDD<Shard> of(SequenceRows rows, SequenceShape shape, int workers) {
    return shards(
        rows,
        workers,
        List.of(SequenceRows.WEIGHT, SequenceRows.TARGETS, SequenceRows.INPUTS, SequenceRows.MASK),
        row ->
            new Sequence(
                numbers(floats(row, 2, shape.inputs()), SequenceRows.INPUTS),
                numbers(floats(row, 3, shape.steps()), SequenceRows.MASK),
                numbers(floats(row, 1, shape.targets()), SequenceRows.TARGETS),
                weight(row.getFloat(0))));
  }

  /** Shards of raw windows, in which NaN is a gap; the mask is 1 where all of a step is there. */
  static JavaRDD<Shard> ofWindows(SequenceRows rows, SequenceShape shape, int workers) {
    return shards(
        rows,
        workers,
        List.of(SequenceRows.WEIGHT, SequenceRows.TARGETS, SequenceRows.INPUTS),
        row -> {
          var inputs = finite(floats(row, 2, shape.inputs()));
          return new Sequence(
              inputs,
              mask(inputs, shape),
              numbers(floats(row, 1, shape.targets()), SequenceRows.TARGETS),
              weight(row.getFloat(0)));
        });
  }

  /** One row; a class, since it holds arrays. */
  private static final class Sequence {
    private final float[] inputs;
    private final float[] mask;
    private final float[] targets;
    private final float[] weight;

    private Sequence(float[] inputs, float[] mask, float[] targets, float weight) {
      this.inputs = inputs;
      this.mask = mask;
      this.targets = targets;
      this.weight = new float[] {weight};
    }
  }

  private static JavaRDD<Shard> shards(
      SequenceRows rows, int workers, List<String> columns, Function<Row, Sequence> read) {
    var key = rows.key().stream().map(functions::col).toArray(Column[]::new);
    return rows.rows()
        .repartition(workers, key)
        .sortWithinPartitions(key)
        .select(columns.stream().map(functions::col).toArray(Column[]::new))
        .javaRDD()
        .mapPartitionsWithIndex(
            (index, partition) -> List.of(shard(index, partition, read)).iterator(), true);
  }

  private static Shard shard(int index, Iterator<Row> rows, Function<Row, Sequence> read)
      throws Exception {
    var sequences = new ArrayList<Sequence>();
    while (rows.hasNext()) {
      sequences.add(read.call(rows.next()));
    }
    return new Shard(
        index,
        joined(sequences, sequence -> sequence.inputs),
        joined(sequences, sequence -> sequence.mask),
        joined(sequences, sequence -> sequence.targets),
        joined(sequences, sequence -> sequence.weight));
  }

  private static float[] floats(Row row, int column, int wanted) {
    List<Float> values = row.getList(column);
    if (values.size() != wanted) {
      throw new DataError(
          "Cannot train on a row: %s has %d values: not %d; build the sequences again"
              .formatted(row.schema().fieldNames()[column], values.size(), wanted));
    }
    var floats = new float[wanted];
    for (var i = 0; i < wanted; i++) {
      floats[i] = values.get(i);
    }
    return floats;
  }

  private static float[] numbers(float[] values, String column) {
    for (float value : finite(values)) {
      if (Float.isNaN(value)) {
        throw new DataError(
            "Cannot train on a row: %s holds NaN; leave such rows out".formatted(column));
      }
    }
    return values;
  }

  private static float[] finite(float[] values) {
    for (float value : values) {
      if (Float.isInfinite(value)) {
        throw new DataError(
            "Cannot train on a row: it holds an infinite value: %s; leave such rows out"
                .formatted(value));
      }
    }
    return values;
  }

  private static float[] mask(float[] inputs, SequenceShape shape) {
    var mask = new float[shape.steps()];
    Arrays.fill(mask, 1);
    for (var i = 0; i < inputs.length; i++) {
      if (Float.isNaN(inputs[i])) {
        mask[i / shape.features()] = 0;
      }
    }
    return mask;
  }

  private static float weight(float weight) {
    if (!(weight > 0 && Float.isFinite(weight))) {
      throw new DataError(
          "Cannot train on a row: weight: %s; weigh rows above 0 or leave them out"
              .formatted(weight));
    }
    return weight;
  }

  private static float[] joined(
      List<Sequence> rows, java.util.function.Function<Sequence, float[]> part) {
    var width = rows.isEmpty() ? 0 : part.apply(rows.get(0)).length;
    var all = new float[Math.multiplyExact(rows.size(), width)];
    for (var row = 0; row < rows.size(); row++) {
      System.arraycopy(part.apply(rows.get(row)), 0, all, row * width, width);
    }
    return all;
  }
}
