package io.novacron.dwcp.common.schema;

import static io.novacron.dwcp.common.schema.Columns.DS;
import static io.novacron.dwcp.common.schema.Columns.MODEL;
import static io.novacron.dwcp.common.schema.Columns.RUN_ID;
import static io.novacron.dwcp.common.schema.Columns.derived;
import static io.novacron.dwcp.common.schema.Columns.key;
import static io.novacron.dwcp.common.schema.Columns.text;
import static io.novacron.dwcp.common.schema.Columns.time;
import static io.novacron.dwcp.common.schema.Columns.truth;

import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Tables of alarms: what operators read of any model that calls somebody. */
public final class AlarmTables {

  private static final DataType DOUBLE = DataTypes.DoubleType;

  /** One cause: a metric, by how much it counts, how far off it is, and to which side. */
  public static final StructType CAUSE =
      StructType.fromDDL("metric string, contribution double, deviation double, side string");

  private static final ColumnSpec CAUSES =
      derived(
          "causes",
          DataTypes.createArrayType(CAUSE, false),
          "-",
          "Metrics behind it, the largest contribution first; deviation in usual deviations,"
              + " negative below the usual.");
  private static final ColumnSpec VERSION = key("version", "Version or candidate digest.");
  private static final ColumnSpec SCORER = key("scorer", "Who raises it: candidate or champion.");
  private static final ColumnSpec DATASET = key("dataset", "Part of the split, as in scored_rows.");
  private static final ColumnSpec ENTITY = key("entity", "Who is in alarm, such as a node.");
  private static final ColumnSpec TIER =
      text("tier", "Service class or other group of the entity.").orNull();
  private static final ColumnSpec KIND =
      truth("incident_kind", DataTypes.StringType, "-", "What really failed.").orNull();
  private static final ColumnSpec INCIDENT_SEVERITY =
      truth("incident_severity", DataTypes.StringType, "-", "That incident's severity.").orNull();

  private AlarmTables() {}

  public static final TableSpec ALARMS =
      new TableSpec(
          "alarms",
          "One window of one entity in which a scorer raises or holds an alarm.",
          List.of("run_id", "model", "scorer", "dataset", "entity", "ts"),
          List.of(
              RUN_ID,
              DS,
              MODEL,
              VERSION,
              SCORER,
              DATASET,
              ENTITY,
              time("ts", "End of the window, UTC."),
              TIER,
              derived("score", DOUBLE, "as model", "Anomaly score; the higher, the stranger."),
              derived("threshold", DOUBLE, "as model", "Least score that raises an alarm."),
              CAUSES,
              truth("incident_id", DataTypes.StringType, "-", "Incident; null: none then.")
                  .orNull(),
              KIND,
              INCIDENT_SEVERITY,
              truth("since_onset_s", DOUBLE, "s", "From its onset to the window's end.").orNull()));

  public static final TableSpec EPISODES =
      new TableSpec(
          "alarm_episodes",
          "Alarms of one entity that operators take for one call.",
          List.of("run_id", "model", "scorer", "dataset", "entity", "raised_at"),
          List.of(
              RUN_ID,
              DS,
              MODEL,
              VERSION,
              SCORER,
              DATASET,
              ENTITY,
              time("raised_at", "End of its first window in alarm, UTC: when somebody is called."),
              TIER,
              time("ended_at", "End of its last one; null: it may go on after the data.").orNull(),
              derived("windows", DataTypes.LongType, "windows", "How many are in alarm.")
                  .atLeast(1),
              derived("peak_score", DOUBLE, "as model", "Largest score."),
              text("severity", "By its largest deviation; bounds are in the model's file.")
                  .oneOf("minor", "major", "critical"),
              CAUSES,
              truth("incident_id", DataTypes.StringType, "-", "Incident; null: a false alarm.")
                  .orNull(),
              KIND,
              INCIDENT_SEVERITY,
              truth(
                      "detect_s",
                      DOUBLE,
                      "s",
                      "From that incident's onset to its first window in alarm; null too where an"
                          + " earlier episode found it.")
                  .orNull()));

  static List<TableSpec> all() {
    return List.of(ALARMS, EPISODES);
  }
}
