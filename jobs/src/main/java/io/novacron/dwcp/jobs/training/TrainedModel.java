package io.novacron.dwcp.jobs.training;

import io.novacron.dwcp.evaluation.leak.ChosenSetting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A fitted model, on its own without a session. */
public interface TrainedModel {

  /** Everything that is published, by file name: the same model gives the same bytes. */
  Map<String, byte[]> files();

  /**
   * Decisions on rows of a training set: columns {@code row_key, dataset, scorer, prediction,
   * confidence, ...} as {@code ScoredRows} lays down.
   */
  Dataset<Row> score(TrainingSet rows);

  /** What the fit decided beside its weights, and on which rows; kept with the model's files. */
  List<ChosenSetting> chosen();

  /** Numbers about the fit itself, for {@code eval_curves}: importance, trials. */
  Map<String, Map<String, Double>> curves();

  /**
   * The windows in which the model calls somebody, with their causes; empty for one that never
   * does, whatever it decides.
   *
   * @param rows what was scored
   * @param scored what {@link #score} made of these rows
   */
  default Optional<Alarms> alarms(TrainingSet rows, Dataset<Row> scored) {
    return Optional.empty();
  }
}
