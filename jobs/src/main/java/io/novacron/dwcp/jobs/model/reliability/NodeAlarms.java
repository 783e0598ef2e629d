package io.novacron.dwcp.jobs.model.reliability;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_micros;

import io.novacron.dwcp.jobs.export.ForestModel;
import io.novacron.dwcp.jobs.model.reliability.Attribution.Direction;
import io.novacron.dwcp.jobs.training.Alarms;
import io.novacron.dwcp.jobs.training.TrainingSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * The detector's alarms with the metrics behind each: only rows in alarm are joined with their
 * features and walk through the forest again.
 */
final class NodeAlarms {

  private static final double MICROS_A_SECOND = 1e6;

  /** What an alarm keeps of its row: the columns of {@code alarms} under their names. */
  private static final List<Column> KEPT =
      List.of(
          col(TrainingSet.DATASET),
          col("node_id").as("entity"),
          col("ts"),
          col("network_tier").as("tier"),
          col(ForestScorer.SCORE),
          col("incident_id"),
          col("kind").as("incident_kind"),
          col("severity").as("incident_severity"),
          unix_micros(col("ts"))
              .minus(unix_micros(col("started_at")))
              .divide(MICROS_A_SECOND)
              .as("since_onset_s"));

  private final ForestModel forest;
  private final ReliabilityModelConfig config;

  NodeAlarms(ForestModel forest, ReliabilityModelConfig config) {
    this.forest = forest;
    this.config = config;
  }

  /**
   * The alarms.
   *
   * @param rows labelled features
   * @param scored what the detector made of them
   * @param threshold least score that raises an alarm
   */
  Alarms of(TrainingSet rows, Dataset<Row> scored, double threshold) {
    var key = new String[] {TrainingSet.DATASET, "node_id", "ts"};
    var called =
        scored
            .where(col("prediction").equalTo("anomaly"))
            .select(
                col(TrainingSet.DATASET),
                col("entity").as("node_id"),
                col("ts"),
                col("predicted_value").as(ForestScorer.SCORE));
    var columns = new ArrayList<>(KEPT);
    features().forEach(name -> columns.add(col(name)));
    columns.add(lit(true).as(ForestScorer.ALARM));
    columns.add(lit(threshold).as("threshold"));
    var inAlarm = rows.rows().join(broadcast(called), key).select(columns.toArray(Column[]::new));
    var limits = config.detector().incidents();
    var causes =
        new NodeCauses(
            config.features().usualDeviation(), config.features().countAbove(), limits.causes());
    var windows =
        ForestExplainer.explain(inAlarm, byFeature(), forest.features().size())
            .map(causes, Encoders.row(Alarms.SCHEMA));
    return new Alarms(windows, limits.rules(config.detector().alarm().mergeGapS()));
  }

  /** The forest's inputs, and what their sums over metrics are made of; each once. */
  private Set<String> features() {
    var names = new LinkedHashSet<>(forest.featureNames());
    names.addAll(NodeCauses.NEEDED);
    return names;
  }

  /** Contributions by feature: which metric is behind a feature differs from row to row. */
  private Attribution byFeature() {
    return new Attribution(
        forest,
        forest.featureNames().stream()
            .map(name -> new Attribution.Source(name, Direction.NEITHER))
            .toList());
  }
}
