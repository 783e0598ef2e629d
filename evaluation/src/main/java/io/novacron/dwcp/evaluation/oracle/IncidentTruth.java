package io.novacron.dwcp.evaluation.oracle;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.schema.Tables;
import java.sql.Timestamp;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

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
  private static final int NAMED = 3;

  /** When an incident without end ends, for comparisons: after all data. */
  private static final Timestamp NEVER = Timestamp.valueOf("9999-01-01 00:00:00");

  private static final String END = "end";
  private static final String SHARE = "share";
  private static final String HIT = "hit";

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
    var latest = latest(incidents);
    requireSound(latest, grid);
    var points = grid.select("node_id", "ts", "ds");
    var hits = hits(latest, points, stepSeconds);
    var hit = col(HIT);
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
        coalesce(hit.getField(SHARE), lit(0.0)).as("overlap_s"));
  }

  private static Dataset<Row> latest(Dataset<Row> incidents) {
    var record =
        struct(
            col("ts"),
            col("ingested_at"),
            col("node_id"),
            col("kind"),
            col("severity"),
            col("started_at"),
            col("ended_at"));
    return incidents
        .groupBy("incident_id")
        .agg(max(record).as("record"))
        .select(col("incident_id"), col("record.*"))
        .drop("ts")
        .withColumn(END, coalesce(col("ended_at"), lit(NEVER)));
  }

  private static void requireSound(Dataset<Row> latest, Dataset<Row> grid) {
    require(
        latest.where(col(END).leq(col("started_at"))),
        "ends before it has started",
        row ->
            "%s from %s to %s"
                .formatted(
                    row.<String>getAs("incident_id"),
                    row.<Timestamp>getAs("started_at").toInstant(),
                    row.<Timestamp>getAs("ended_at").toInstant()),
        "correct the record");
    require(
        latest.join(grid.select("node_id").distinct(), new String[] {"node_id"}, "left_anti"),
        "is of a node without telemetry",
        row -> named(row),
        "land the node's telemetry or remove the record");
    var byNode = Window.partitionBy("node_id").orderBy("started_at", "incident_id");
    var before = byNode.rowsBetween(Window.unboundedPreceding(), -1);
    var overlaps =
        latest
            .withColumn("earlier", max(struct(col(END), col("incident_id"))).over(before))
            .where(col("earlier").getField(END).gt(col("started_at")));
    require(
        overlaps,
        "overlaps another of its node",
        row -> named(row) + " with " + row.<Row>getAs("earlier").getString(1),
        "merge them into one or correct their times");
  }

  private static void require(
      Dataset<Row> broken, String what, Function<Row, String> text, String remedy) {
    var first = broken.orderBy("incident_id").limit(NAMED).collectAsList();
    if (!first.isEmpty()) {
      throw new DataError(
          "Cannot label nodes: an incident %s: %s; %s"
              .formatted(what, first.stream().map(text).collect(Collectors.joining(", ")), remedy));
    }
  }

  private static String named(Row row) {
    return row.<String>getAs("incident_id") + " of " + row.<String>getAs("node_id");
  }

  /** For each window in an incident, that incident. */
  private static Dataset<Row> hits(Dataset<Row> latest, Dataset<Row> points, long stepSeconds) {
    var stepMicros = lit(stepSeconds * (long) MICROS);
    var lastDay = points.agg(max("ds")).head().get(0);
    // A window's date is that of its end, up to a step after the incident's.
    var until = to_date(timestamp_micros(unix_micros(col(END)).plus(stepMicros)));
    var days =
        latest
            .withColumn("from_day", to_date(col("started_at")))
            .withColumn("to_day", least(until, lit(lastDay)))
            .where(col("from_day").leq(col("to_day")))
            .withColumn("ds", explode(sequence(col("from_day"), col("to_day"))))
            .drop("from_day", "to_day");
    var ts = unix_micros(col("ts"));
    var start = unix_micros(col("started_at"));
    var end = unix_micros(col(END));
    var share = least(ts, end).minus(greatest(ts.minus(stepMicros), start)).divide(lit(MICROS));
    return points
        .join(days, new String[] {"node_id", "ds"})
        .where(start.leq(ts).and(end.gt(ts.minus(stepMicros))))
        .groupBy("node_id", "ts")
        .agg(
            max(struct(
                    share.as(SHARE),
                    start.multiply(lit(-1L)).as("earliest"),
                    col("incident_id"),
                    col("ingested_at"),
                    col("kind"),
                    col("severity"),
                    col("started_at"),
                    col("ended_at")))
                .as(HIT));
  }
}
