package io.novacron.dwcp.features.cluster;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.unix_micros;

import io.novacron.dwcp.common.schema.TableSpec;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Cuts clusters' telemetry into windows of fixed steps, each against the cluster's usual level. */
public final class ClusterFeatures {

  /** Steps of a window. */
  public static final int STEPS = ClusterWindow.STEPS;

  /** Columns of a sample that stay beside its windows. */
  public static final List<String> CONTEXT = List.of("ds", "consensus_type", "network_tier");

  private ClusterFeatures() {}

  /**
   * One row for each cluster and point of the grid at which a whole window is known.
   *
   * <p>Definition: a window decided on at T ends at E = T - decide-after and has steps {@code (E -
   * step, E], …}. A step's sample is the last one taken in it of those that had arrived by T. The
   * level is that of the cluster's samples of level-seconds up to E that had arrived by then, taken
   * anew every few steps; see {@link ClusterLevel} and {@link ClusterWindow}. There is no row when
   * the last step has no sample, when more steps in a row than longest-gap-steps have none, when
   * too few have one, or before a level is known.
   *
   * <p>Shape: the columns of the feature set's table.
   *
   * <p>Cost: one shuffle by cluster, one sort, one pass; memory holds one level's samples.
   *
   * @param telemetry rows of {@code telemetry_consensus}
   */
  public static Dataset<Row> of(Dataset<Row> telemetry, ClusterConfig config, TableSpec output) {
    var columns = new ArrayList<Column>();
    columns.add(col("cluster_id"));
    columns.add(unix_micros(col("ts")).as("micros"));
    columns.add(unix_micros(col("ingested_at")).as("arrived"));
    var signals = ClusterSignal.values();
    for (var i = 0; i < ClusterPass.NUMBERS; i++) {
      columns.add(col(signals[i].column()).cast("double").as("number_" + i));
    }
    CONTEXT.forEach(name -> columns.add(col(name)));
    return telemetry
        .select(columns.toArray(Column[]::new))
        .repartition(col("cluster_id"))
        .sortWithinPartitions("cluster_id", "micros", "arrived")
        .mapPartitions(new ClusterPass(config), Encoders.row(output.structType().asNullable()));
  }

  /**
   * Every point at which there may be a window: {@code cluster_id, ts, ds}, each once.
   *
   * @param telemetry rows of {@code telemetry_consensus}
   */
  public static Dataset<Row> grid(Dataset<Row> telemetry, ClusterConfig config) {
    var step = config.stepMicros();
    var end = expr("CAST(ceil(unix_micros(ts) / %dD) AS BIGINT) * %dL".formatted(step, step));
    return telemetry
        .select(
            col("cluster_id"), timestamp_micros(end.plus(config.delayMicros())).as("ts"), col("ds"))
        .groupBy("cluster_id", "ts")
        .agg(org.apache.spark.sql.functions.max("ds").as("ds"));
  }
}
