package io.novacron.dwcp.jobs.model.reliability;

import static org.apache.spark.sql.functions.lit;

import io.novacron.dwcp.evaluation.leak.ChosenSetting;
import io.novacron.dwcp.jobs.export.ForestModel;
import io.novacron.dwcp.jobs.training.Alarms;
import io.novacron.dwcp.jobs.training.TrainedModel;
import io.novacron.dwcp.jobs.training.TrainingSet;
import io.novacron.dwcp.jobs.training.alarm.AlarmColumns;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A fitted detector. It scores by the forest, whose alarms the published graph repeats on every
 * row, which was checked before its files were written.
 */
final class ReliabilityModel implements TrainedModel {

  private static final String SCORER = "candidate";

  private final Map<String, byte[]> files;
  private final ForestModel forest;
  private final ReliabilityNotes notes;
  private final ReliabilityModelConfig config;

  ReliabilityModel(
      Map<String, byte[]> files,
      ForestModel forest,
      ReliabilityNotes notes,
      ReliabilityModelConfig config) {
    this.files = Map.copyOf(files);
    this.forest = forest;
    this.notes = notes;
    this.config = config;
  }

  @Override
  public Map<String, byte[]> files() {
    return files;
  }

  @Override
  public Dataset<Row> score(TrainingSet rows) {
    var alarms = config.scored();
    var scored =
        ForestScorer.score(alarms.scorable(rows.rows(), forest.featureNames()), forest)
            .withColumn(AlarmColumns.SCORER, lit(SCORER));
    return alarms.of(scored, notes.rules(SCORER));
  }

  @Override
  public List<ChosenSetting> chosen() {
    return notes.chosen();
  }

  @Override
  public Map<String, Map<String, Double>> curves() {
    return Map.of("trial", notes.trials());
  }

  @Override
  public Optional<Alarms> alarms(TrainingSet rows, Dataset<Row> scored) {
    return Optional.of(new NodeAlarms(forest, config).of(rows, scored, notes.threshold()));
  }
}
