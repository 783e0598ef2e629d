package io.novacron.dwcp.common.schema;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Short forms for declaring columns, and the columns that several tables share. */
final class Columns {

  private Columns() {}

  static final ColumnSpec DS =
      of("ds", DataTypes.DateType, Role.TIME, "date", "UTC date of the row's time; the partition.");
  static final ColumnSpec TS = time("ts", "When it happened, UTC.");
  static final ColumnSpec INGESTED_AT =
      time("ingested_at", "When the row reached the lake; features use rows by this time.");
  static final ColumnSpec NODE_ID = key("node_id", "Node that measured or sent.");
  static final ColumnSpec PEER_ID = key("peer_id", "Node at the other end of the link.");
  static final ColumnSpec RUN_ID = key("run_id", "Night that wrote the row.");
  static final ColumnSpec MODEL = key("model", "Model name, as in conf/models.");

  static ColumnSpec of(String name, DataType type, Role role, String unit, String comment) {
    return ColumnSpec.of(name, type, role, unit, comment);
  }

  static ColumnSpec key(String name, String comment) {
    return of(name, DataTypes.StringType, Role.KEY, "-", comment);
  }

  static ColumnSpec time(String name, String comment) {
    return of(name, DataTypes.TimestampType, Role.TIME, "UTC", comment);
  }

  static ColumnSpec number(String name, String unit, String comment) {
    return of(name, DataTypes.DoubleType, Role.OBSERVED, unit, comment).orNull().atLeast(0);
  }

  static ColumnSpec ratio(String name, String comment) {
    return number(name, "ratio", comment).within(0, 1);
  }

  static ColumnSpec count(String name, String comment) {
    return of(name, DataTypes.LongType, Role.OBSERVED, "count", comment).orNull().atLeast(0);
  }

  static ColumnSpec word(String name, String comment, String... vocabulary) {
    return of(name, DataTypes.StringType, Role.OBSERVED, "-", comment).oneOf(vocabulary);
  }

  static ColumnSpec text(String name, String comment) {
    return of(name, DataTypes.StringType, Role.DERIVED, "-", comment);
  }

  static ColumnSpec derived(String name, DataType type, String unit, String comment) {
    return of(name, type, Role.DERIVED, unit, comment);
  }

  static ColumnSpec truth(String name, DataType type, String unit, String comment) {
    return of(name, type, Role.TRUTH, unit, comment);
  }
}
