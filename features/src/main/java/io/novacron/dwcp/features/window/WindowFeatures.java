package io.novacron.dwcp.features.window;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_micros;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Adds sliding-window features to query rows, point in time, in one shuffle. */
public final class WindowFeatures {

  static final String SEGMENT = "__segment";
  static final String MICROS = "__micros";
  static final String KIND = "__kind";
  static final String ORDER = "__order";
  static final String QUERY = "__query";
  static final String METRIC = "__metric_";
  static final int EVENT_KIND = 0;
  static final int QUERY_KIND = 1;

  private static final long MICROS_A_SECOND = 1_000_000L;

  private WindowFeatures() {}

  /**
   * The query rows with the plan's columns added.
   *
   * <p>Definition: the features at a query's time T see the events of its entity with arrival in
   * {@code (T - lag - length, T - lag]}; an event that arrived after T does not exist. Events
   * without arrival and queries without time are a fault of the caller's schema.
   *
   * <p>Shape: one row per query row, its columns as they were, then {@link WindowPlan#columns} as
   * nullable doubles, never NaN. Metrics may have any numeric type.
   *
   * <p>Cost: one shuffle of events and queries by (entity, segment), one sort within partitions,
   * one pass. An event is copied into each segment that its longest window reaches, so the overhead
   * is reach / segment. Results do not depend on partitions or segments beyond rounding (1e-9).
   */
  public static Dataset<Row> asOf(Dataset<Row> events, Dataset<Row> queries, WindowPlan plan) {
    var schema = outputSchema(queries.schema(), plan);
    var grouping = grouping(plan);
    return eventRows(events, queries.schema(), plan)
        .unionByName(queryRows(queries, plan))
        .repartition(grouping.toArray(Column[]::new))
        .sortWithinPartitions(ordering(plan))
        .mapPartitions(new WindowPass(plan, schema), Encoders.row(schema));
  }

  private static Dataset<Row> eventRows(
      Dataset<Row> events, StructType querySchema, WindowPlan plan) {
    var columns = new ArrayList<Column>();
    plan.entity().forEach(name -> columns.add(quoted(name)));
    var micros = unix_micros(quoted(plan.times().arrival()));
    columns.add(micros.as(MICROS));
    columns.add(explode(segments(micros, plan)).as(SEGMENT));
    columns.add(lit(EVENT_KIND).as(KIND));
    columns.add(unix_micros(quoted(plan.times().order())).as(ORDER));
    columns.add(lit(null).cast(querySchema).as(QUERY));
    var metrics = plan.metrics();
    for (var i = 0; i < metrics.size(); i++) {
      columns.add(quoted(metrics.get(i).column()).cast(DataTypes.DoubleType).as(METRIC + i));
    }
    return events.select(columns.toArray(Column[]::new));
  }

  /** The segments of the queries that can see an event: those of times in [t, t + reach). */
  private static Column segments(Column micros, WindowPlan plan) {
    var reach = plan.reachSeconds() * MICROS_A_SECOND;
    return functions.sequence(
        segment(micros, plan), segment(micros.plus(lit(reach - 1)), plan), lit(1L));
  }

  private static Column segment(Column micros, WindowPlan plan) {
    var length = lit(plan.segmentSeconds() * MICROS_A_SECOND);
    return micros.minus(functions.pmod(micros, length)).divide(length).cast(DataTypes.LongType);
  }

  private static Dataset<Row> queryRows(Dataset<Row> queries, WindowPlan plan) {
    var columns = new ArrayList<Column>();
    plan.entity().forEach(name -> columns.add(quoted(name)));
    var micros = unix_micros(quoted(plan.times().query()));
    columns.add(micros.as(MICROS));
    columns.add(segment(micros, plan).as(SEGMENT));
    columns.add(lit(QUERY_KIND).as(KIND));
    columns.add(lit(null).cast(DataTypes.LongType).as(ORDER));
    var whole =
        List.of(queries.columns()).stream().map(WindowFeatures::quoted).toArray(Column[]::new);
    columns.add(struct(whole).as(QUERY));
    for (var i = 0; i < plan.metrics().size(); i++) {
      columns.add(lit(null).cast(DataTypes.DoubleType).as(METRIC + i));
    }
    return queries.select(columns.toArray(Column[]::new));
  }

  private static List<Column> grouping(WindowPlan plan) {
    var columns = new ArrayList<Column>();
    plan.entity().forEach(name -> columns.add(quoted(name)));
    columns.add(col(SEGMENT));
    return columns;
  }

  /** Time within an entity's segment; metrics last, so that equal rows have one order. */
  private static Column[] ordering(WindowPlan plan) {
    var columns = grouping(plan);
    columns.add(col(MICROS));
    columns.add(col(KIND));
    columns.add(col(ORDER));
    for (var i = 0; i < plan.metrics().size(); i++) {
      columns.add(col(METRIC + i));
    }
    return columns.toArray(Column[]::new);
  }

  private static StructType outputSchema(StructType queries, WindowPlan plan) {
    var schema = queries;
    for (var column : plan.columns()) {
      schema = schema.add(column.name(), DataTypes.DoubleType, true);
    }
    return schema;
  }

  private static Column quoted(String name) {
    return col("`" + name + "`");
  }
}
