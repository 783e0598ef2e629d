package io.novacron.dwcp.jobs.model.reliability;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;

import io.novacron.dwcp.jobs.export.FloatMatrix;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** Numeric columns as dense float32, null = NaN = missing. */
final class FeatureMatrix {

  private FeatureMatrix() {}

  /** One array column of the named columns, nulls kept. */
  static Dataset<Row> arrays(Dataset<Row> rows, List<String> columns) {
    var values =
        columns.stream()
            .map(name -> col("`" + name + "`").cast(DataTypes.DoubleType))
            .toArray(Column[]::new);
    return rows.select(array(values).as("features"));
  }

  /** Rows of {@link #arrays}. */
  static FloatMatrix of(List<Row> rows, int width) {
    var values = new float[rows.size() * width];
    var next = 0;
    for (var row : rows) {
      List<Double> features = row.getList(0);
      for (var value : features) {
        values[next++] = value == null ? Float.NaN : value.floatValue();
      }
    }
    return FloatMatrix.of(values, width);
  }

  /** The columns at {@code indexes} of {@code rows}. */
  static FloatMatrix of(List<Row> rows, int[] indexes) {
    var values = new float[rows.size() * indexes.length];
    var next = 0;
    for (var row : rows) {
      for (var index : indexes) {
        values[next++] = row.isNullAt(index) ? Float.NaN : ((Number) row.get(index)).floatValue();
      }
    }
    return FloatMatrix.of(values, indexes.length);
  }
}
