package io.novacron.dwcp.jobs.model.compression;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;

import io.novacron.dwcp.common.error.InfraError;
import io.novacron.dwcp.jobs.export.ExactLeaves;
import java.io.ByteArrayOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Fits one native booster per target and fold, each in a Spark task of its own.
 *
 * <p>Input rows: {@code key string, fold int, features array<float>, targets array<float>}; NaN is
 * a missing feature or a row without that target. Fit {@code fold = -1} sees all rows; fit k sees
 * the rows of all other folds. Rows enter a booster in the order of their key, so that the same
 * rows give the same bytes whatever the partitioning. Memory of a task: its rows as dense floats,
 * once.
 */
final class SizeRegressors {

  /** The fit that saw every row. */
  static final int ALL = -1;

  private static final StructType FITTED = StructType.fromDDL("target int, fold int, model binary");

  private final BoosterConfig config;
  private final int folds;
  private final long seed;

  SizeRegressors(BoosterConfig config, int folds, long seed) {
    this.config = config;
    this.folds = folds;
    this.seed = seed;
  }

  /** Which rows a booster saw. */
  record Fit(int target, int fold) implements Serializable {}

  /** Native JSON models by target and fold. */
  Map<Fit, byte[]> fit(Dataset<Row> rows, int targets) {
    var fits = new ArrayList<Column>();
    for (var target = 0; target < targets; target++) {
      for (var fold = ALL; fold < folds; fold++) {
        fits.add(lit(target * (folds + 1) + fold + 1));
      }
    }
    var width = folds + 1;
    var assigned =
        rows.withColumn("fit", explode(array(fits.toArray(Column[]::new))))
            .where(col("fit").mod(width).minus(1).notEqual(col("fold")))
            .repartition(fits.size(), col("fit"))
            .sortWithinPartitions("fit", "key");
    var settings = config.parameters("reg:squarederror", seed);
    var rounds = config.rounds();
    var fitted =
        assigned.mapPartitions(
            (MapPartitionsFunction<Row, Row>) it -> fitGroups(it, width, settings, rounds),
            Encoders.row(FITTED));
    return fitted.collectAsList().stream()
        .collect(
            java.util.stream.Collectors.toMap(
                row -> new Fit(row.getInt(0), row.getInt(1)), row -> row.<byte[]>getAs(2)));
  }

  /** The models that saw every row, by target. */
  static List<byte[]> fullFits(Map<Fit, byte[]> models) {
    return models.entrySet().stream()
        .filter(entry -> entry.getKey().fold() == ALL)
        .sorted(java.util.Comparator.comparingInt(entry -> entry.getKey().target()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static Iterator<Row> fitGroups(
      Iterator<Row> rows, int width, Map<String, Object> settings, int rounds) {
    var result = new ArrayList<Row>();
    var matrix = new Matrix();
    var current = -1;
    while (rows.hasNext()) {
      var row = rows.next();
      var fit = row.<Integer>getAs("fit");
      if (fit != current && current >= 0) {
        result.add(train(matrix, current, width, settings, rounds));
        matrix = new Matrix();
      }
      current = fit;
      matrix.add(row, fit / width);
    }
    if (current >= 0) {
      result.add(train(matrix, current, width, settings, rounds));
    }
    return result.iterator();
  }

  private static Row train(
      Matrix matrix, int fit, int width, Map<String, Object> settings, int rounds) {
    var target = fit / width;
    var fold = fit % width - 1;
    try {
      return RowFactory.create(target, fold, matrix.train(settings, rounds));
    } catch (XGBoostError e) {
      throw new InfraError(
          "Cannot fit the size of target %d, fold %d: the native library failed: %s; see its message"
              .formatted(target, fold, e.getMessage()),
          e);
    }
  }

  /** Dense rows of one fit, grown as they stream in. */
  private static final class Matrix {
    private final ByteArrayOutputStream values = new ByteArrayOutputStream();
    private final List<Float> targets = new ArrayList<>();
    private int columns;

    void add(Row row, int target) {
      List<Float> wanted = row.getList(row.fieldIndex("targets"));
      var y = wanted.get(target);
      List<Float> features = row.getList(row.fieldIndex("features"));
      columns = features.size();
      if (y.isNaN()) {
        return;
      }
      var bytes = ByteBuffer.allocate(columns * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      features.forEach(bytes::putFloat);
      values.writeBytes(bytes.array());
      targets.add(y);
    }

    byte[] train(Map<String, Object> settings, int rounds) throws XGBoostError {
      if (targets.isEmpty()) {
        // Nobody had this candidate: predict the trial itself, which is a transform of zero.
        values.writeBytes(new byte[columns * Float.BYTES]);
        targets.add(0f);
      }
      var floats = new float[targets.size() * columns];
      ByteBuffer.wrap(values.toByteArray())
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(floats);
      var labels = new float[targets.size()];
      for (var i = 0; i < labels.length; i++) {
        labels[i] = targets.get(i);
      }
      var data = new DMatrix(floats, labels.length, columns, Float.NaN);
      try {
        data.setLabel(labels);
        var booster = XGBoost.train(data, settings, rounds, Map.of(), null, null);
        try {
          var exact = ExactLeaves.round(booster);
          try {
            return exact.toByteArray("json");
          } finally {
            exact.dispose();
          }
        } finally {
          booster.dispose();
        }
      } finally {
        data.dispose();
      }
    }
  }
}
