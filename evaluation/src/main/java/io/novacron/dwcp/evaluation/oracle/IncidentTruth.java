package io.novacron.dwcp.evaluation.oracle;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.schema.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which windows of which nodes lie in an incident.
 *
 * <p><i>Definition</i>: the window {@code (ts - step, ts]} is {@code anomaly} when it meets {@code
 * [started_at, ended_at)}, without padding on either side; of two incidents in one window the one
 * with the larger share of it counts, then the earlier. Of several records of an incident the one
 * written last counts. An incident without end is still going on: every later window is an anomaly.
 *
 * <p><i>Shape</i>: one row of {@link Tables#LABELS_RELIABILITY} for each point of the grid.
 *
 * <p><i>Cost</i>: one join of the grid with the incidents' days by node and date; incidents are
 * few.
 */
public final class IncidentTruth {

  private static final double MICROS = 1e6;
  private static final Events EVENTS =
      new Events("node_id", "incident_id", new Events.Words("node", "incident"));

  private IncidentTruth() {}

  /**
   * Labels in {@link Tables#LABELS_RELIABILITY}'s columns.
   *
   * @param incidents rows of {@code telemetry_incidents}
   * @param grid distinct {@code node_id, ts, ds}: the windows' ends
   * @param stepSeconds length of a window, s
   * @throws DataError when an incident ends before it starts, is of a node that the grid does not
   *     have, or overlaps another of its node
   */
  public static Dataset<Row> label(
      Dataset<Row> incidents, Dataset<Row> grid, long stepSeconds, String runId) {
    var latest = EVENTS.latest(incidents);
    EVENTS.requireSound(latest, grid);
    var points = grid.select("node_id", "ts", "ds");
    var hits = EVENTS.hits(latest, points, stepSeconds, 0);
    var hit = col(Events.HIT);
    var labelled = points.join(hits, new String[] {"node_id", "ts"}, "left");
    var inIncident = hit.isNotNull();
    // An incident may be reported until the next window has ended.
    var ripe = timestamp_micros(unix_micros(col("ts")).plus(stepSeconds * (long) MICROS));
    return labelled.select(
        col("node_id"),
        col("ts"),
        col("ds"),
        lit(runId).as("run_id"),
        greatest(ripe, coalesce(hit.getField("ingested_at"), ripe)).as("known_at"),
        when(inIncident, "anomaly").otherwise("normal").as("label"),
        hit.getField("incident_id").as("incident_id"),
        hit.getField("kind").as("kind"),
        hit.getField("severity").as("severity"),
        hit.getField("started_at").as("started_at"),
        hit.getField("ended_at").as("ended_at"),
        coalesce(hit.getField(Events.SHARE), lit(0.0)).as("overlap_s"));
  }
}
