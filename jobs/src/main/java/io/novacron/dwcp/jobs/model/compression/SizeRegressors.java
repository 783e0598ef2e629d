package io.novacron.dwcp.jobs.model.compression;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;

import io.novacron.dwcp.common.error.InfraError;
import io.novacron.dwcp.jobs.export.ExactLeaves;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ml.dmlc.xgboost4j.java.Booster;
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
 * Fits one native booster per target and fold, each target by its settings, the targets of a fold
 * in one Spark task.
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

  private static final String OBJECTIVE = "reg:squarederror";
  private static final StructType FITTED = StructType.fromDDL("target int, fold int, model binary");

  private final List<Settings> settings;
  private final int folds;

  /**
   * @param configs one a target
   */
  SizeRegressors(List<BoosterConfig> configs, int folds, long seed) {
    this.settings =
        configs.stream()
            .map(config -> new Settings(config.parameters(OBJECTIVE, seed), config.rounds()))
            .toList();
    this.folds = folds;
  }

  /** How one target is fitted. */
  private record Settings(Map<String, Object> parameters, int rounds) implements Serializable {}

  /** Which rows a booster saw. */
  record Fit(int target, int fold) implements Serializable {}

  /** Native models by target and fold; those that saw every row are JSON with exact leaves. */
  Map<Fit, byte[]> fit(Dataset<Row> rows) {
    var fits = IntStream.range(ALL, folds).mapToObj(fold -> lit(fold));
    var targets = settings;
    var fitted =
        rows.withColumn("fit", explode(array(fits.toArray(Column[]::new))))
            .where(col("fit").notEqual(col("fold")))
            .repartition(folds + 1, col("fit"))
            .sortWithinPartitions("fit", "key")
            .mapPartitions(
                (MapPartitionsFunction<Row, Row>) it -> fitGroups(it, targets),
                Encoders.row(FITTED));
    return fitted.collectAsList().stream()
        .collect(
            Collectors.toMap(
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

  private static Iterator<Row> fitGroups(Iterator<Row> rows, List<Settings> targets) {
    var result = new ArrayList<Row>();
    var matrix = new Examples();
    var current = OptionalInt.empty();
    while (rows.hasNext()) {
      var row = rows.next();
      var fit = row.<Integer>getAs("fit");
      if (current.isPresent() && fit != current.getAsInt()) {
        matrix.train(current.getAsInt(), targets).forEach(result::add);
        matrix = new Examples();
      }
      current = OptionalInt.of(fit);
      matrix.add(row);
    }
    if (current.isPresent()) {
      matrix.train(current.getAsInt(), targets).forEach(result::add);
    }
    return result.iterator();
  }

  /** Dense rows of one fold's fits, grown as they stream in. */
  private static final class Examples {
    private final List<float[]> features = new ArrayList<>();
    private final List<float[]> targets = new ArrayList<>();

    void add(Row row) {
      features.add(floats(row.getList(row.fieldIndex("features"))));
      targets.add(floats(row.getList(row.fieldIndex("targets"))));
    }

    private static float[] floats(List<Float> list) {
      var values = new float[list.size()];
      for (var i = 0; i < values.length; i++) {
        values[i] = list.get(i);
      }
      return values;
    }

    Stream<Row> train(int fold, List<Settings> all) {
      return IntStream.range(0, all.size())
          .mapToObj(
              target -> RowFactory.create(target, fold, model(target, fold, all.get(target))));
    }

    private byte[] model(int target, int fold, Settings settings) {
      try {
        return train(target, fold == ALL, settings);
      } catch (XGBoostError e) {
        throw new InfraError(
            "Cannot fit the size of target %d, fold %d: the native library failed: %s; see its message"
                .formatted(target, fold, e.getMessage()),
            e);
      }
    }

    /** Rows that have the target; nobody has it: predict the trial, which is a target of zero. */
    private DMatrix matrix(int target) throws XGBoostError {
      var width = features.get(0).length;
      var known =
          IntStream.range(0, targets.size())
              .filter(i -> !Float.isNaN(targets.get(i)[target]))
              .toArray();
      var values = new float[Math.max(1, known.length) * width];
      var labels = new float[Math.max(1, known.length)];
      for (var i = 0; i < known.length; i++) {
        System.arraycopy(features.get(known[i]), 0, values, i * width, width);
        labels[i] = targets.get(known[i])[target];
      }
      var data = new DMatrix(values, labels.length, width, Float.NaN);
      data.setLabel(labels);
      return data;
    }

    /** Only what is published needs exact leaves and the format that they are rounded in. */
    private byte[] train(int target, boolean publish, Settings settings) throws XGBoostError {
      var data = matrix(target);
      try {
        var booster =
            XGBoost.train(data, settings.parameters(), settings.rounds(), Map.of(), null, null);
        try {
          return publish ? exact(booster) : booster.toByteArray("ubj");
        } finally {
          booster.dispose();
        }
      } finally {
        data.dispose();
      }
    }

    private static byte[] exact(Booster booster) throws XGBoostError {
      var exact = ExactLeaves.round(booster);
      try {
        return exact.toByteArray("json");
      } finally {
        exact.dispose();
      }
    }
  }
}
