package io.novacron.dwcp.jobs.model.consensus;

import static org.apache.spark.sql.functions.lit;

import io.novacron.dwcp.evaluation.leak.ChosenSetting;
import io.novacron.dwcp.jobs.training.Alarms;
import io.novacron.dwcp.jobs.training.TrainedModel;
import io.novacron.dwcp.jobs.training.TrainingSet;
import io.novacron.dwcp.jobs.training.alarm.AlarmColumns;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A fitted detector; it scores with the graph that is published. */
final class ConsensusModel implements TrainedModel {

  private static final String SCORER = "candidate";

  private final Map<String, byte[]> files;
  private final WindowGraph graph;
  private final ConsensusNotes notes;
  private final ConsensusModelConfig config;

  ConsensusModel(
      Map<String, byte[]> files,
      WindowGraph graph,
      ConsensusNotes notes,
      ConsensusModelConfig config) {
    this.files = Map.copyOf(files);
    this.graph = graph;
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
        graph
            .score(alarms.scorable(rows.rows(), List.of(WindowGraph.WINDOW)))
            .withColumn(AlarmColumns.SCORER, lit(SCORER));
    return alarms.of(scored, notes.rules(SCORER));
  }

  @Override
  public List<ChosenSetting> chosen() {
    return notes.chosen();
  }

  @Override
  public Map<String, Map<String, Double>> curves() {
    return Map.of(
        "train_loss", byEpoch(notes.trainLosses()),
        "validation_loss", byEpoch(notes.validationLosses()));
  }

  private static Map<String, Double> byEpoch(List<Double> losses) {
    var points = new LinkedHashMap<String, Double>();
    for (var i = 0; i < losses.size(); i++) {
      points.put("epoch %d".formatted(i + 1), losses.get(i));
    }
    return points;
  }

  @Override
  public Optional<Alarms> alarms(TrainingSet rows, Dataset<Row> scored) {
    return Optional.of(new ClusterAlarms(graph, config).of(rows, scored, notes.threshold()));
  }
}
