package io.novacron.dwcp.jobs.training;

import java.util.Map;
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

  /** Numbers about the fit itself, for {@code eval_curves}: importance, trials. */
  Map<String, Map<String, Double>> curves();
}
