package io.novacron.dwcp.jobs.training.alarm;

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
 * <p>A detector of the models' kind would be no control. It learns nothing from labels, so it finds
 * events whatever they are shuffled to; a tree learns from nothing else.
 */
public final class TreeControl implements TrainedModel {

  private static final String VECTOR = "control_features";
  private static final String TARGET = "control_target";
  private static final int DEPTH = 3;
  private static final int LEAST_ROWS = 20;

  private final DecisionTreeClassificationModel tree;

  private final ScoredAlarms alarms;

  private TreeControl(DecisionTreeClassificationModel tree, ScoredAlarms alarms) {
    this.tree = tree;
    this.alarms = alarms;
  }

  /** A tree of the train part's labelled rows. */
  public static TreeControl fit(
      TrainingSet set, AlarmColumns columns, ScoredAlarms alarms, long seed) {
    var classifier = new DecisionTreeClassifier();
    classifier.setFeaturesCol(VECTOR);
    classifier.setLabelCol(TARGET);
    classifier.setMaxDepth(DEPTH);
    classifier.setMinInstancesPerNode(LEAST_ROWS);
    classifier.setSeed(Seeds.derive(seed, "control"));
    var target = when(col("label").equalTo(columns.positive()), 1.0).otherwise(0.0);
    var labelled = set.part(TrainingSet.TRAIN).where(col("label").isNotNull());
    var train = vectors(labelled, set.inputs()).withColumn(TARGET, target);
    return new TreeControl(classifier.fit(train), alarms);
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
    var needed = alarms.scorable(rows.rows(), rows.inputs().names());
    return alarms.of(
        tree.transform(vectors(needed, rows.inputs()))
            .withColumn(AlarmColumns.SCORE, col("prediction").cast("double"))
            .withColumn(AlarmColumns.SCORER, lit("control")),
        Map.of("control", new AlarmRule(1, 1, 0)));
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
