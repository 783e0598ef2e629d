package io.novacron.dwcp.features.clean;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.novacron.dwcp.common.schema.TableSpec;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;

/**
 * Rule {@code duplicate-key}: of rows with the same date and key that pass every other rule, the
 * one that arrived first stays.
 *
 * <p><em>Order</em>: {@code ingested_at}, then the hash over all raw columns; rows that tie on both
 * are copies of each other, so that any of them may stay. Total up to a collision of 64-bit hashes
 * of two rows with one key and one arrival time.
 *
 * <p><em>Cost</em>: one pass over the narrow key columns finds the keys that occur twice; only rows
 * of these keys, payloads included, are shuffled. A window over all rows would move every payload.
 */
final class Duplicates implements AutoCloseable {

  static final String RULE = "duplicate-key";

  /** Above this many keys the join is left to Spark to plan instead of being broadcast. */
  private static final long BROADCAST_KEYS = 1_000_000;

  private static final String TWICE = "key_is_twice";
  private static final String PLACE = "place_among_copies";
  private static final String FIRST_AT = "first_ingested_at";

  private final List<String> keys;
  private final Dataset<Row> staged;
  private final Dataset<Row> twice;

  /** Finds the keys that occur more than once among the rows of {@code staged} without refusal. */
  Duplicates(TableSpec spec, Dataset<Row> staged) {
    var names = new LinkedHashSet<String>(List.of(TableSpec.DS));
    names.addAll(spec.key());
    this.keys = List.copyOf(names);
    this.staged = staged;
    this.twice =
        staged
            .where(col(Cleaner.REFUSAL).isNull())
            .groupBy(columns(keys))
            .agg(count(lit(1)).as(TWICE))
            .where(col(TWICE).gt(lit(1)))
            .withColumn(TWICE, lit(true))
            .persist(StorageLevel.MEMORY_AND_DISK());
  }

  /** {@code staged} with the refusal of every row but the first of its key; same columns. */
  Dataset<Row> judged() {
    var keysTwice = twice.count();
    if (keysTwice == 0) {
      return staged;
    }
    var small = keysTwice <= BROADCAST_KEYS ? broadcast(twice) : twice;
    var flagged = staged.join(small, keys.toArray(String[]::new), "left");
    var isCopy = col(TWICE).isNotNull().and(col(Cleaner.REFUSAL).isNull());
    var settled = columns(List.of(staged.columns()));
    return flagged.where(not(isCopy)).select(settled).unionAll(firstStays(flagged.where(isCopy)));
  }

  private Dataset<Row> firstStays(Dataset<Row> copies) {
    var byArrival =
        Window.partitionBy(columns(keys)).orderBy(col("ingested_at"), col(Cleaner.ROW_HASH));
    var key =
        keys.stream().map(name -> col(name).cast(DataTypes.StringType)).toArray(Column[]::new);
    var reason =
        concat(
            lit(String.join(", ", keys) + " is "),
            concat_ws(", ", key),
            lit(", which arrived before at "),
            col(FIRST_AT).cast(DataTypes.StringType));
    var refusal = struct(lit(RULE).as("rule"), reason.as("reason"));
    return copies
        .withColumn(PLACE, row_number().over(byArrival))
        .withColumn(FIRST_AT, first(col("ingested_at")).over(byArrival))
        .withColumn(Cleaner.REFUSAL, when(col(PLACE).gt(lit(1)), refusal))
        .select(columns(List.of(staged.columns())));
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(name -> col(name)).toArray(Column[]::new);
  }

  @Override
  public void close() {
    twice.unpersist();
  }
}
