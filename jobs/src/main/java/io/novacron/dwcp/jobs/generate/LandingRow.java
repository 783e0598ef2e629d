package io.novacron.dwcp.jobs.generate;

import java.sql.Timestamp;
import java.time.Instant;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** One landing row being filled by column name; columns that are not set stay null. */
final class LandingRow {

  private final StructType schema;
  private final @Nullable Object[] values;

  LandingRow(StructType schema) {
    this.schema = schema;
    this.values = new @Nullable Object[schema.length()];
  }

  LandingRow set(String column, @Nullable Object value) {
    values[schema.fieldIndex(column)] = value;
    return this;
  }

  /** Sets a time given in seconds since {@code epochS}, kept to the microsecond. */
  LandingRow setTime(String column, long epochS, double atS) {
    return set(column, time(epochS, atS));
  }

  /** The row as it is now; later changes do not reach it. */
  Row row() {
    return RowFactory.create(values.clone());
  }

  static Timestamp time(long epochS, double atS) {
    var micros = Math.round(atS * 1e6);
    var seconds = Math.floorDiv(micros, 1_000_000L);
    return Timestamp.from(
        Instant.ofEpochSecond(epochS + seconds, Math.floorMod(micros, 1_000_000L) * 1000));
  }
}
