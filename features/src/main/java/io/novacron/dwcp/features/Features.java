package io.novacron.dwcp.features;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.when;

import io.novacron.dwcp.features.cluster.ClusterConfig;
import io.novacron.dwcp.features.cluster.ClusterFeatures;
import io.novacron.dwcp.features.history.HistoryFeatures;
import io.novacron.dwcp.features.node.NodeFeatureConfig;
import io.novacron.dwcp.features.node.NodeFeatures;
import io.novacron.dwcp.features.sequence.SequenceConfig;
import io.novacron.dwcp.features.sequence.SequenceContract;
import io.novacron.dwcp.features.sequence.Sequences;
import io.novacron.dwcp.features.set.FeatureSets;
import io.novacron.dwcp.features.set.LinkWindows;
import io.novacron.dwcp.features.window.WindowFeatures;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Computes feature sets from telemetry; the entry point of this module. */
public final class Features {

  private static final double BITS_A_BYTE = 8;
  private static final double BITS_A_MS_AT_ONE_MBPS = 1000;

  private Features() {}

  /**
   * The rows of {@code features_compression}, one per transfer.
   *
   * <p>Definition: each transfer's own columns, the probe of its payload, the windows of its link
   * and the outcomes of its stream and class, all as known at the transfer's {@code ts}. Links and
   * outcomes may reach as far into the past and the future as they like; give them at least two
   * hours and seven days before the first transfer.
   *
   * <p>Cost: payloads are read once and not shuffled; three shuffles of narrow rows, one for each
   * entity (link, stream, class on a link).
   *
   * @param transfers rows of {@code telemetry_transfers}
   * @param links rows of {@code telemetry_link}
   * @param outcomes rows of {@code telemetry_outcomes}
   */
  public static Dataset<Row> compression(
      Dataset<Row> transfers, Dataset<Row> links, Dataset<Row> outcomes, FeatureConfig config) {
    var probed = probed(transfers, config);
    var withLink =
        WindowFeatures.asOf(links, probed, LinkWindows.plan(config.linkSegmentSeconds()));
    var withHistory = HistoryFeatures.asOf(outcomes, withLink, config.historySegmentSeconds());
    var spec = FeatureSets.COMPRESSION.tableSpec();
    return withDerived(withHistory)
        .select(spec.columnNames().stream().map(Features::quoted).toArray(Column[]::new));
  }

  /**
   * The rows of {@code features_reliability}, one for each node and point of the grid.
   *
   * <p>Definition: windows over the node's and its links' telemetry as it had arrived by {@code
   * ts}, compared with the two hours before and with the nodes of the same tier and region at the
   * same time; see {@link NodeFeatures}. Telemetry may reach as far into past and future as it
   * likes; give it at least three hours before the first point that matters.
   *
   * @param nodes rows of {@code telemetry_node}
   * @param links rows of {@code telemetry_node_link}; without them what they say is null
   */
  public static Dataset<Row> reliability(
      Dataset<Row> nodes, Dataset<Row> links, NodeFeatureConfig config) {
    return NodeFeatures.of(nodes, links, config);
  }

  /**
   * The rows of {@code features_bandwidth_datacenter} or {@code features_bandwidth_internet}, one
   * for each link and point of the grid; see {@link Sequences}.
   *
   * @param paths rows of {@code telemetry_path}
   */
  public static Dataset<Row> bandwidth(
      Dataset<Row> paths, SequenceContract contract, SequenceConfig config) {
    var datacenter = contract.equals(SequenceContract.DATACENTER);
    var set = datacenter ? FeatureSets.BANDWIDTH_DATACENTER : FeatureSets.BANDWIDTH_INTERNET;
    return Sequences.of(paths, contract, config, set.tableSpec());
  }

  /**
   * The rows of {@code features_consensus}, one for each cluster and point of the grid; see {@link
   * ClusterFeatures}.
   *
   * @param clusters rows of {@code telemetry_consensus}
   */
  public static Dataset<Row> consensus(Dataset<Row> clusters, ClusterConfig config) {
    return ClusterFeatures.of(clusters, config, FeatureSets.CONSENSUS.tableSpec());
  }

  private static Dataset<Row> probed(Dataset<Row> transfers, FeatureConfig config) {
    var input =
        transfers.select(
            col("transfer_id"),
            col("ts"),
            col("ds"),
            col("node_id"),
            col("peer_id"),
            col("link_type"),
            col("stream_id"),
            col("site"),
            col("payload_source"),
            col("payload_class"),
            col("size_bytes"),
            col("baseline_age_s"),
            col("bandwidth_estimate_mbps"),
            col("rtt_ms"),
            col("cpu_idle"),
            col("amst_streams"),
            col("payload"),
            col("baseline"));
    var pass = new ProbePass(config, input.schema());
    return input.mapPartitions(pass, Encoders.row(ProbePass.output(input.schema())));
  }

  private static Dataset<Row> withDerived(Dataset<Row> rows) {
    var estimate = col("bandwidth_estimate_mbps");
    var size = col("size_bytes").cast("double");
    var transferMs =
        size.multiply(lit(BITS_A_BYTE)).divide(estimate.multiply(lit(BITS_A_MS_AT_ONE_MBPS)));
    var ewma = col("link_throughput_mbps_ewma_5m");
    return rows.withColumn("link", concat_ws(">", col("node_id"), col("peer_id")))
        .withColumn("payload_bytes", size)
        .withColumn("has_baseline", when(col("log_baseline_size").isNull(), 0.0).otherwise(1.0))
        .withColumn("link_type_code", linkTypeCode())
        .withColumn("log_transfer_ms", when(estimate.gt(0), log(transferMs)))
        .withColumn(
            "log_rtt_share",
            when(estimate.gt(0).and(col("rtt_ms").gt(0)), log(col("rtt_ms").divide(transferMs))))
        .withColumn(
            "log_estimate_over_ewma",
            when(estimate.gt(0).and(ewma.gt(0)), log(estimate.divide(ewma))));
  }

  private static Column linkTypeCode() {
    return when(col("link_type").equalTo("dc"), 0.0)
        .when(col("link_type").equalTo("metro"), 1.0)
        .when(col("link_type").equalTo("wan"), 2.0);
  }

  private static Column quoted(String name) {
    return col("`" + name + "`");
  }
}
