package io.novacron.dwcp.common.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.holdenkarau.spark.testing.DataFrameSuiteBase$;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Small frames written as text, and equality by key with a tolerance. */
public final class Frames {

  private Frames() {}

  /**
   * A frame from lines such as {@code "a | 2026-01-01 10:00:00 | 1.5"}; an empty cell is null.
   * Types: string, double, bigint, int, boolean, date, timestamp.
   */
  public static Dataset<Row> of(SparkSession spark, String ddl, String... lines) {
    var schema = StructType.fromDDL(ddl);
    List<Row> rows = new ArrayList<>();
    for (var line : lines) {
      var cells = line.split("\\|", -1);
      assertThat(cells).as("cells of '%s' for %s", line, ddl).hasSize(schema.length());
      var values = new Object[cells.length];
      for (var i = 0; i < cells.length; i++) {
        values[i] = parse(cells[i].strip(), schema.apply(i).dataType());
      }
      rows.add(RowFactory.create(values));
    }
    return spark.createDataFrame(rows, schema);
  }

  private static Object parse(String cell, DataType type) {
    if (cell.isEmpty()) {
      return null;
    }
    if (type.equals(DataTypes.DoubleType)) {
      return Double.valueOf(cell);
    }
    if (type.equals(DataTypes.LongType)) {
      return Long.valueOf(cell);
    }
    if (type.equals(DataTypes.IntegerType)) {
      return Integer.valueOf(cell);
    }
    if (type.equals(DataTypes.BooleanType)) {
      return Boolean.valueOf(cell);
    }
    if (type.equals(DataTypes.DateType)) {
      return java.sql.Date.valueOf(cell);
    }
    if (type.equals(DataTypes.TimestampType)) {
      return java.sql.Timestamp.valueOf(cell);
    }
    return cell;
  }

  /** Asserts the same rows by key, doubles within {@code tolerance}; prints only what differs. */
  public static void assertSame(
      Dataset<Row> actual, Dataset<Row> expected, List<String> keys, double tolerance) {
    assertThat(actual.columns()).containsExactlyInAnyOrder(expected.columns());
    var left = byKey(actual.selectExpr(quoted(expected.columns())), keys);
    var right = byKey(expected, keys);
    var differing = new ArrayList<String>();
    right.forEach(
        (key, row) -> {
          var other = left.remove(key);
          if (other == null || !DataFrameSuiteBase$.MODULE$.approxEquals(row, other, tolerance)) {
            differing.add(key + "\n  expected " + row + "\n  actual   " + other);
          }
        });
    left.forEach((key, row) -> differing.add(key + "\n  expected nothing\n  actual   " + row));
    assertThat(differing).isEmpty();
  }

  private static String[] quoted(String[] columns) {
    return Arrays.stream(columns).map(c -> "`" + c + "`").toArray(String[]::new);
  }

  private static Map<String, Row> byKey(Dataset<Row> rows, List<String> keys) {
    var result = new TreeMap<String, Row>();
    for (var row : rows.collectAsList()) {
      var key = keys.stream().map(k -> String.valueOf(row.<Object>getAs(k))).toList().toString();
      assertThat(result.put(key, row)).as("duplicate key %s", key).isNull();
    }
    return result;
  }
}
