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

import io.novacron.dwcp.common.error.DataError;
import java.sql.Timestamp;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Records of what befell entities, by the names that their table gives them: which one counts, what
 * cannot be, and which windows they meet. Records are few; one join by entity and date.
 *
 * @param entity column of who is watched
 * @param event column that names an event
 * @param words what messages call both
 */
record Events(String entity, String event, Words words) {

  static final String HIT = "hit";
  static final String SHARE = "share";

  private static final double MICROS = 1e6;
  private static final int NAMED = 3;

  /** When an event without end ends, for comparisons: after all data. */
  private static final Timestamp NEVER = Timestamp.valueOf("9999-01-01 00:00:00");

  private static final String END = "end";

  /** An entity and an event, the latter after "an". */
  record Words(String entity, String event) {}

  /** Of several records of an event the one written last. */
  Dataset<Row> latest(Dataset<Row> records) {
    var record =
        struct(
            col("ts"),
            col("ingested_at"),
            col(entity),
            col("kind"),
            col("severity"),
            col("started_at"),
            col("ended_at"));
    return records
        .groupBy(event)
        .agg(max(record).as("record"))
        .select(col(event), col("record.*"))
        .drop("ts")
        .withColumn(END, coalesce(col("ended_at"), lit(NEVER)));
  }

  /**
   * Refuses what cannot be.
   *
   * @throws DataError when an event ends before it starts, is of an entity that the grid does not
   *     have, or overlaps another of its entity
   */
  void requireSound(Dataset<Row> latest, Dataset<Row> grid) {
    require(
        latest.where(col(END).leq(col("started_at"))),
        "ends before it has started",
        row ->
            "%s from %s to %s"
                .formatted(
                    row.<String>getAs(event),
                    row.<Timestamp>getAs("started_at").toInstant(),
                    row.<Timestamp>getAs("ended_at").toInstant()),
        "correct the record");
    require(
        latest.join(grid.select(entity).distinct(), new String[] {entity}, "left_anti"),
        "is of a %s without telemetry".formatted(words.entity()),
        row -> named(row),
        "land the %s's telemetry or remove the record".formatted(words.entity()));
    var byNode = Window.partitionBy(entity).orderBy("started_at", event);
    var before = byNode.rowsBetween(Window.unboundedPreceding(), -1);
    var overlaps =
        latest
            .withColumn("earlier", max(struct(col(END), col(event))).over(before))
            .where(col("earlier").getField(END).gt(col("started_at")));
    require(
        overlaps,
        "overlaps another of its " + words.entity(),
        row -> named(row) + " with " + row.<Row>getAs("earlier").getString(1),
        "merge them into one or correct their times");
  }

  private void require(
      Dataset<Row> broken, String what, Function<Row, String> text, String remedy) {
    var first = broken.orderBy(event).limit(NAMED).collectAsList();
    if (!first.isEmpty()) {
      throw new DataError(
          "Cannot label %ss: an %s %s: %s; %s"
              .formatted(
                  words.entity(),
                  words.event(),
                  what,
                  first.stream().map(text).collect(Collectors.joining(", ")),
                  remedy));
    }
  }

  private String named(Row row) {
    return row.<String>getAs(event) + " of " + row.<String>getAs(entity);
  }

  /**
   * For each window that meets an event, that event as a struct {@link #HIT}: of several the one
   * with the larger share of the window, then the earlier.
   *
   * @param points entity, {@code ts} and {@code ds}
   * @param from how long before {@code ts} the window begins, s, exclusive
   * @param to how long before {@code ts} it ends, s, inclusive
   */
  Dataset<Row> hits(Dataset<Row> latest, Dataset<Row> points, long from, long to) {
    var lastDay = points.agg(max("ds")).head().get(0);
    // A window's date is that of ts, which lies after its end.
    var until = to_date(timestamp_micros(unix_micros(col(END)).plus(lit(from * (long) MICROS))));
    var days =
        latest
            .withColumn("from_day", to_date(col("started_at")))
            .withColumn("to_day", least(until, lit(lastDay)))
            .where(col("from_day").leq(col("to_day")))
            .withColumn("ds", explode(sequence(col("from_day"), col("to_day"))))
            .drop("from_day", "to_day");
    var ts = unix_micros(col("ts"));
    var opened = ts.minus(lit(from * (long) MICROS));
    var closed = ts.minus(lit(to * (long) MICROS));
    var start = unix_micros(col("started_at"));
    var end = unix_micros(col(END));
    var share = least(closed, end).minus(greatest(opened, start)).divide(lit(MICROS));
    return points
        .join(days, new String[] {entity, "ds"})
        .where(start.leq(closed).and(end.gt(opened)))
        .groupBy(entity, "ts")
        .agg(
            max(struct(
                    share.as(SHARE),
                    start.multiply(lit(-1L)).as("earliest"),
                    col(event),
                    col("ingested_at"),
                    col("kind"),
                    col("severity"),
                    col("started_at"),
                    col("ended_at")))
                .as(HIT));
  }
}
