package io.novacron.dwcp.features.node;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.unix_micros;

import io.novacron.dwcp.features.set.FeatureSets;
import io.novacron.dwcp.features.set.NodeWindows;
import io.novacron.dwcp.features.window.WindowFeatures;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** Features of nodes on a grid of times. */
public final class NodeFeatures {

  private static final long DAY_SECONDS = 86_400;
  private static final long MICROS = 1_000_000;

  private NodeFeatures() {}

  /**
   * The points at which nodes are looked at: every {@code stepSeconds} from midnight on each date
   * of which the node has telemetry.
   *
   * <p>Shape: {@code node_id, ts, ds, region, network_tier}; distinct by node and time.
   *
   * @param telemetry rows of {@code telemetry_node}
   */
  public static Dataset<Row> grid(Dataset<Row> telemetry, long stepSeconds) {
    var places = DAY_SECONDS / stepSeconds;
    var midnight = unix_micros(col("ds").cast(DataTypes.TimestampType));
    return telemetry
        .groupBy("node_id", "ds")
        .agg(max("region").as("region"), max("network_tier").as("network_tier"))
        .withColumn("place", explode(sequence(lit(0L), lit(places - 1))))
        .withColumn(
            "ts", timestamp_micros(midnight.plus(col("place").multiply(stepSeconds * MICROS))))
        .select("node_id", "ts", "ds", "region", "network_tier");
  }

  /**
   * What a node's links have in common at a time: {@code node_id, ts, ingested_at} and the columns
   * of {@link NodeWindows#LINK_COLUMNS}. It has arrived when the last of the links' samples has.
   */
  private static Dataset<Row> overPeers(Dataset<Row> links) {
    return links
        .groupBy("node_id", "ts")
        .agg(
            max("ingested_at").as("ingested_at"),
            min("packet_loss").as("links_loss_rate"),
            min("retransmit_rate").as("links_retransmit_rate"),
            min("rtt_ms").as("links_rtt_ms"),
            max("packet_loss").as("worst_link_loss_rate"));
  }

  /**
   * The rows of {@code features_reliability}, one for each point of the {@link #grid}.
   *
   * <p>Cost: one shuffle of the links, one of the telemetry, one of the grid's rows by time; memory
   * holds a node's longest window, then the nodes of one time.
   *
   * @param telemetry rows of {@code telemetry_node}
   * @param links rows of {@code telemetry_node_link}
   */
  public static Dataset<Row> of(
      Dataset<Row> telemetry, Dataset<Row> links, NodeFeatureConfig config) {
    var windows =
        WindowFeatures.asOf(
            telemetry.unionByName(overPeers(links), true),
            grid(telemetry, config.stepSeconds()),
            NodeWindows.plan(config.segmentSeconds()));
    var own =
        windows.map(
            new OwnPass(config, windows.schema()), Encoders.row(OwnPass.output(windows.schema())));
    return own.repartition(col("ts"))
        .sortWithinPartitions("ts", "node_id")
        .mapPartitions(
            new PeerPass(config),
            Encoders.row(FeatureSets.RELIABILITY.tableSpec().structType().asNullable()));
  }
}
