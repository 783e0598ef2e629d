package io.novacron.dwcp.jobs.operate.speed;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.sum;

import io.novacron.dwcp.common.error.InfraError;
import io.novacron.dwcp.common.sql.SqlFile;
import io.novacron.dwcp.features.set.LinkWindows;
import io.novacron.dwcp.features.window.Aggregate;
import io.novacron.dwcp.features.window.MetricFamily;
import io.novacron.dwcp.features.window.WindowFeatures;
import io.novacron.dwcp.features.window.WindowPlan;
import io.novacron.dwcp.jobs.operate.BenchmarkRow;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The link windows of the selector from Parquet to Parquet, against DuckDB on the same files with
 * as many threads. Without the two aggregates that SQL has no window for: the exponentially
 * weighted mean, and the time since the last change.
 */
final class FeatureSpeed {

  static final String SQL = "sql/benchmark/01_link_windows_duckdb.sql";
  private static final String URL = "jdbc:duckdb:";
  private static final long SEGMENT_SECONDS = 86_400;
  private static final List<Aggregate> OURS_ALONE = List.of(Aggregate.EWMA, Aggregate.CHANGE_AGE);
  private static final Bound BOUND = Bound.atMost(1.5);
  private static final String METRIC = "T / T(DuckDB)";

  /** The engine's median lies on a grid of 1 %. */
  private static final double MEDIAN_TOLERANCE = 0.011;

  private static final double TOLERANCE = 1e-6;

  private final SparkSession spark;
  private final SpeedData data;
  private final int links;
  private final SpeedScale scale;

  FeatureSpeed(SparkSession spark, SpeedData data, SpeedScale scale) {
    this.spark = spark;
    this.data = data;
    this.scale = scale;
    this.links = scale.links() * scale.growth().get(scale.growth().size() - 1);
  }

  List<BenchmarkRow> rows() {
    var events = data.links(links, scale.linkRows());
    var queries = data.queries(links, scale.linkRows());
    var name =
        String.format(Locale.ROOT, "%,d link rows, %,d transfers", events.count(), queries.count());
    var connection = connect();
    if (connection.isEmpty()) {
      return List.of(BOUND.absent(name, "features", METRIC));
    }
    try (var duck = connection.get()) {
      prepare(duck);
      var ratio =
          Stopwatch.paired(
              scale.fewRepeats(),
              () -> write(features(events, queries), data.path("ours")),
              () -> copy(duck));
      requireSameColumns();
      return List.of(BOUND.row(name, "features", METRIC, ratio));
    } catch (SQLException e) {
      throw new InfraError("Cannot measure: DuckDB refuses its part; check its version", e);
    }
  }

  /** The windows that both can compute. */
  static WindowPlan plan() {
    var whole = LinkWindows.plan(SEGMENT_SECONDS);
    var families = whole.families().stream().map(FeatureSpeed::shared).toList();
    return new WindowPlan(
        whole.name(), whole.entity(), whole.times(), whole.segmentSeconds(), families);
  }

  private static MetricFamily shared(MetricFamily family) {
    var aggregates =
        family.aggregates().stream().filter(aggregate -> !OURS_ALONE.contains(aggregate)).toList();
    return new MetricFamily(family.metrics(), family.windows(), aggregates);
  }

  static Dataset<Row> features(Dataset<Row> links, Dataset<Row> queries) {
    return WindowFeatures.asOf(links, queries, plan());
  }

  static void write(Dataset<Row> rows, Path path) {
    rows.write().mode("overwrite").parquet(path.toString());
  }

  /** Empty where no driver is on the class path. */
  private static Optional<Connection> connect() {
    try {
      return Optional.of(DriverManager.getConnection(URL));
    } catch (SQLException e) {
      return Optional.empty();
    }
  }

  private void prepare(Connection duck) throws SQLException {
    execute(duck, "SET threads = " + spark.sparkContext().defaultParallelism());
    execute(duck, "SET TimeZone = 'UTC'");
    for (var input : List.of("links", "queries")) {
      execute(
          duck,
          "CREATE VIEW %s AS SELECT * FROM read_parquet(%s)"
              .formatted(input, literal(data.path(input + "-" + links).resolve("*.parquet"))));
    }
  }

  private void copy(Connection duck) {
    try {
      execute(
          duck,
          "COPY (%s) TO %s (FORMAT PARQUET)"
              .formatted(SqlFile.load(SQL).text(), literal(data.path("duckdb.parquet"))));
    } catch (SQLException e) {
      throw new InfraError("Cannot measure: DuckDB refuses its part; check its version", e);
    }
  }

  /** A path of our own scratch folder as a text of SQL; views and COPY take no parameters. */
  private static String literal(Path path) {
    return "'" + path.toString().replace("'", "''") + "'";
  }

  private static void execute(Connection duck, String sql) throws SQLException {
    try (var statement = duck.createStatement()) {
      statement.execute(sql);
    }
  }

  private void requireSameColumns() {
    var ours = sums(spark.read().parquet(data.path("ours").toString()));
    var theirs = sums(spark.read().parquet(data.path("duckdb.parquet").toString()));
    var columns = plan().columns();
    for (var i = 0; i < columns.size(); i++) {
      var name = columns.get(i).name();
      var tolerance = name.contains("_median_") ? MEDIAN_TOLERANCE : TOLERANCE;
      if (!(Math.abs(ours.get(i) - theirs.get(i)) <= tolerance * Math.abs(theirs.get(i)))) {
        throw new IllegalStateException(
            "%s sums up to %s here and to %s in DuckDB"
                .formatted(name, ours.get(i), theirs.get(i)));
      }
    }
  }

  /** The sum of the absolute values of each column of the plan. */
  private static List<Double> sums(Dataset<Row> rows) {
    var columns =
        plan().columns().stream().map(column -> sum(abs(rows.col(column.name())))).toList();
    var row =
        rows.agg(columns.get(0), columns.subList(1, columns.size()).toArray(Column[]::new)).head();
    var sums = new ArrayList<Double>();
    for (var i = 0; i < row.size(); i++) {
      sums.add(row.isNullAt(i) ? 0.0 : row.getDouble(i));
    }
    return sums;
  }
}
