package io.novacron.dwcp.features.sequence;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.unix_micros;

import io.novacron.dwcp.common.schema.TableSpec;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Cuts links' telemetry into windows of fixed steps. */
public final class Sequences {

  /** Columns of a sample that stay beside its windows. */
  public static final List<String> CONTEXT =
      List.of("node_id", "peer_id", "link_type", "region", "network_tier");

  private Sequences() {}

  /**
   * One row for each link and point of the grid at which a whole window is known.
   *
   * <p>Definition: a window at time T has the contract's number of steps {@code (T - step, T], (T -
   * 2 step, T - step], …}. A step's sample is the last one taken in it of those that had arrived by
   * T; a step without a sample, or without its bandwidth, is a gap: mask 0, its values those of the
   * step before, calendar columns of its own end. There is no row when the last step is a gap, when
   * more steps in a row are gaps than {@code longest-gap-steps} (a restart, or before the link's
   * first sample), or when too few steps are known. A window holds one link's samples only.
   *
   * <p>Shape: the columns of the feature set's table: link, {@code ts} = T, {@code ds} of the
   * newest sample, {@code window} (steps × columns, oldest first) and {@code mask}, and the last
   * step's columns as inputs of their own.
   *
   * <p>Units: as the runtime divides, see {@link SequenceContract}; float32, nothing clipped.
   *
   * <p>Cost: one shuffle by link, one sort, one pass; memory holds one window's samples.
   *
   * @param telemetry rows of one of the link tables; of other kinds of path than the contract's
   *     none is used
   */
  public static Dataset<Row> of(
      Dataset<Row> telemetry, SequenceContract contract, SequenceConfig config, TableSpec output) {
    var columns = new ArrayList<Column>();
    columns.add(concat_ws(">", col("node_id"), col("peer_id")).as("entity"));
    columns.add(unix_micros(col("ts")).as("micros"));
    columns.add(unix_micros(col("ingested_at")).as("arrived"));
    for (var target : SequenceContract.TARGETS) {
      columns.add(col(target.column().orElseThrow()).cast("double"));
    }
    CONTEXT.forEach(name -> columns.add(col(name)));
    columns.add(concat_ws(">", col("node_id"), col("peer_id")).as("link"));
    columns.add(col("ds"));
    var served = col("link_type").isin(contract.linkTypes().toArray());
    return telemetry
        .where(served)
        .select(columns.toArray(Column[]::new))
        .repartition(col("entity"))
        .sortWithinPartitions("entity", "micros", "arrived")
        .mapPartitions(
            new SequencePass(contract, config), Encoders.row(output.structType().asNullable()));
  }
}
