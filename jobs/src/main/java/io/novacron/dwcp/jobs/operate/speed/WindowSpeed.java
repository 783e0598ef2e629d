package io.novacron.dwcp.jobs.operate.speed;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.stddev_samp;
import static org.apache.spark.sql.functions.sum;

import io.novacron.dwcp.features.window.Aggregate;
import io.novacron.dwcp.features.window.Metric;
import io.novacron.dwcp.features.window.MetricFamily;
import io.novacron.dwcp.features.window.Span;
import io.novacron.dwcp.features.window.WindowFeatures;
import io.novacron.dwcp.features.window.WindowPlan;
import io.novacron.dwcp.jobs.operate.BenchmarkRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;

/**
 * Sliding windows against their own length, and against Spark's window functions.
 *
 * <p>Five aggregates of one metric; every row is an event and a query, so no row is spared. Each
 * measurement reads Parquet and ends in the sum of every column, which also shows whether two ways
 * give the same numbers.
 */
final class WindowSpeed {

  private static final int SHORT = 11;
  private static final int MIDDLE = 1001;
  private static final int LONG = 4001;
  private static final long SEGMENT_SECONDS = 86_400;
  private static final double TOLERANCE = 1e-6;
  private static final List<Aggregate> AGGREGATES =
      List.of(Aggregate.MEAN, Aggregate.STD, Aggregate.MIN, Aggregate.MAX, Aggregate.COUNT);

  private final SparkSession spark;
  private final SpeedData data;
  private final SpeedScale scale;

  WindowSpeed(SparkSession spark, SpeedData data, SpeedScale scale) {
    this.spark = spark;
    this.data = data;
    this.scale = scale;
  }

  /** Long windows against short ones. */
  BenchmarkRow length() {
    var all = data.seconds("windows", scale.windowEntities(), scale.windowSeconds());
    var ratio =
        Stopwatch.paired(
            scale.repeats(), () -> sums(ours(all, LONG)), () -> sums(ours(all, SHORT)));
    return Bound.atMost(1.15).row(named(all), "windows", "T(window 4001) / T(window 11)", ratio);
  }

  /** Spark's window functions, under Spark's own settings, against ours under the suite's. */
  BenchmarkRow naive() {
    var few = data.seconds("few-windows", 1, scale.windowSeconds());
    requireSame(sums(ours(few, MIDDLE)), naiveSums(few));
    var ratio =
        Stopwatch.pairedWarm(
            scale.fewRepeats(), () -> naiveSums(few), () -> sums(ours(few, MIDDLE)));
    return Bound.atLeast(10)
        .row(named(few), "windows", "T(Spark's rangeBetween) / T at window 1001", ratio);
  }

  private List<Double> naiveSums(Dataset<Row> rows) {
    return SparkSettings.own(spark, () -> sums(naive(rows, MIDDLE)));
  }

  private static String named(Dataset<Row> rows) {
    return String.format(Locale.ROOT, "%,d rows, a window each", rows.count());
  }

  private static Dataset<Row> ours(Dataset<Row> rows, int seconds) {
    var family =
        new MetricFamily(
            List.of(new Metric("value", "-")), List.of(Span.ofSeconds(seconds)), AGGREGATES);
    var plan =
        new WindowPlan(
            "", List.of("entity"), WindowPlan.Times.TELEMETRY, SEGMENT_SECONDS, List.of(family));
    var columns = plan.columns().stream().map(column -> col(column.name())).toArray(Column[]::new);
    return WindowFeatures.asOf(rows, rows.select("entity", "ts"), plan).select(columns);
  }

  private static Dataset<Row> naive(Dataset<Row> rows, int seconds) {
    var window = Window.partitionBy("entity").orderBy("seconds").rangeBetween(1 - seconds, 0);
    var value = col("value");
    return rows.select(
        avg(value).over(window).as("mean"),
        stddev_samp(value).over(window).as("std"),
        min(value).over(window).as("min"),
        max(value).over(window).as("max"),
        count(value).over(window).cast("double").as("count"));
  }

  private static List<Double> sums(Dataset<Row> rows) {
    var columns = List.of(rows.columns()).stream().map(name -> sum(name)).toList();
    var row =
        rows.agg(columns.get(0), columns.subList(1, columns.size()).toArray(Column[]::new)).head();
    var sums = new ArrayList<Double>();
    for (var i = 0; i < row.size(); i++) {
      sums.add(row.getDouble(i));
    }
    return sums;
  }

  /** Two ways of computing the same must give the same, or their times say nothing. */
  static void requireSame(List<Double> ours, List<Double> others) {
    for (var i = 0; i < ours.size(); i++) {
      var difference = Math.abs(ours.get(i) - others.get(i));
      if (!(difference <= TOLERANCE * Math.abs(others.get(i)))) {
        throw new IllegalStateException(
            "column %d sums up to %s here and to %s there"
                .formatted(i, ours.get(i), others.get(i)));
      }
    }
  }
}
