package io.novacron.dwcp.jobs.model.compression;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_position;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;

import io.novacron.dwcp.common.run.Seeds;
import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.evaluation.decision.CodecDecisions;
import io.novacron.dwcp.jobs.export.SelectorMath;
import io.novacron.dwcp.jobs.export.SelectorSpec;
import io.novacron.dwcp.jobs.training.TrainingSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * The training rows of both stages: sizes to regress, and out-of-fold relative costs beside the
 * features for the booster that chooses.
 *
 * <p>A row's relative costs come from regressors that saw neither its file nor any file of its
 * fold; validation rows get those of the regressors that saw the whole train part.
 */
final class SelectorFit {

  private static final String FOLD = "fold";
  private static final String FEATURES = "features";
  private static final int BATCH_ROWS = 2048;

  private final SelectorSpec spec;
  private final CompressionConfig config;
  private final long seed;

  SelectorFit(SelectorSpec spec, CompressionConfig config, long seed) {
    this.spec = spec;
    this.config = config;
    this.seed = seed;
  }

  /** Native models of sizes and work by regressor and fold, from {@link SizeExamples}. */
  Map<SizeRegressors.Fit, byte[]> sizes(Dataset<Row> train) {
    var packed = spec.packed();
    var ratios = new ArrayList<Column>();
    var works = new ArrayList<Column>();
    for (var candidate : packed) {
      ratios.add(
          known(
              CodecDecisions.label("bytes", candidate.label())
                  .cast("double")
                  .divide(col("size_bytes"))));
      works.add(known(CodecDecisions.label("compute_ms", candidate.label()).multiply(speedup())));
    }
    var rows =
        keyed(train)
            .withColumn(SizeExamples.RATIOS, array(ratios.toArray(Column[]::new)))
            .withColumn(SizeExamples.WORKS, array(works.toArray(Column[]::new)))
            .flatMap(new SizeExamples(spec), Encoders.row(SizeExamples.SCHEMA));
    var boosters = new ArrayList<>(Collections.nCopies(packed.size(), config.size()));
    boosters.addAll(Collections.nCopies(packed.size(), config.work()));
    return new SizeRegressors(boosters, config.folds(), Seeds.derive(seed, "sizes")).fit(rows);
  }

  private Column speedup() {
    var cores = col("cpu_idle").multiply(lit((double) cores()));
    return greatest(lit(1.0D), coalesce(least(col("amst_streams"), cores), lit(1.0D)));
  }

  private int cores() {
    return spec.settings().cores();
  }

  private static Column known(Column value) {
    return coalesce(value, lit(Double.NaN));
  }

  /** Rows for the booster that chooses: key, dataset, label, features and costs. */
  Dataset<Row> choices(Dataset<Row> rows, Map<SizeRegressors.Fit, byte[]> sizes) {
    var label =
        array_position(
                array(Tables.CANDIDATES.stream().map(n -> lit(n)).toArray(Column[]::new)),
                col("best"))
            .minus(1)
            .cast("double");
    var prepared = keyed(rows).withColumn(ChoiceBooster.LABEL, label);
    var schema = choiceSchema();
    var inputs = spec.featureNames().size();
    var math = spec;
    var regressors = spec.regressors();
    return prepared.mapPartitions(
        (MapPartitionsFunction<Row, Row>)
            it -> new CostAppender(math, sizes, regressors, inputs).append(it),
        Encoders.row(schema));
  }

  /** Names of all inputs of the booster that chooses. */
  List<String> choiceInputs() {
    var names = new ArrayList<String>();
    IntStream.range(0, spec.featureNames().size()).forEach(i -> names.add("f" + i));
    IntStream.range(0, spec.candidates().size()).forEach(i -> names.add("c" + i));
    return names;
  }

  /** Names of the features alone, for the plain variant. */
  List<String> plainInputs() {
    return choiceInputs().subList(0, spec.featureNames().size());
  }

  private StructType choiceSchema() {
    var schema = StructType.fromDDL("key string, dataset string, label double");
    for (var name : choiceInputs()) {
      schema = schema.add(name, "float", false);
    }
    return schema;
  }

  /** Key, fold by file, and the features as one dense array. */
  private Dataset<Row> keyed(Dataset<Row> rows) {
    var features =
        spec.featureNames().stream()
            .map(name -> coalesce(col(name).cast("float"), lit(Float.NaN)))
            .toArray(Column[]::new);
    var folds = config.folds();
    var fold =
        org.apache
            .spark
            .sql
            .functions
            .pmod(
                org.apache.spark.sql.functions.xxhash64(
                    col("payload_source"), lit(Seeds.derive(seed, FOLD))),
                lit(folds))
            .cast("int");
    return rows.withColumn(
            FOLD,
            org.apache
                .spark
                .sql
                .functions
                .when(col(TrainingSet.DATASET).equalTo(TrainingSet.TRAIN), fold)
                .otherwise(SizeRegressors.ALL))
        .withColumn("key", col("transfer_id"))
        .withColumn(FEATURES, array(features));
  }

  /** Appends relative costs to rows, a batch at a time, with native boosters of one task. */
  private record CostAppender(
      SelectorSpec spec, Map<SizeRegressors.Fit, byte[]> sizes, int regressors, int inputs) {

    Iterator<Row> append(Iterator<Row> rows) {
      var result = new ArrayList<Row>();
      try (var boosters = new NativeSizes(sizes, regressors)) {
        var batch = new ArrayList<Row>();
        while (rows.hasNext()) {
          batch.add(rows.next());
          if (batch.size() == BATCH_ROWS || !rows.hasNext()) {
            appendBatch(batch, boosters, result);
            batch.clear();
          }
        }
      }
      return result.iterator();
    }

    private void appendBatch(List<Row> batch, NativeSizes boosters, List<Row> result) {
      var byFold = new java.util.TreeMap<Integer, List<Row>>();
      for (var row : batch) {
        byFold.computeIfAbsent(row.<Integer>getAs(FOLD), f -> new ArrayList<>()).add(row);
      }
      byFold.forEach((fold, rows) -> appendFold(rows, boosters.of(fold), result));
    }

    private void appendFold(List<Row> rows, List<Booster> regressors, List<Row> result) {
      var features = FeatureRows.arrays(rows, FEATURES, inputs);
      var costs = new SelectorMath(spec).relativeCosts(features, regressors);
      for (var i = 0; i < rows.size(); i++) {
        var row = rows.get(i);
        var values = new ArrayList<Object>();
        values.add(row.getAs("key"));
        values.add(row.getAs(TrainingSet.DATASET));
        values.add(row.getAs(ChoiceBooster.LABEL));
        for (var j = 0; j < inputs; j++) {
          values.add(features.at(i, j));
        }
        for (var j = 0; j < costs.columns(); j++) {
          values.add(costs.at(i, j));
        }
        result.add(RowFactory.create(values.toArray()));
      }
    }
  }
}
