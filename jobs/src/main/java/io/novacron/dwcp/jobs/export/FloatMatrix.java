package io.novacron.dwcp.jobs.export;

import io.novacron.dwcp.common.error.DataError;
import java.util.Arrays;
import java.util.List;

/**
 * A dense matrix of float32, row after row; NaN stands for a missing value.
 *
 * <p>The array is not copied, since matrices of features are large: whoever builds a matrix from an
 * array leaves that array alone afterwards.
 */
public final class FloatMatrix {

  private final float[] values;
  private final int rows;
  private final int columns;

  private FloatMatrix(float[] values, int rows, int columns) {
    this.values = values;
    this.rows = rows;
    this.columns = columns;
  }

  /**
   * A matrix over {@code values}, row-major.
   *
   * @throws IllegalArgumentException when the length is no multiple of {@code columns}
   */
  public static FloatMatrix of(float[] values, int columns) {
    if (columns <= 0 || values.length % columns != 0) {
      throw new IllegalArgumentException(
          "Cannot make a matrix: %d values do not fill rows of %d columns"
              .formatted(values.length, columns));
    }
    return new FloatMatrix(values, values.length / columns, columns);
  }

  /** A matrix of zeros. */
  public static FloatMatrix zeros(int rows, int columns) {
    return of(new float[Math.multiplyExact(rows, columns)], columns);
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  public float at(int row, int column) {
    return values[row * columns + column];
  }

  public void set(int row, int column, float value) {
    values[row * columns + column] = value;
  }

  /** The values themselves, row after row; not a copy. */
  public float[] values() {
    return values;
  }

  /** Rows {@code from} (inclusive) to {@code to} (exclusive), copied. */
  public FloatMatrix slice(int from, int to) {
    return of(Arrays.copyOfRange(values, from * columns, to * columns), columns);
  }

  /** This matrix with the columns of {@code right} appended. */
  public FloatMatrix beside(FloatMatrix right) {
    if (right.rows != rows) {
      throw new IllegalArgumentException(
          "Cannot put matrices side by side: %d rows against %d".formatted(rows, right.rows));
    }
    var joined = zeros(rows, columns + right.columns);
    for (var row = 0; row < rows; row++) {
      System.arraycopy(values, row * columns, joined.values, row * joined.columns, columns);
      System.arraycopy(
          right.values,
          row * right.columns,
          joined.values,
          row * joined.columns + columns,
          right.columns);
    }
    return joined;
  }

  /**
   * Refuses a matrix whose width is not that of {@code names}, or that holds an infinity: XGBoost
   * refuses infinities and ONNX Runtime does not, so the two would part ways.
   *
   * @throws DataError naming the first row and column at fault
   */
  public void requireFinite(List<String> names) {
    if (names.size() != columns) {
      throw new DataError(
          "Cannot score rows: %d columns where the model reads %d; pass %s"
              .formatted(columns, names.size(), names));
    }
    for (var i = 0; i < values.length; i++) {
      if (Float.isInfinite(values[i])) {
        throw new DataError(
            "Cannot score row %d: infinite value in column %s: %s; use NaN for a missing value"
                .formatted(i / columns, names.get(i % columns), values[i]));
      }
    }
  }

  /** Bitwise equality of shape and values; all NaN are one. */
  @Override
  public boolean equals(Object other) {
    return other instanceof FloatMatrix that
        && columns == that.columns
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * columns + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "FloatMatrix[%d x %d]".formatted(rows, columns);
  }
}
