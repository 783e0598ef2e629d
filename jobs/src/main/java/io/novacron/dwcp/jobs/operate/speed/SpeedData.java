package io.novacron.dwcp.jobs.operate.speed;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Rows to measure on: reproducible by hashes of their number, written once as Parquet. */
final class SpeedData {

  /** 2026-01-01, midnight UTC, in microseconds. */
  private static final long BEGIN_MICROS = 1_767_225_600_000_000L;

  private static final long MICROS_A_SECOND = 1_000_000L;

  /**
   * A reader holds a file's group of rows at once, so files are of one size, as the lake's are:
   * otherwise the memory of a task would grow with the data.
   */
  private static final long ROWS_A_FILE = 50_000;

  private static final int MINUTES_BETWEEN_QUERIES = 10;
  private static final double FAR = 1.5;

  private final SparkSession spark;
  private final Path folder;

  SpeedData(SparkSession spark, Path folder) {
    this.spark = spark;
    this.folder = folder;
  }

  /** One row a second for each entity: {@code entity, seconds, ingested_at, ts, value}. */
  Dataset<Row> seconds(String name, int entities, int rows) {
    var numbered = numbered(entities, rows);
    var micros = lit(BEGIN_MICROS).plus(col("step").multiply(lit(MICROS_A_SECOND)));
    return stored(
        name,
        numbered.select(
            col("entity"),
            col("step").as("seconds"),
            time(micros).as("ts"),
            time(micros).as("ingested_at"),
            noise("value", 1.0, 1000.0)));
  }

  /** Link telemetry, one row a minute, with the columns that the link windows read. */
  Dataset<Row> links(int links, int rows) {
    var micros = micros(0);
    return stored(
        "links-" + links,
        numbered(links, rows)
            .select(
                concat(lit("node-"), col("entity")).as("node_id"),
                concat(lit("peer-"), col("entity")).as("peer_id"),
                time(micros).as("ts"),
                time(micros.plus(lit(MICROS_A_SECOND))).as("ingested_at"),
                noise("throughput_mbps", 10, 1000),
                noise("rtt_ms", 1, 100),
                noise("packet_loss", 0, 0.01),
                noise("queue_depth", 0, 500)));
  }

  /** Transfers of the same links, one in ten minutes: {@code node_id, peer_id, ts, transfer}. */
  Dataset<Row> queries(int links, int rows) {
    return stored(
        "queries-" + links,
        numbered(links, rows / MINUTES_BETWEEN_QUERIES)
            .withColumn("step", col("step").multiply(lit(MINUTES_BETWEEN_QUERIES)))
            .select(
                concat(lit("node-"), col("entity")).as("node_id"),
                concat(lit("peer-"), col("entity")).as("peer_id"),
                time(micros(31)).as("ts"),
                col("id").as("transfer")));
  }

  /**
   * Points about a centre, one in a hundred of them {@value #FAR} times as far out: {@code id,
   * anomalous, x0, x1, …}.
   */
  Dataset<Row> points(int rows, int dimensions) {
    var columns = new ArrayList<Column>(List.of(col("id")));
    columns.add(expr("pmod(xxhash64(id, 'anomalous'), 100L) = 0").as("anomalous"));
    for (var i = 0; i < dimensions; i++) {
      var name = "x" + i;
      var value = noise(name, -1, 1).plus(noise(name + "b", -1, 1));
      columns.add(
          when(expr("pmod(xxhash64(id, 'anomalous'), 100L) = 0"), value.multiply(FAR))
              .otherwise(value)
              .as(name));
    }
    return stored(
        "points-%d-%d".formatted(rows, dimensions),
        numbered(1, rows).select(columns.toArray(Column[]::new)));
  }

  /** Where a stored data set lies. */
  Path path(String name) {
    return folder.resolve(name);
  }

  private Dataset<Row> numbered(int entities, int rows) {
    var all = (long) entities * rows;
    return spark
        .range(0, all, 1, (int) (1 + (all - 1) / ROWS_A_FILE))
        .withColumn("entity", expr("id div " + rows))
        .withColumn("step", col("id").mod(lit(rows)));
  }

  /** The row's minute, and up to five seconds that hang on its number. */
  private static Column micros(int offsetSeconds) {
    return lit(BEGIN_MICROS + offsetSeconds * MICROS_A_SECOND)
        .plus(col("step").multiply(lit(60 * MICROS_A_SECOND)))
        .plus(expr("pmod(xxhash64(id), 5000000L)"));
  }

  private static Column time(Column micros) {
    return org.apache.spark.sql.functions.timestamp_micros(micros);
  }

  private static Column noise(String column, double low, double high) {
    return expr("pmod(xxhash64(id, '%s'), 1000003L) / 1000003.0D".formatted(column))
        .multiply(lit(high - low))
        .plus(lit(low))
        .as(column);
  }

  private Dataset<Row> stored(String name, Dataset<Row> rows) {
    var path = path(name).toString();
    rows.write().mode("overwrite").parquet(path);
    return spark.read().parquet(path);
  }
}
