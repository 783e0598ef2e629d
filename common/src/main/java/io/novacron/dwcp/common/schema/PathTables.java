package io.novacron.dwcp.common.schema;

import static io.novacron.dwcp.common.schema.Columns.DS;
import static io.novacron.dwcp.common.schema.Columns.INGESTED_AT;
import static io.novacron.dwcp.common.schema.Columns.NODE_ID;
import static io.novacron.dwcp.common.schema.Columns.PEER_ID;
import static io.novacron.dwcp.common.schema.Columns.RUN_ID;
import static io.novacron.dwcp.common.schema.Columns.TS;
import static io.novacron.dwcp.common.schema.Columns.time;
import static io.novacron.dwcp.common.schema.Columns.truth;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/** Tables of paths between sites and of what they will carry. */
final class PathTables {

  /** Steps ahead that forecasts are measured at. */
  static final List<Integer> HORIZONS = List.of(1, 15);

  private PathTables() {}

  static final TableSpec TELEMETRY =
      new TableSpec(
          "telemetry_path",
          "One sample of one directed path between two sites, which carries many flows.",
          Tables.TELEMETRY_LINK.key(),
          Tables.TELEMETRY_LINK.columns());

  static final TableSpec STATE =
      new TableSpec(
          "telemetry_path_state",
          "What a path would carry next to the best of the mechanism's own knowledge; truth.",
          List.of("node_id", "peer_id", "ts"),
          List.of(
              TS,
              DS,
              INGESTED_AT,
              NODE_ID,
              PEER_ID,
              truth("expected_mbps_1", DataTypes.DoubleType, "Mbit/s", "A sample later.")
                  .atLeast(0),
              truth("expected_mbps_15", DataTypes.DoubleType, "Mbit/s", "Fifteen samples later.")
                  .atLeast(0)));

  static final TableSpec LABELS_DATACENTER = labels("datacenter");

  static final TableSpec LABELS_INTERNET = labels("internet");

  private static TableSpec labels(String contract) {
    var columns =
        new ArrayList<ColumnSpec>(
            List.of(
                NODE_ID,
                PEER_ID,
                time("ts", "End of the window that forecasts start from, UTC."),
                DS,
                RUN_ID,
                time("target_from", "When the next step's sample was taken, UTC; null: none.")
                    .orNull(),
                time("known_at", "When the last of the samples ahead had arrived, UTC.").orNull(),
                number("last_mbps", "Mbit/s", "Bandwidth of the step that ends at ts."),
                number("reference_mbps", "Mbit/s", "What the link should carry, as known at ts."),
                truth("label", DataTypes.StringType, "-", "Class of the next step's bandwidth.")
                    .oneOf("good", "degraded", "bad")
                    .orNull()));
    for (var horizon : HORIZONS) {
      var ahead = horizon + " steps ahead.";
      columns.add(target("bandwidth_mbps_" + horizon, "Mbit/s", "Bandwidth, " + ahead));
      columns.add(target("latency_ms_" + horizon, "ms", "Round trip, " + ahead));
      columns.add(target("loss_" + horizon, "ratio", "Share of packets lost, " + ahead));
      columns.add(target("jitter_ms_" + horizon, "ms", "Deviation of the round trip, " + ahead));
      columns.add(
          target("ceiling_mbps_" + horizon, "Mbit/s", "What the mechanism expects, " + ahead));
    }
    return new TableSpec(
        "labels_bandwidth_" + contract,
        "What one link carried after one point of the grid.",
        List.of("node_id", "peer_id", "ts"),
        columns);
  }

  private static ColumnSpec number(String name, String unit, String comment) {
    return ColumnSpec.of(name, DataTypes.DoubleType, Role.DERIVED, unit, comment)
        .orNull()
        .atLeast(0);
  }

  private static ColumnSpec target(String name, String unit, String comment) {
    return truth(name, DataTypes.DoubleType, unit, comment).orNull().atLeast(0);
  }
}
