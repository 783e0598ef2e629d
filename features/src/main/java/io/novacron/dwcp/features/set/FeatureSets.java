package io.novacron.dwcp.features.set;

import io.novacron.dwcp.common.schema.ColumnSpec;
import io.novacron.dwcp.common.schema.Role;
import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.features.history.HistoryFeatures;
import io.novacron.dwcp.features.probe.Probe;
import io.novacron.dwcp.features.sequence.SequenceContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataTypes;

/** Every feature set of the suite. A model adds one constant here. */
public final class FeatureSets {

  /** Inputs that come with the transfer itself or follow from it. */
  private static final List<FeatureColumn> TRANSFER =
      List.of(
          transfer("payload_bytes", "bytes", "The payload's length."),
          transfer("has_baseline", "0 or 1", "Whether the peer has an earlier version."),
          transfer("baseline_age_s", "s", "Age of the baseline; null without one."),
          transfer("log_baseline_size", "log ratio", "ln(baseline / payload length)."),
          transfer("link_type_code", "code", "0 dc, 1 metro, 2 wan."),
          transfer("bandwidth_estimate_mbps", "Mbit/s", "The sender's estimate before sending."),
          transfer("rtt_ms", "ms", "Round-trip time known before sending."),
          transfer("cpu_idle", "ratio", "Idle share of the sender's cores."),
          transfer("amst_streams", "count", "Parallel streams offered."),
          transfer("log_transfer_ms", "log ms", "ln of the time that the bytes take as they are."),
          transfer("log_rtt_share", "log ratio", "ln(round trip / that time)."),
          transfer(
              "log_estimate_over_ewma", "log ratio", "ln(estimate / 5-minute weighted mean)."));

  private static final FeatureColumn PROBE_MS =
      new FeatureColumn("probe_ms", "ms", "What the probe costs; 0 when it is skipped.", "probe");

  /**
   * What another look would have seen, of a random budget: no input, but further examples for what
   * predicts sizes. {@link Probe#COLUMNS}, NaN where unknown, then its cost in ms.
   */
  public static final ColumnSpec PRACTICE =
      ColumnSpec.of(
              "probe_practice",
              DataTypes.createArrayType(DataTypes.DoubleType, false),
              Role.DERIVED,
              "as the probe",
              "The probe's columns and probe_ms of a further look of random budget, for training.")
          .orNull();

  /** What the compression selector may know of a transfer before it is sent. */
  public static final FeatureSet COMPRESSION =
      new FeatureSet(
          "compression",
          2,
          new FeatureSet.Grain(
              "One transfer as known just before it is sent.",
              List.of("transfer_id"),
              compressionContext()),
          compressionColumns(),
          List.of(
              Tables.TELEMETRY_TRANSFERS.name(),
              Tables.TELEMETRY_LINK.name(),
              Tables.TELEMETRY_OUTCOMES.name()));

  /** What the reliability model may know of a node at a time. */
  public static final FeatureSet RELIABILITY =
      new FeatureSet(
          "reliability",
          2,
          new FeatureSet.Grain(
              "One node at one point of the grid, from what had arrived by then.",
              List.of("node_id", "ts"),
              Stream.of("node_id", "ts", "ds", "region", "network_tier")
                  .map(name -> Tables.TELEMETRY_NODE.column(name).orElseThrow())
                  .toList()),
          NodeColumns.all(),
          List.of(Tables.TELEMETRY_NODE.name(), Tables.TELEMETRY_NODE_LINK.name()));

  /** What the bandwidth model may know of a link inside a data centre or metropolitan area. */
  public static final FeatureSet BANDWIDTH_DATACENTER =
      SequenceColumns.of(SequenceContract.DATACENTER, Tables.TELEMETRY_PATH);

  /** What the bandwidth model may know of a wide-area link. */
  public static final FeatureSet BANDWIDTH_INTERNET =
      SequenceColumns.of(SequenceContract.INTERNET, Tables.TELEMETRY_PATH);

  /** What the consensus model may know of a cluster at a time. */
  public static final FeatureSet CONSENSUS = ClusterColumns.over(Tables.TELEMETRY_CONSENSUS);

  private FeatureSets() {}

  /**
   * Input of {@link #RELIABILITY} to the signal that it is of; inputs over several are not in it.
   */
  public static Map<String, String> reliabilityMetrics() {
    return NodeColumns.metrics();
  }

  private static List<FeatureColumn> compressionColumns() {
    var columns = new ArrayList<>(TRANSFER);
    columns.addAll(family("probe", Probe.COLUMNS));
    columns.add(PROBE_MS);
    columns.addAll(family("link", LinkWindows.plan(1).columns()));
    columns.addAll(family("history", HistoryFeatures.columns()));
    return columns;
  }

  /** The inputs that {@link #PRACTICE} has values of, in its order. */
  public static List<String> practised() {
    return Stream.concat(Probe.COLUMNS.stream().map(ColumnSpec::name), Stream.of(PROBE_MS.name()))
        .toList();
  }

  private static List<ColumnSpec> compressionContext() {
    var transfers = Tables.TELEMETRY_TRANSFERS;
    var link =
        ColumnSpec.of(
            "link",
            DataTypes.StringType,
            Role.KEY,
            "-",
            "Directed link, node>peer; splits keep it.");
    return Stream.concat(
            Stream.of(
                    "transfer_id",
                    "ts",
                    "ds",
                    "node_id",
                    "peer_id",
                    "link_type",
                    "stream_id",
                    "site",
                    "payload_source",
                    "payload_class",
                    "size_bytes")
                .map(name -> transfers.column(name).orElseThrow()),
            Stream.of(link, PRACTICE))
        .toList();
  }

  private static FeatureColumn transfer(String name, String unit, String comment) {
    return new FeatureColumn(name, unit, comment, "transfer");
  }

  private static List<FeatureColumn> family(String family, List<ColumnSpec> columns) {
    return columns.stream().map(column -> FeatureColumn.of(family, column)).toList();
  }
}
