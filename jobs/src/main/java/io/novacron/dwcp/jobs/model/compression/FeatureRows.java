package io.novacron.dwcp.jobs.model.compression;

import io.novacron.dwcp.jobs.export.FloatMatrix;
import java.util.List;
import org.apache.spark.sql.Row;

/** Rows of numbers as dense float32, null = NaN = missing. */
final class FeatureRows {

  private FeatureRows() {}

  /** The named columns of {@code rows}, row-major. */
  static FloatMatrix matrix(List<Row> rows, List<String> columns) {
    var values = new float[rows.size() * columns.size()];
    if (!rows.isEmpty()) {
      var indices = columns.stream().mapToInt(rows.get(0)::fieldIndex).toArray();
      var next = 0;
      for (var row : rows) {
        for (var index : indices) {
          values[next++] = row.isNullAt(index) ? Float.NaN : ((Number) row.get(index)).floatValue();
        }
      }
    }
    return FloatMatrix.of(values, columns.size());
  }

  /** Rows that hold all values in one array column. */
  static FloatMatrix arrays(List<Row> rows, String column, int width) {
    var values = new float[rows.size() * width];
    var next = 0;
    for (var row : rows) {
      List<Float> features = row.getList(row.fieldIndex(column));
      for (var value : features) {
        values[next++] = value;
      }
    }
    return FloatMatrix.of(values, width);
  }

  /**
   * The rows, then rows that a graph could read differently: all missing, zeros, large and small
   * values, and each row again with one value on a split border, until there are {@code wanted}.
   */
  static FloatMatrix withExtremes(FloatMatrix rows, SelectorParts parts, int wanted) {
    var columns = rows.columns();
    var values = new float[Math.max(wanted, rows.rows() + 5) * columns];
    System.arraycopy(rows.values(), 0, values, 0, rows.values().length);
    var extremes = new float[] {Float.NaN, 0f, 1e9f, -1e9f, 1e-9f};
    var row = rows.rows();
    for (var extreme : extremes) {
      java.util.Arrays.fill(values, row * columns, ++row * columns, extreme);
    }
    var borders = parts.borders();
    for (var i = 0; row < wanted; i++, row++) {
      var source = i % Math.max(1, rows.rows());
      System.arraycopy(values, source * columns, values, row * columns, columns);
      var border = borders.get(i % borders.size());
      if (border.feature() < columns) {
        values[row * columns + border.feature()] = border.value();
      }
    }
    return FloatMatrix.of(values, columns);
  }
}
