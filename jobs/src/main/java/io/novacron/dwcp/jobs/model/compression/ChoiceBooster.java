package io.novacron.dwcp.jobs.model.compression;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novacron.dwcp.common.error.InfraError;
import io.novacron.dwcp.jobs.export.ExactLeaves;
import java.io.IOException;
import java.util.List;
import ml.dmlc.xgboost4j.java.XGBoostError;
import ml.dmlc.xgboost4j.scala.spark.XGBoostClassifier;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Fits the multiclass booster that chooses a codec, distributed over a fixed number of Spark tasks.
 *
 * <p>Input rows: {@code key, dataset, label double} and the input columns as floats, NaN = missing.
 * Rows are range-partitioned and sorted by key, so that the same rows give the same bytes. Boosting
 * stops when the validation loss has not improved for a while; the trees after the best iteration
 * are cut off, because scoring would otherwise use them.
 */
final class ChoiceBooster {

  static final String LABEL = "label";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final CompressionConfig config;
  private final int classes;
  private final long seed;

  ChoiceBooster(CompressionConfig config, int classes, long seed) {
    this.config = config;
    this.classes = classes;
    this.seed = seed;
  }

  /** The native JSON model of the best iteration, its leaves rounded to exact sums. */
  byte[] fit(Dataset<Row> train, Dataset<Row> validation, List<String> inputs, BoosterConfig with) {
    var classifier = new XGBoostClassifier();
    quiet(classifier);
    classifier.setFeaturesCol(inputs.toArray(String[]::new));
    classifier.setLabelCol(LABEL);
    classifier.setNumWorkers(config.workers());
    classifier.setNthread(1);
    classifier.setRabitTrackerHostIp("127.0.0.1");
    classifier.setMissing(Float.NaN);
    classifier.setObjective("multi:softprob");
    classifier.setNumClass(classes);
    classifier.setEvalMetric("mlogloss");
    classifier.setBaseScore(0.0);
    classifier.setTreeMethod("hist");
    classifier.setMaxBins(with.maxBin());
    classifier.setNumRound(with.rounds());
    classifier.setMaxDepth(with.depth());
    classifier.setEta(with.eta());
    classifier.setMinChildWeight(with.minChildWeight());
    classifier.setSubsample(with.subsample());
    classifier.setColsampleBytree(with.columnSample());
    classifier.setLambda(with.lambda());
    classifier.setSeed(seed & 0x7fffffff);
    classifier.setVerbosity(0);
    classifier.setNumEarlyStoppingRounds(config.earlyStoppingRounds());
    classifier.setEvalDataset(ordered(validation));
    var booster = classifier.fit(ordered(train)).nativeBooster().booster();
    try {
      var best = booster.getAttr("best_iteration");
      var rounds = best == null ? booster.getNumBoostedRound() : Integer.parseInt(best) + 1;
      return exact(firstRounds(booster.toByteArray("json"), rounds));
    } catch (XGBoostError | IOException e) {
      throw new InfraError(
          "Cannot fit the choice of codecs: the native library failed: " + e.getMessage(), e);
    } finally {
      booster.dispose();
    }
  }

  /**
   * Keeps the library from printing a line a round to standard error. It has a setting for that but
   * declares no parameter, and only what is declared is passed on: the setting takes the place of a
   * parameter that this objective does not read.
   */
  private static void quiet(XGBoostClassifier classifier) {
    var declared = classifier.params();
    var printing = new Param<String>(classifier, "verbose_eval", "a line a round");
    declared[List.of(declared).indexOf(classifier.tweedieVariancePower())] = printing;
    classifier.set(printing, "false");
  }

  private static byte[] exact(byte[] json) throws XGBoostError {
    var booster = NativeSizes.load(json);
    try {
      var rounded = ExactLeaves.round(booster);
      try {
        return rounded.toByteArray("json");
      } finally {
        rounded.dispose();
      }
    } finally {
      booster.dispose();
    }
  }

  private Dataset<Row> ordered(Dataset<Row> rows) {
    return rows.repartitionByRange(config.workers(), col("key")).sortWithinPartitions("key");
  }

  /** The model with the trees of its first {@code rounds} rounds only. */
  byte[] firstRounds(byte[] json, int rounds) throws IOException {
    var root = JSON.readTree(json);
    var model = (ObjectNode) root.at("/learner/gradient_booster/model");
    var trees = rounds * classes;
    keep((ArrayNode) model.get("trees"), trees);
    keep((ArrayNode) model.get("tree_info"), trees);
    if (model.get("iteration_indptr") instanceof ArrayNode starts) {
      keep(starts, rounds + 1);
    }
    ((ObjectNode) model.get("gbtree_model_param")).put("num_trees", Integer.toString(trees));
    return JSON.writeValueAsBytes(root);
  }

  private static void keep(ArrayNode array, int first) {
    while (array.size() > first) {
      array.remove(array.size() - 1);
    }
  }
}
