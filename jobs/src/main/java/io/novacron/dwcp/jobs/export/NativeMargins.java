package io.novacron.dwcp.jobs.export;

import io.novacron.dwcp.common.error.DataError;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Raw margins of a native booster over dense rows, NaN = missing, zero = zero.
 *
 * <p>Rows go to the native side in batches of 16,384 that are released one by one, since native
 * memory grows with the rows that are held there.
 */
public final class NativeMargins {

  private static final int BATCH = 1 << 14;

  private NativeMargins() {}

  /**
   * Margins [rows, targets].
   *
   * @throws DataError when XGBoost refuses the rows, as it does infinities and a wrong width
   */
  public static FloatMatrix of(Booster booster, FloatMatrix rows) {
    if (rows.rows() == 0) {
      throw new DataError("Cannot score rows with a booster: there are none; pass at least one");
    }
    try {
      var first = batch(booster, rows, 0);
      var all = FloatMatrix.zeros(rows.rows(), first.columns());
      copy(first, all, 0);
      for (var from = BATCH; from < rows.rows(); from += BATCH) {
        copy(batch(booster, rows, from), all, from);
      }
      return all;
    } catch (XGBoostError e) {
      throw new DataError("Cannot score rows with a booster: XGBoost refuses them; see cause", e);
    }
  }

  private static FloatMatrix batch(Booster booster, FloatMatrix rows, int from)
      throws XGBoostError {
    var part = rows.slice(from, Math.min(rows.rows(), from + BATCH));
    var matrix = new DMatrix(part.values(), part.rows(), part.columns(), Float.NaN);
    try {
      var margins = booster.predict(matrix, true);
      var result = FloatMatrix.zeros(part.rows(), margins[0].length);
      for (var row = 0; row < margins.length; row++) {
        System.arraycopy(
            margins[row], 0, result.values(), row * result.columns(), result.columns());
      }
      return result;
    } finally {
      matrix.dispose();
    }
  }

  private static void copy(FloatMatrix part, FloatMatrix all, int from) {
    System.arraycopy(part.values(), 0, all.values(), from * all.columns(), part.values().length);
  }
}
