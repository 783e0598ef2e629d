package io.novacron.dwcp.jobs.model.consensus;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_micros;

import io.novacron.dwcp.common.schema.AlarmTables;
import io.novacron.dwcp.features.cluster.ClusterColumn;
import io.novacron.dwcp.jobs.training.Alarms;
import io.novacron.dwcp.jobs.training.TrainingSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;

/**
 * The detector's alarms with the metrics behind each: only rows in alarm go through the graph
 * again.
 *
 * <p>Definition: a column's contribution is its share of the mean error; its deviation that of the
 * last step from the cluster's usual level, in usual deviations, negative below it.
 */
final class ClusterAlarms {

  private static final double MICROS_A_SECOND = 1e6;

  /** Features bend deviations so: 4 arsinh(d / 4). */
  private static final double BEND = 4;

  /** What an alarm keeps of its row: the columns of {@code alarms} under their names. */
  private static final List<Column> KEPT =
      List.of(
          col(TrainingSet.DATASET),
          col("cluster_id").as("entity"),
          col("ts"),
          col("network_tier").as("tier"),
          col("episode_id").as("incident_id"),
          col("kind").as("incident_kind"),
          col("severity").as("incident_severity"),
          unix_micros(col("ts"))
              .minus(unix_micros(col("started_at")))
              .divide(MICROS_A_SECOND)
              .as("since_onset_s"));

  private final WindowGraph graph;
  private final ConsensusModelConfig config;

  ClusterAlarms(WindowGraph graph, ConsensusModelConfig config) {
    this.graph = graph;
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
    var called =
        scored
            .where(col("prediction").equalTo(ConsensusModelConfig.ALARMS.positive()))
            .select(col(TrainingSet.DATASET), col("entity").as("cluster_id"), col("ts"));
    var columns = new ArrayList<>(KEPT);
    columns.add(col(WindowGraph.WINDOW));
    for (var column : ClusterColumn.values()) {
      columns.add(col("now_" + column.word()));
    }
    columns.add(lit(threshold).as("threshold"));
    var inAlarm =
        rows.rows()
            .join(broadcast(called), new String[] {TrainingSet.DATASET, "cluster_id", "ts"})
            .select(columns.toArray(Column[]::new));
    var limits = config.autoencoder().incidents();
    var windows =
        graph.score(inAlarm).map(new Causes(limits.causes()), Encoders.row(Alarms.SCHEMA));
    return new Alarms(windows, limits.rules(config.autoencoder().alarm().mergeGapS()));
  }

  private record Causes(int most) implements MapFunction<Row, Row> {

    private static final long serialVersionUID = 1L;

    @Override
    public Row call(Row row) {
      var names = Alarms.SCHEMA.fieldNames();
      var values = new Object[names.length];
      for (var i = 0; i < names.length; i++) {
        values[i] = names[i].equals("causes") ? causes(row) : row.getAs(names[i]);
      }
      return new GenericRowWithSchema(values, Alarms.SCHEMA);
    }

    private Row[] causes(Row row) {
      List<Double> errors = row.getList(row.fieldIndex(WindowGraph.ERRORS));
      double sum = 0;
      for (var error : errors) {
        sum += error;
      }
      double total = sum > 0 ? sum : 1;
      return Arrays.stream(ClusterColumn.values())
          .filter(column -> errors.get(column.place()) > 0)
          .sorted(Comparator.comparingDouble(column -> -errors.get(column.place())))
          .limit(most)
          .map(column -> cause(column, errors.get(column.place()) / total, row))
          .toArray(Row[]::new);
    }

    private static Row cause(ClusterColumn column, double contribution, Row row) {
      double bent = row.<Double>getAs("now_" + column.word());
      var deviation = column == ClusterColumn.KNOWN ? 0 : BEND * Math.sinh(bent / BEND);
      var side = deviation == 0 ? "typical" : deviation > 0 ? "above" : "below";
      return new GenericRowWithSchema(
          new Object[] {column.word(), contribution, deviation, side}, AlarmTables.CAUSE);
    }
  }
}
