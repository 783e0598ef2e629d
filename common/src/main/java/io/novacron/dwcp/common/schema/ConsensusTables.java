package io.novacron.dwcp.common.schema;

import static io.novacron.dwcp.common.schema.Columns.DS;
import static io.novacron.dwcp.common.schema.Columns.INGESTED_AT;
import static io.novacron.dwcp.common.schema.Columns.RUN_ID;
import static io.novacron.dwcp.common.schema.Columns.TS;
import static io.novacron.dwcp.common.schema.Columns.count;
import static io.novacron.dwcp.common.schema.Columns.derived;
import static io.novacron.dwcp.common.schema.Columns.key;
import static io.novacron.dwcp.common.schema.Columns.number;
import static io.novacron.dwcp.common.schema.Columns.text;
import static io.novacron.dwcp.common.schema.Columns.time;
import static io.novacron.dwcp.common.schema.Columns.truth;
import static io.novacron.dwcp.common.schema.Columns.word;

import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Tables of clusters that agree, of what made them slow, and of the laboratory's own figures. */
public final class ConsensusTables {

  private static final DataType DOUBLE = DataTypes.DoubleType;
  private static final DataType LONG = DataTypes.LongType;
  private static final double HOUR_MS = 3_600_000;

  private ConsensusTables() {}

  static final TableSpec TELEMETRY =
      new TableSpec(
          "telemetry_consensus",
          "One sample of one cluster, over the interval that ends at ts.",
          List.of("cluster_id", "ts"),
          List.of(
              TS,
              DS,
              INGESTED_AT,
              key("cluster_id", "Cluster of replicas that agree on one order."),
              word(
                      "consensus_type",
                      "Protocol.",
                      "pbft",
                      "hotstuff",
                      "raft",
                      "bullshark",
                      "tusk",
                      "narwhal-hotstuff")
                  .orNull(),
              word("network_tier", "Service class.", "tier1", "tier2", "tier3").orNull(),
              word("dwcp_mode", "Protocol mode.", "standard", "optimized", "resilient").orNull(),
              number("queue_depth", "requests", "Requests that wait to be proposed."),
              count("proposals_pending", "Proposals that nobody has decided yet."),
              count("proposals_committed", "Proposals decided in the interval."),
              number("latency_p50_ms", "ms", "Median client latency of what was decided.")
                  .within(0, HOUR_MS),
              number("latency_p95_ms", "ms", "95th percentile of the client latency.")
                  .within(0, HOUR_MS),
              number("latency_p99_ms", "ms", "99th percentile of the client latency.")
                  .within(0, HOUR_MS),
              number("leader_changes", "count", "Changes of the leader, mean over the replicas."),
              count("quorum_size", "Votes that decide."),
              count("active_nodes", "Replicas that are up and have decided something of late.")));

  static final TableSpec EPISODES =
      new TableSpec(
          "consensus_episodes",
          "One time in which something made one cluster slow, written from its cause; truth.",
          List.of("episode_id", "ts"),
          List.of(
              time("ts", "When the record was written, UTC."),
              DS,
              INGESTED_AT,
              key("episode_id", "Episode."),
              key("cluster_id", "Cluster that it befell."),
              truth("kind", DataTypes.StringType, "-", "What befell it."),
              truth("severity", DOUBLE, "as kind", "How much of it, in the unit of its kind.")
                  .atLeast(0),
              truth("started_at", DataTypes.TimestampType, "UTC", "True onset."),
              truth("ended_at", DataTypes.TimestampType, "UTC", "True end.")));

  static final TableSpec LABELS =
      new TableSpec(
          "labels_consensus",
          "Whether a cluster was in an episode in the last step of the window at ts.",
          List.of("cluster_id", "ts"),
          List.of(
              key("cluster_id", "Cluster of replicas that agree on one order."),
              time("ts", "When the window is decided on, UTC: a fixed delay after its last step."),
              DS,
              RUN_ID,
              time("known_at", "When the truth was known: a step after ts or later, UTC."),
              truth(
                      "label",
                      DataTypes.StringType,
                      "-",
                      "What the last step is; null: an episode has just begun or just ended.")
                  .oneOf("episode", "normal")
                  .orNull(),
              truth("episode_id", DataTypes.StringType, "-", "Episode; null: none then.").orNull(),
              truth("kind", DataTypes.StringType, "-", "What befell it; null: nothing.").orNull(),
              truth(
                      "severity",
                      DataTypes.StringType,
                      "-",
                      "Third of its kind's severities; only: its kind has just one; null: nothing.")
                  .oneOf("low", "middle", "high", "only")
                  .orNull(),
              truth("started_at", DataTypes.TimestampType, "UTC", "Onset; null: nothing.").orNull(),
              truth("ended_at", DataTypes.TimestampType, "UTC", "End; null: nothing.").orNull(),
              truth("overlap_s", DOUBLE, "s", "Time of the last step in the episode.").atLeast(0)));

  public static final TableSpec SIM_SUMMARY =
      new TableSpec(
          "sim_summary",
          "One quantity of one simulated cell over its repeats.",
          List.of("run_id", "cell", "metric"),
          List.of(
              RUN_ID,
              DS,
              key("cell", "The cell's settings in one text."),
              text("protocol", "Protocol."),
              derived("replicas", LONG, "count", "Replicas of the cluster.").atLeast(1),
              derived("faulty", LONG, "count", "How many of them are faulty.").atLeast(0),
              text("fault", "What befalls the cluster; none: nothing."),
              derived("severity", DOUBLE, "as fault", "How much of it.").atLeast(0),
              text("regions", "Regions of the replicas in turn, joined by +."),
              derived("load_per_s", DOUBLE, "requests/s", "Requests over the cluster.").atLeast(0),
              derived("loss", DOUBLE, "ratio", "Share of packets lost on every path.").within(0, 1),
              derived("batch", LONG, "requests", "Most requests in a proposal.").atLeast(1),
              derived("timeout_ms", DOUBLE, "ms", "First time-out of a view.").atLeast(0),
              key("metric", "Name with unit."),
              derived("value", DOUBLE, "as metric", "Mean over the repeats; null: none has one.")
                  .orNull(),
              derived("ci_low", DOUBLE, "as metric", "Lower end of the 95 % interval.").orNull(),
              derived("ci_high", DOUBLE, "as metric", "Upper end of the 95 % interval.").orNull(),
              derived("n", LONG, "repeats", "Repeats that have a value.").atLeast(0)));

  public static final TableSpec SIM_BENCHMARK =
      new TableSpec(
          "sim_benchmark",
          "One published run of a real system beside its simulation.",
          List.of("run_id", "protocol", "published_row"),
          List.of(
              RUN_ID,
              DS,
              text("source", "Who published it."),
              key("protocol", "Protocol."),
              key("published_row", "File and row of the published run."),
              derived("replicas", LONG, "count", "Replicas of the run.").atLeast(0),
              derived("faulty", LONG, "count", "How many of them had crashed.").atLeast(0),
              derived(
                  "saturated",
                  DataTypes.BooleanType,
                  "-",
                  "Whether clients sent more than it had."),
              derived("published_ms", DOUBLE, "ms", "Published consensus latency; null: no file.")
                  .orNull()
                  .atLeast(0),
              derived(
                      "ours_ms",
                      DOUBLE,
                      "ms",
                      "Ours, mean over placements; of runs with a crash, over those of the nearest mode.")
                  .orNull()
                  .atLeast(0),
              derived("ci_low", DOUBLE, "ms", "Least of these placements.").orNull(),
              derived("ci_high", DOUBLE, "ms", "Largest of these placements.").orNull(),
              derived("ratio", DOUBLE, "ratio", "Ours over the published one.").orNull(),
              derived("n", LONG, "placements", "How many placements these are.").atLeast(0),
              text("modes", "Every mode with its mean and count."),
              derived("constant_ms", DOUBLE, "ms", "The fitted constant a message.").atLeast(0),
              text("verdict", "How ours stands to it.").oneOf("within", "outside", "absent")));

  static List<TableSpec> all() {
    return List.of(SIM_SUMMARY, SIM_BENCHMARK);
  }
}
