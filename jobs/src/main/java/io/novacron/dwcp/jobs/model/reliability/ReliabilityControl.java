package io.novacron.dwcp.jobs.model.reliability;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.novacron.dwcp.common.run.Seeds;
import io.novacron.dwcp.evaluation.leak.ChosenSetting;
import io.novacron.dwcp.features.set.FeatureSet;
import io.novacron.dwcp.jobs.training.TrainedModel;
import io.novacron.dwcp.jobs.training.TrainingSet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.classification.DecisionTreeClassificationModel;
import org.apache.spark.ml.classification.DecisionTreeClassifier;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The small fit that the leak guard gives shuffled labels: a decision tree over the same inputs.
 *
 * <p>A forest of the detector's kind would be no control. It learns nothing from labels, so it
 * finds incidents whatever they are shuffled to; a tree learns from nothing else.
 */
final class ReliabilityControl implements TrainedModel {

  private static final String VECTOR = "control_features";
  private static final String TARGET = "control_target";
  private static final int DEPTH = 3;
  private static final int LEAST_ROWS = 20;

  private final DecisionTreeClassificationModel tree;
  private final ReliabilityModelConfig config;

  private ReliabilityControl(DecisionTreeClassificationModel tree, ReliabilityModelConfig config) {
    this.tree = tree;
    this.config = config;
  }

  static ReliabilityControl fit(TrainingSet set, ReliabilityModelConfig config, long seed) {
    var classifier = new DecisionTreeClassifier();
    classifier.setFeaturesCol(VECTOR);
    classifier.setLabelCol(TARGET);
    classifier.setMaxDepth(DEPTH);
    classifier.setMinInstancesPerNode(LEAST_ROWS);
    classifier.setSeed(Seeds.derive(seed, "control"));
    var target = when(col("label").equalTo("anomaly"), 1.0).otherwise(0.0);
    var train = vectors(set.part(TrainingSet.TRAIN), set.inputs()).withColumn(TARGET, target);
    return new ReliabilityControl(classifier.fit(train), config);
  }

  private static Dataset<Row> vectors(Dataset<Row> rows, FeatureSet inputs) {
    var known =
        Arrays.stream(rows.columns())
            .map(
                name ->
                    inputs.names().contains(name)
                        ? coalesce(col(name), lit(0.0)).as(name)
                        : col(name))
            .toArray(Column[]::new);
    return new VectorAssembler()
        .setInputCols(inputs.names().toArray(String[]::new))
        .setOutputCol(VECTOR)
        .transform(rows.select(known));
  }

  @Override
  public Map<String, byte[]> files() {
    return Map.of();
  }

  @Override
  public Dataset<Row> score(TrainingSet rows) {
    var decided = tree.transform(vectors(ScoredNodes.scorable(rows.rows()), rows.inputs()));
    return ScoredNodes.of(
        decided
            .withColumn(ForestScorer.SCORE, col("prediction").cast("double"))
            .withColumn(ScoredNodes.SCORER, lit("control")),
        Map.of("control", new AlarmRule(1, 1, 0)),
        config.features().stepSeconds(),
        config.detector().alarm().mergeGapS());
  }

  @Override
  public List<ChosenSetting> chosen() {
    return List.of();
  }

  @Override
  public Map<String, Map<String, Double>> curves() {
    return Map.of();
  }
}
