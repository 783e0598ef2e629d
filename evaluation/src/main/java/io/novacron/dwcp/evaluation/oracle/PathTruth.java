package io.novacron.dwcp.evaluation.oracle;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.unix_micros;

import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.common.schema.Tables;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * What links carried after each point of the grid.
 *
 * <p><i>Definition</i>: a point T is the end of a step in which the link has a sample. The truth h
 * steps ahead is the last sample taken in {@code (T + (h - 1) step, T + h step]}; none leaves
 * nulls. The reference is a quantile of the link's bandwidth over the days before T as it had
 * arrived by T, null with too few samples; the class is the next step's bandwidth beside it, null
 * without either. The ceiling is what the generator's mechanism expected at the sample; null for
 * measured links.
 *
 * <p><i>Shape</i>: one row of the label table for each link and point. <i>Cost</i>: one join by
 * key, one shuffle by link; memory holds one link's samples.
 */
public final class PathTruth {

  private final PathTruthConfig config;
  private final Grid grid;

  /**
   * The points in time.
   *
   * @param stepSeconds length of a step, s
   * @param decideAfterSeconds offset of a step's end from the clock's, s
   * @param linkTypes kinds of path that get labels
   */
  public record Grid(long stepSeconds, long decideAfterSeconds, List<String> linkTypes)
      implements Serializable {

    private static final long MICROS = 1_000_000;

    public Grid {
      linkTypes = List.copyOf(linkTypes);
    }

    long stepMicros() {
      return stepSeconds * MICROS;
    }

    /** The end of the step that a time lies in, microseconds since 1970. */
    long endOf(long micros) {
      var offset = decideAfterSeconds * MICROS;
      return -Math.floorDiv(offset - micros, stepMicros()) * stepMicros() + offset;
    }
  }

  public PathTruth(PathTruthConfig config, Grid grid) {
    this.config = config;
    this.grid = grid;
  }

  /**
   * Labels in the columns of {@code labels}.
   *
   * @param paths rows of {@code telemetry_path}
   * @param states rows of {@code telemetry_path_state}
   */
  public Dataset<Row> label(
      Dataset<Row> paths, Dataset<Row> states, TableSpec labels, String runId) {
    var expected = states.select("node_id", "peer_id", "ts", "expected_mbps_1", "expected_mbps_15");
    return paths
        .where(col("link_type").isin(grid.linkTypes().toArray()))
        .join(expected, new String[] {"node_id", "peer_id", "ts"}, "left")
        .select(
            concat_ws(">", col("node_id"), col("peer_id")).as("entity"),
            unix_micros(col("ts")).as("micros"),
            unix_micros(col("ingested_at")).as("arrived"),
            col("throughput_mbps"),
            col("rtt_ms"),
            col("packet_loss"),
            col("jitter_ms"),
            col("expected_mbps_1"),
            col("expected_mbps_15"),
            col("node_id"),
            col("peer_id"),
            col("ds"))
        .repartition(col("entity"))
        .sortWithinPartitions("entity", "micros", "arrived")
        .mapPartitions(
            new PathTruthPass(config, grid, runId), Encoders.row(labels.structType().asNullable()));
  }

  /** Columns of {@link Tables#TELEMETRY_PATH} that the truth is made of. */
  public static List<String> sources() {
    return List.of("throughput_mbps", "rtt_ms", "packet_loss", "jitter_ms");
  }
}
