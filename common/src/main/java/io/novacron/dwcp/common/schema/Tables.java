package io.novacron.dwcp.common.schema;

import static io.novacron.dwcp.common.schema.Columns.DS;
import static io.novacron.dwcp.common.schema.Columns.INGESTED_AT;
import static io.novacron.dwcp.common.schema.Columns.NODE_ID;
import static io.novacron.dwcp.common.schema.Columns.PEER_ID;
import static io.novacron.dwcp.common.schema.Columns.RUN_ID;
import static io.novacron.dwcp.common.schema.Columns.TS;
import static io.novacron.dwcp.common.schema.Columns.count;
import static io.novacron.dwcp.common.schema.Columns.derived;
import static io.novacron.dwcp.common.schema.Columns.key;
import static io.novacron.dwcp.common.schema.Columns.number;
import static io.novacron.dwcp.common.schema.Columns.ratio;
import static io.novacron.dwcp.common.schema.Columns.text;
import static io.novacron.dwcp.common.schema.Columns.time;
import static io.novacron.dwcp.common.schema.Columns.truth;
import static io.novacron.dwcp.common.schema.Columns.word;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataTypes;

/**
 * The one place where tables are declared; read this to know what the lake holds.
 *
 * <p>Only {@code features_*} tables are declared elsewhere: their columns are those of a feature
 * set. From these declarations come read schemas, write checks, Delta comments, the data dictionary
 * and the leak guard's roles.
 */
public final class Tables {

  private Tables() {}

  /** Codecs that a transfer may use, in the order of class indices and tie-breaking. */
  public static final List<String> CANDIDATES =
      List.of("none", "lz4", "zstd", "zstd-max", "delta+lz4", "delta+zstd", "delta+zstd-max");

  public static final TableSpec TELEMETRY_LINK =
      new TableSpec(
          "telemetry_link",
          "One sample of one directed link.",
          List.of("node_id", "peer_id", "ts"),
          List.of(
              TS,
              DS,
              INGESTED_AT,
              NODE_ID,
              PEER_ID,
              text("region", "Region of the sending node.").orNull(),
              text("az", "Availability zone of the sending node.").orNull(),
              word("link_type", "Kind of path.", "dc", "metro", "wan"),
              number("rtt_ms", "ms", "Mean round-trip time; null when not measured.")
                  .within(0, 60_000),
              number("jitter_ms", "ms", "Standard deviation of the round-trip time.")
                  .within(0, 60_000),
              number("throughput_mbps", "Mbit/s", "Achievable rate that the sampler measured.")
                  .within(0, 400_000),
              count("bytes_tx", "Bytes sent since the sample before."),
              count("bytes_rx", "Bytes received since the sample before."),
              ratio("packet_loss", "Share of packets lost."),
              count("retransmits", "Segments sent again since the sample before."),
              number("congestion_window", "segments", "Congestion window."),
              number("queue_depth", "packets", "Packets waiting at the bottleneck."),
              word("dwcp_mode", "Protocol mode.", "standard", "optimized", "resilient").orNull(),
              word("network_tier", "Service class.", "tier1", "tier2", "tier3").orNull(),
              word("transport_type", "Transport.", "tcp", "udp", "quic", "rdma").orNull(),
              number("hde_compression_ratio", "ratio", "Bytes out / bytes in of recent transfers.")
                  .within(0, 2),
              ratio("hde_delta_hit_rate", "Share of recent transfers that found a baseline."),
              number("amst_streams", "count", "Parallel streams in use."),
              number("amst_transfer_rate_mbps", "Mbit/s", "Rate over all streams."),
              number(
                  "error_budget_burn_rate", "ratio", "Error budget burn; 1 uses it up exactly.")));

  public static final TableSpec TELEMETRY_TRANSFERS =
      new TableSpec(
          "telemetry_transfers",
          "One transfer as known just before it is sent.",
          List.of("transfer_id"),
          List.of(
              key("transfer_id", "Transfer."),
              TS,
              DS,
              INGESTED_AT,
              NODE_ID,
              PEER_ID,
              word("link_type", "Kind of path.", "dc", "metro", "wan"),
              key(
                  "site",
                  "Group of nodes with links and files of their own; splits keep it whole."),
              key("stream_id", "What the payload belongs to, such as one VM's memory image."),
              key("payload_source", "File that the payload was cut from; splits keep it whole."),
              text("payload_class", "Kind of content, as the sender names it."),
              derived("size_bytes", DataTypes.LongType, "bytes", "Payload length.").atLeast(1),
              derived("payload", DataTypes.BinaryType, "bytes", "The bytes to send."),
              derived("baseline", DataTypes.BinaryType, "bytes", "The version the peer has.")
                  .orNull(),
              number("baseline_age_s", "s", "Age of the baseline; null without one."),
              ratio("cpu_idle", "Idle share of the sender's cores."),
              number("amst_streams", "count", "Parallel streams offered.").atLeast(1),
              number("bandwidth_estimate_mbps", "Mbit/s", "The sender's estimate before sending."),
              number("rtt_ms", "ms", "Round-trip time known before sending.")));

  public static final TableSpec TELEMETRY_OUTCOMES =
      new TableSpec(
          "telemetry_outcomes",
          "What became of a transfer that the runtime sent by its own rule.",
          List.of("transfer_id"),
          List.of(
              key("transfer_id", "Transfer."),
              time("ts", "When the transfer finished, UTC."),
              DS,
              INGESTED_AT,
              key("stream_id", "What the payload belongs to."),
              NODE_ID,
              PEER_ID,
              text("payload_class", "Kind of content."),
              word("codec", "What the runtime used.", CANDIDATES.toArray(String[]::new)),
              derived("bytes_in", DataTypes.LongType, "bytes", "Payload length.").atLeast(1),
              derived("bytes_out", DataTypes.LongType, "bytes", "Bytes on the wire.").atLeast(1)));

  public static final TableSpec TELEMETRY_CONDITIONS =
      new TableSpec(
          "telemetry_conditions",
          "What the link really carried during a transfer; truth for the oracle.",
          List.of("transfer_id"),
          List.of(
              key("transfer_id", "Transfer."),
              TS,
              DS,
              INGESTED_AT,
              truth("bandwidth_mbps", DataTypes.DoubleType, "Mbit/s", "Mean rate while sending.")
                  .atLeast(0)));

  public static final TableSpec TELEMETRY_NODE = NodeTables.TELEMETRY;

  public static final TableSpec TELEMETRY_NODE_LINK = NodeTables.LINKS;

  public static final TableSpec TELEMETRY_INCIDENTS = NodeTables.INCIDENTS;

  public static final TableSpec TELEMETRY_PATH = PathTables.TELEMETRY;

  public static final TableSpec TELEMETRY_PATH_STATE = PathTables.STATE;

  public static final TableSpec TELEMETRY_CONSENSUS = ConsensusTables.TELEMETRY;

  public static final TableSpec CONSENSUS_EPISODES = ConsensusTables.EPISODES;

  public static final TableSpec LABELS_COMPRESSION = labelsCompression();

  public static final TableSpec LABELS_RELIABILITY = NodeTables.LABELS;

  public static final TableSpec LABELS_BANDWIDTH_DATACENTER = PathTables.LABELS_DATACENTER;

  public static final TableSpec LABELS_BANDWIDTH_INTERNET = PathTables.LABELS_INTERNET;

  public static final TableSpec LABELS_CONSENSUS = ConsensusTables.LABELS;

  private static TableSpec labelsCompression() {
    var columns =
        new ArrayList<ColumnSpec>(
            List.of(
                key("transfer_id", "Transfer."),
                DS,
                RUN_ID,
                time("known_at", "When the truth behind the label had arrived, UTC."),
                text("runtime_choice", "What the runtime's present rule takes for this payload."),
                text("oracle_version", "Cost formula and calibration that made the label."),
                truth("bandwidth_mbps", DataTypes.DoubleType, "Mbit/s", "Rate in the cost."),
                truth("best", DataTypes.StringType, "-", "Cheapest candidate."),
                truth("best_cost_ms", DataTypes.DoubleType, "ms", "Its cost."),
                truth("margin", DataTypes.DoubleType, "ratio", "Second cost / best cost - 1.")
                    .orNull(),
                truth("tie", DataTypes.BooleanType, "-", "Whether the second best is a tie."),
                truth("best_without_rtt", DataTypes.StringType, "-", "Cheapest without RTT."),
                truth("repeatable", DataTypes.BooleanType, "-", "Both calibration halves agree.")));
    for (var candidate : CANDIDATES) {
      var suffix = columnSuffix(candidate);
      columns.add(
          truth("bytes_" + suffix, DataTypes.LongType, "bytes", "Bytes on the wire.").orNull());
      columns.add(
          truth("compute_ms_" + suffix, DataTypes.DoubleType, "ms", "All compute terms.").orNull());
      columns.add(
          truth("sigma_ms_" + suffix, DataTypes.DoubleType, "ms", "Deviation of compute.")
              .orNull());
      columns.add(
          truth("cost_ms_" + suffix, DataTypes.DoubleType, "ms", "Cost; null: no candidate.")
              .orNull());
    }
    return new TableSpec(
        "labels_compression",
        "The measured cost of every candidate of one transfer.",
        List.of("transfer_id"),
        columns);
  }

  /** {@code delta+zstd-max} as a column suffix: {@code delta_zstd_max}. */
  public static String columnSuffix(String candidate) {
    return candidate.replace('+', '_').replace('-', '_');
  }

  /** Tables that landing data becomes, by source name in the landing folder. */
  public static final List<TableSpec> TELEMETRY =
      List.of(
          TELEMETRY_LINK,
          TELEMETRY_TRANSFERS,
          TELEMETRY_OUTCOMES,
          TELEMETRY_CONDITIONS,
          TELEMETRY_NODE,
          TELEMETRY_NODE_LINK,
          TELEMETRY_INCIDENTS,
          TELEMETRY_PATH,
          TELEMETRY_PATH_STATE,
          TELEMETRY_CONSENSUS,
          CONSENSUS_EPISODES);

  /** Every declared table, in the order of the path of a row. */
  public static List<TableSpec> all() {
    return Stream.of(
            TELEMETRY,
            List.of(
                LABELS_COMPRESSION,
                LABELS_RELIABILITY,
                LABELS_BANDWIDTH_DATACENTER,
                LABELS_BANDWIDTH_INTERNET,
                LABELS_CONSENSUS),
            EvaluationTables.all(),
            AlarmTables.all(),
            ConsensusTables.all(),
            LedgerTables.all())
        .flatMap(List::stream)
        .toList();
  }

  /** The quarantine beside a telemetry table. */
  public static TableSpec quarantineOf(TableSpec telemetry) {
    return new TableSpec(
        telemetry.name() + "_quarantine",
        "One refused row of " + telemetry.name() + ".",
        List.of("run_id", "row_digest"),
        List.of(
            DS,
            RUN_ID,
            text("rule", "Name of the rule that refused it."),
            text("reason", "One sentence, with the value that broke the rule."),
            text("row_digest", "SHA-256 of the raw row."),
            text("raw_row", "The raw row as JSON; binary columns as length and digest.")));
  }
}
