package io.novacron.dwcp.jobs.export;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Small boosters on planted problems, trained in milliseconds from a fixed seed. */
final class Trained {

  private Trained() {}

  /** Rows of uniform numbers in [0, scale) with every seventh value missing. */
  static FloatMatrix rows(int seed, int rows, int columns, float scale) {
    var random = new Random(seed);
    var matrix = FloatMatrix.zeros(rows, columns);
    for (var i = 0; i < matrix.values().length; i++) {
      matrix.values()[i] = i % 7 == 3 ? Float.NaN : random.nextFloat() * scale;
    }
    return matrix;
  }

  /** Predicts a wave of column 0 and, where it is there, column 1. */
  static Booster regressor(FloatMatrix rows, Map<String, Object> overrides) {
    var labels = new float[rows.rows()];
    for (var row = 0; row < labels.length; row++) {
      var second = Float.isNaN(rows.at(row, 1)) ? -1 : rows.at(row, 1);
      labels[row] = (float) Math.sin(3 * orZero(rows.at(row, 0))) + second;
    }
    return train(rows, labels, "reg:squarederror", overrides);
  }

  /** Predicts which of {@code classes} bands the sum of columns 0 and 1 lies in. */
  static Booster classifier(FloatMatrix rows, int classes, Map<String, Object> overrides) {
    var labels = new float[rows.rows()];
    for (var row = 0; row < labels.length; row++) {
      labels[row] = (int) (orZero(rows.at(row, 0)) * 7 + orZero(rows.at(row, 1)) * 5) % classes;
    }
    var parameters = new HashMap<>(overrides);
    parameters.put("num_class", classes);
    return train(rows, labels, "multi:softprob", parameters);
  }

  static Booster train(
      FloatMatrix rows, float[] labels, String objective, Map<String, Object> overrides) {
    var parameters = new HashMap<String, Object>();
    parameters.putAll(
        Map.of("objective", objective, "max_depth", 4, "eta", 0.3, "nthread", 1, "seed", 7));
    parameters.put("verbosity", 0);
    parameters.putAll(overrides);
    DMatrix matrix = null;
    try {
      matrix = new DMatrix(rows.values(), rows.rows(), rows.columns(), Float.NaN);
      matrix.setLabel(labels);
      return XGBoost.train(matrix, parameters, 12, new HashMap<>(), null, null);
    } catch (XGBoostError e) {
      throw new AssertionError(Arrays.toString(labels), e);
    } finally {
      if (matrix != null) {
        matrix.dispose();
      }
    }
  }

  /**
   * Rows that sit exactly on split borders of {@code ensemble}, just below and just above them,
   * with random fill, extremes and missing values.
   */
  static FloatMatrix borderRows(TreeEnsemble ensemble, FloatMatrix fill) {
    var random = new Random(11);
    var splits =
        ensemble.trees().stream()
            .flatMap(tree -> tree.nodes().stream())
            .filter(node -> !node.isLeaf() && node.feature() < fill.columns())
            .toList();
    for (var row = 0; row < fill.rows(); row++) {
      for (var k = 0; k < fill.columns() / 2; k++) {
        var split = splits.get(random.nextInt(splits.size()));
        var value =
            switch (random.nextInt(4)) {
              case 0 -> Math.nextDown(split.value());
              case 1 -> Math.nextUp(split.value());
              default -> split.value();
            };
        fill.set(row, split.feature(), value);
      }
      if (row % 13 == 0) {
        fill.set(row, random.nextInt(fill.columns()), extreme(random.nextInt(6)));
      }
    }
    return fill;
  }

  private static float extreme(int which) {
    return new float[] {Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE, -0f, Float.NaN, 1e30f}
        [which];
  }

  private static float orZero(float value) {
    return Float.isNaN(value) ? 0 : value;
  }
}
