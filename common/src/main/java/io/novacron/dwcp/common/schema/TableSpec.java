package io.novacron.dwcp.common.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * One table: name, grain, key and columns; every table but those without a {@code ds} column is
 * partitioned by {@code ds}, the UTC date.
 *
 * @param grain what one row stands for, one sentence
 * @param key names of the columns that identify a row
 */
public record TableSpec(String name, String grain, List<String> key, List<ColumnSpec> columns) {

  /** The partition column of every dated table. */
  public static final String DS = "ds";

  public TableSpec {
    key = List.copyOf(key);
    columns = List.copyOf(columns);
  }

  /** Whether rows are partitioned by date. */
  public boolean dated() {
    return column(DS).isPresent();
  }

  /** The column of that name, if there is one. */
  public Optional<ColumnSpec> column(String columnName) {
    return columns.stream().filter(column -> column.name().equals(columnName)).findFirst();
  }

  /** Column names in declared order. */
  public List<String> columnNames() {
    return columns.stream().map(ColumnSpec::name).toList();
  }

  /** Names of the columns that hold truth. */
  public List<String> truthColumns() {
    return columns.stream()
        .filter(column -> column.role() == Role.TRUTH)
        .map(ColumnSpec::name)
        .toList();
  }

  /** The Spark schema in declared order; comments travel as column comments. */
  public StructType structType() {
    var fields = new ArrayList<StructField>();
    for (var column : columns) {
      fields.add(
          DataTypes.createStructField(
                  column.name(), column.type(), column.nullable(), Metadata.empty())
              .withComment(column.comment()));
    }
    return DataTypes.createStructType(fields);
  }
}
