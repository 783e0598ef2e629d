package io.novacron.dwcp.features.clean;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.novacron.dwcp.common.schema.ColumnSpec;
import io.novacron.dwcp.common.schema.TableSpec;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/**
 * A raw row as text and as numbers. Bytes never become text: a binary column is its length and the
 * first 16 hex digits of its SHA-256, enough to recognise a payload and not to restore it.
 */
final class RawRow {

  private static final int SHA_BITS = 256;
  private static final int DIGITS = 16;

  private RawRow() {}

  /** The row as one JSON object, columns in declared order, nulls and NaN shown. */
  static Column json(TableSpec spec) {
    var columns = spec.columns().stream().map(RawRow::shown).toArray(Column[]::new);
    return to_json(struct(columns), Map.of("ignoreNullFields", "false"));
  }

  private static Column shown(ColumnSpec column) {
    var value = col(column.name());
    if (!column.type().equals(DataTypes.BinaryType)) {
      return value;
    }
    var summary =
        struct(
            length(value).as("length"),
            substring(sha2(value, SHA_BITS), 1, DIGITS).as("sha256_prefix"));
    return when(value.isNotNull(), summary).otherwise(lit(null)).as(column.name());
  }

  /** 64-bit hash over all raw columns; cheap enough for every row. */
  static Column hash(TableSpec spec) {
    return xxhash64(spec.columnNames().stream().map(name -> col(name)).toArray(Column[]::new));
  }
}
