package io.novacron.dwcp.common.schema;

import static io.novacron.dwcp.common.schema.Columns.DS;
import static io.novacron.dwcp.common.schema.Columns.INGESTED_AT;
import static io.novacron.dwcp.common.schema.Columns.NODE_ID;
import static io.novacron.dwcp.common.schema.Columns.PEER_ID;
import static io.novacron.dwcp.common.schema.Columns.RUN_ID;
import static io.novacron.dwcp.common.schema.Columns.TS;
import static io.novacron.dwcp.common.schema.Columns.count;
import static io.novacron.dwcp.common.schema.Columns.key;
import static io.novacron.dwcp.common.schema.Columns.number;
import static io.novacron.dwcp.common.schema.Columns.ratio;
import static io.novacron.dwcp.common.schema.Columns.text;
import static io.novacron.dwcp.common.schema.Columns.time;
import static io.novacron.dwcp.common.schema.Columns.truth;
import static io.novacron.dwcp.common.schema.Columns.word;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/** Tables of nodes and of what befalls them. */
final class NodeTables {

  private static final double DAY_MS = 86_400_000;

  private NodeTables() {}

  static final TableSpec TELEMETRY =
      new TableSpec(
          "telemetry_node",
          "One sample of one node, over the interval since the sample before.",
          List.of("node_id", "ts"),
          List.of(
              TS,
              DS,
              INGESTED_AT,
              text("region", "Region of the node.").orNull(),
              text("az", "Availability zone of the node.").orNull(),
              word("network_tier", "Service class.", "tier1", "tier2", "tier3").orNull(),
              NODE_ID,
              ratio("error_rate", "Share of requests that failed."),
              ratio("timeout_rate", "Share of requests that were given up for lack of an answer."),
              number("latency_p50_ms", "ms", "Median time to answer.").within(0, 600_000),
              number("latency_p99_ms", "ms", "99th percentile of the time to answer.")
                  .within(0, 600_000),
              count("sla_violations", "Requests slower than the service level allows."),
              count("connection_failures", "Connections that could not be made or broke off."),
              ratio("packet_loss_rate", "Share of packets lost."),
              ratio("cpu_usage", "Busy share of the cores."),
              ratio("memory_usage", "Used share of the memory."),
              number("disk_io_mbps", "MB/s", "Bytes read and written.").within(0, 1_000_000),
              ratio("disk_usage", "Used share of the disk."),
              number("bandwidth_mbps", "Mbit/s", "Traffic sent and received: the load.")
                  .within(0, 1_000_000),
              number("jitter_ms", "ms", "Standard deviation of the round-trip time to peers.")
                  .within(0, 60_000),
              ColumnSpec.of(
                      "clock_offset_ms",
                      DataTypes.DoubleType,
                      Role.OBSERVED,
                      "ms",
                      "Node's clock less the reference's.")
                  .orNull()
                  .within(-DAY_MS, DAY_MS),
              ratio("retransmit_rate", "Share of segments sent again."),
              number("queue_depth", "requests", "Requests that wait, on the mean.")));

  static final TableSpec LINKS =
      new TableSpec(
          "telemetry_node_link",
          "One sample of one node's link to one of its peers, over the interval since the sample before.",
          List.of("node_id", "peer_id", "ts"),
          List.of(
              TS,
              DS,
              INGESTED_AT,
              NODE_ID,
              PEER_ID,
              number("rtt_ms", "ms", "Mean round-trip time; null when not measured.")
                  .within(0, 60_000),
              ratio("packet_loss", "Share of packets lost."),
              ratio("retransmit_rate", "Share of segments sent again.")));

  static final TableSpec INCIDENTS =
      new TableSpec(
          "telemetry_incidents",
          "What was known of one incident of one node when the record was written; truth.",
          List.of("incident_id", "ts"),
          List.of(
              time("ts", "When the record was written, UTC; of several the last one counts."),
              DS,
              INGESTED_AT,
              key("incident_id", "Incident; one node's share of it where several nodes failed."),
              NODE_ID,
              truth("kind", DataTypes.StringType, "-", "What failed."),
              truth("severity", DataTypes.StringType, "-", "How much sensors see of it.")
                  .oneOf("subtle", "moderate", "blunt"),
              truth("started_at", DataTypes.TimestampType, "UTC", "True onset."),
              truth("ended_at", DataTypes.TimestampType, "UTC", "True end; null: not ended yet.")
                  .orNull()));

  static final TableSpec LABELS =
      new TableSpec(
          "labels_reliability",
          "Whether a node was in an incident at any time of the window that ends at ts.",
          List.of("node_id", "ts"),
          List.of(
              NODE_ID,
              time("ts", "End of the window, UTC, which it includes."),
              DS,
              RUN_ID,
              time(
                  "known_at",
                  "When the truth was known: a step after the window's end or later, UTC."),
              truth("label", DataTypes.StringType, "-", "What the window is.")
                  .oneOf("anomaly", "normal"),
              truth("incident_id", DataTypes.StringType, "-", "Incident; null when normal.")
                  .orNull(),
              truth("kind", DataTypes.StringType, "-", "What failed; null when normal.").orNull(),
              truth("severity", DataTypes.StringType, "-", "Its severity; null when normal.")
                  .oneOf("subtle", "moderate", "blunt")
                  .orNull(),
              truth("started_at", DataTypes.TimestampType, "UTC", "Onset; null when normal.")
                  .orNull(),
              truth(
                      "ended_at",
                      DataTypes.TimestampType,
                      "UTC",
                      "End; null when normal or not ended yet.")
                  .orNull(),
              truth("overlap_s", DataTypes.DoubleType, "s", "Time of the window in the incident.")
                  .atLeast(0)));
}
