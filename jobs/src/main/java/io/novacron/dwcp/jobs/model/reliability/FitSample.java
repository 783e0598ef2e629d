package io.novacron.dwcp.jobs.model.reliability;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * A bounded sample of rows that depends on their keys and a seed only, not on partitions or order:
 * the rows with the smallest hashes, sorted by hash, in one partition.
 *
 * <p>The library draws a random number for every row and tree and shuffles what it drew: given all
 * rows it would take longer with each of them. Cost: one count, and one pass that hashes each key
 * and lets through about as many rows as are wanted.
 */
final class FitSample {

  private static final String HASH = "__hash";
  private static final long BUCKETS = 1L << 40;

  /** More than the wanted share is let through by this many standard deviations. */
  private static final double SLACK = 8;

  private final List<String> key;
  private final int limit;
  private final long seed;

  /**
   * A sample.
   *
   * @param key columns that name a row; equal keys should not occur
   * @param limit most rows
   */
  FitSample(List<String> key, int limit, long seed) {
    this.key = List.copyOf(key);
    this.limit = limit;
    this.seed = seed;
  }

  /** The sampled rows of {@code rows}, with their columns as they were. */
  Dataset<Row> of(Dataset<Row> rows) {
    var hashed = Stream.concat(Stream.of(lit(seed)), key.stream().map(functions::col));
    var bucket = functions.pmod(xxhash64(hashed.toArray(Column[]::new)), lit(BUCKETS));
    return rows.withColumn(HASH, bucket)
        .where(col(HASH).lt(lit(border(rows.count()))))
        .orderBy(order())
        .limit(limit)
        .coalesce(1)
        .sortWithinPartitions(order())
        .drop(HASH);
  }

  private Column[] order() {
    var order = new ArrayList<Column>(List.of(col(HASH)));
    key.forEach(name -> order.add(col(name)));
    return order.toArray(Column[]::new);
  }

  /** Hashes below it belong to at least {@code limit} of {@code count} rows, nearly always. */
  private long border(long count) {
    var wanted = limit + SLACK * Math.sqrt(limit) + SLACK;
    return wanted >= count ? BUCKETS : (long) Math.ceil(BUCKETS * (wanted / count));
  }
}
