package io.novacron.dwcp.common.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.delta.tables.DeltaTable;
import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.error.InfraError;
import io.novacron.dwcp.common.error.UsageError;
import io.novacron.dwcp.common.run.Digests;
import io.novacron.dwcp.common.schema.SchemaCheck;
import io.novacron.dwcp.common.schema.TableConstraints;
import io.novacron.dwcp.common.schema.TableSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import scala.Option;

/**
 * The only reader and writer of the lake's tables: Delta Lake below {@code <lake>/tables/<name>}.
 *
 * <p>Every read and write checks the schema against the declaration. A write replaces exactly one
 * date range or one run, so that a step that runs twice leaves one result. A write that another
 * writer or storage disturbs is tried again as often as configured.
 */
public final class TableStore {

  private static final String DELTA = "delta";

  /**
   * Columns with minimum and maximum by file: the run and the model, by which tables are replaced
   * and read; dates are folders. Statistics of all columns cost more than writing the rows.
   */
  private static final String INDEXED_COLUMNS = "2";

  private final SparkSession spark;
  private final Path root;
  private final Retries retries;

  /**
   * Opens the lake at {@code lake} for writes that are tried once.
   *
   * @throws UsageError when the folder cannot be written
   */
  public TableStore(SparkSession spark, Path lake) {
    this(spark, lake, TableConfig.ONCE);
  }

  /**
   * Opens the lake at {@code lake}, making the folder when there is none.
   *
   * @throws UsageError when the folder cannot be written
   */
  public TableStore(SparkSession spark, Path lake, TableConfig config) {
    this.spark = spark;
    this.retries = new Retries(config);
    try {
      Files.createDirectories(lake);
      var real = lake.toRealPath();
      this.root = Files.createDirectories(real.resolve("tables")).toRealPath();
      if (!root.startsWith(real)) {
        throw new UsageError(
            "Cannot open lake: its folder tables leaves the lake through a link: "
                + root
                + "; replace the link by a folder");
      }
      if (!Files.isWritable(root)) {
        throw new UsageError(
            "Cannot open lake: not writable: " + root + "; name another folder with --lake");
      }
    } catch (IOException e) {
      throw new UsageError(
          "Cannot open lake: the folder cannot be made: " + lake + "; name another with --lake", e);
    }
  }

  /** Where a table's files are. */
  public Path location(TableSpec spec) {
    var path = root.resolve(spec.name()).normalize();
    if (!path.startsWith(root) || (Files.exists(path) && !isInside(path))) {
      throw new UsageError(
          "Cannot open table %s: its folder leaves the lake: %s; replace the link by a folder"
              .formatted(spec.name(), path));
    }
    return path;
  }

  private boolean isInside(Path path) {
    try {
      return path.toRealPath().startsWith(root);
    } catch (IOException e) {
      throw new InfraError("Cannot open table: path cannot be resolved: " + path, e);
    }
  }

  /** Whether the table has been made. */
  public boolean exists(TableSpec spec) {
    var path = location(spec);
    // Delta takes the folder of an empty log for a table.
    var commits = path.resolve("_delta_log").toFile().list((log, name) -> name.endsWith(".json"));
    return commits != null && commits.length > 0 && DeltaTable.isDeltaTable(spark, path.toString());
  }

  /** The version of the newest commit, or -1 when there is no table. */
  public long version(TableSpec spec) {
    if (!exists(spec)) {
      return -1;
    }
    // The log itself: DeltaTable.history would start a Spark job to read the newest commit.
    return DeltaLog.forTable(spark, location(spec).toString())
        .update(false, Option.empty(), Option.empty())
        .version();
  }

  /**
   * SHA-256 of the log entry that made the newest version: it names every file of that commit with
   * size and statistics. Empty when there is no table.
   */
  public Optional<String> digest(TableSpec spec) {
    var version = version(spec);
    return version < 0
        ? Optional.empty()
        : Optional.of(
            Digests.sha256(
                location(spec)
                    .resolve("_delta_log")
                    .resolve(String.format(Locale.ROOT, "%020d.json", version))));
  }

  /** A run that was killed before a table's first commit leaves {@code _delta_log} and no row. */
  private static boolean holdsMoreThanAnEmptyLog(Path path) {
    var names = path.toFile().list();
    return names != null && Arrays.stream(names).anyMatch(name -> !name.equals("_delta_log"));
  }

  /** Without a commit in it the log holds leftovers at most, and Delta would not make the table. */
  private static void removeEmptyLog(Path log) {
    if (!Files.isDirectory(log)) {
      return;
    }
    try (var paths = Files.walk(log)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new InfraError(
          "Cannot make table: its empty log cannot be removed: " + log + "; check permissions", e);
    }
  }

  /** Makes the empty table with its comments and constraints when there is none. */
  public void ensure(TableSpec spec) {
    var path = location(spec);
    if (exists(spec)) {
      return;
    }
    if (holdsMoreThanAnEmptyLog(path)) {
      throw new DataError(
          "Cannot open table %s: files without a Delta log: %s; restore _delta_log or move the folder away"
              .formatted(spec.name(), path));
    }
    removeEmptyLog(path.resolve("_delta_log"));
    var builder =
        DeltaTable.createIfNotExists(spark)
            .addColumns(spec.structType())
            .comment(spec.grain())
            .property("delta.dataSkippingNumIndexedCols", INDEXED_COLUMNS)
            .location(path.toString());
    // As properties of the first commit they cost nothing; ALTER TABLE would be a commit each.
    for (var constraint : TableConstraints.of(spec).entrySet()) {
      builder = builder.property("delta.constraints." + constraint.getKey(), constraint.getValue());
    }
    if (spec.dated()) {
      builder = builder.partitionedBy(TableSpec.DS);
    }
    builder.execute();
  }

  /**
   * All rows, columns in declared order.
   *
   * @throws DataError when there is no such table or its schema differs
   */
  public Dataset<Row> read(TableSpec spec) {
    if (!exists(spec)) {
      throw new DataError(
          "Cannot read %s: there is no such table in the lake: %s; run the step that writes it"
              .formatted(spec.name(), location(spec)));
    }
    var rows = spark.read().format(DELTA).load(location(spec).toString());
    SchemaCheck.require(spec, rows.schema(), "read");
    return rows.select(columns(spec));
  }

  /** Rows with {@code from <= ds < to}. */
  public Dataset<Row> read(TableSpec spec, LocalDate from, LocalDate to) {
    return read(spec)
        .where(col(TableSpec.DS).geq(lit(java.sql.Date.valueOf(from))))
        .where(col(TableSpec.DS).lt(lit(java.sql.Date.valueOf(to))));
  }

  /** Replaces all rows with {@code from <= ds < to} by {@code rows}, which must lie there. */
  public void replaceDates(
      TableSpec spec, Dataset<Row> rows, LocalDate from, LocalDate to, CommitInfo commit) {
    replace(spec, rows, "ds >= DATE'%s' AND ds < DATE'%s'".formatted(from, to), commit);
  }

  /** Replaces all rows of the run that {@code commit} names; rows must carry its {@code run_id}. */
  public void replaceRun(TableSpec spec, Dataset<Row> rows, CommitInfo commit) {
    replace(spec, rows, "run_id = '%s'".formatted(commit.runId()), commit);
  }

  /** Replaces all rows of one model in the run that {@code commit} names. */
  public void replaceModelRun(TableSpec spec, Dataset<Row> rows, String model, CommitInfo commit) {
    if (!model.matches("[a-z][a-z0-9_-]{0,63}")) {
      throw new UsageError("Cannot write " + spec.name() + ": not a model name: " + model);
    }
    replace(spec, rows, "run_id = '%s' AND model = '%s'".formatted(commit.runId(), model), commit);
  }

  private void replace(TableSpec spec, Dataset<Row> rows, String predicate, CommitInfo commit) {
    SchemaCheck.require(spec, rows.schema(), "write");
    save(spec, writer(spec, rows, commit).mode("overwrite").option("replaceWhere", predicate));
  }

  /** Adds rows and never touches others; for histories such as aliases. */
  public void append(TableSpec spec, Dataset<Row> rows, CommitInfo commit) {
    SchemaCheck.require(spec, rows.schema(), "write");
    save(spec, writer(spec, rows, commit).mode("append"));
  }

  private static DataFrameWriter<Row> writer(TableSpec spec, Dataset<Row> rows, CommitInfo commit) {
    return rows.select(columns(spec)).write().format(DELTA).option("userMetadata", commit.json());
  }

  private void save(TableSpec spec, DataFrameWriter<Row> writer) {
    retries.run(
        spec.name(),
        () -> {
          try {
            ensure(spec);
            writer.save(location(spec).toString());
          } catch (Throwable failure) {
            throw WriteFailure.explained(spec.name(), failure);
          }
        });
  }

  /** A frame of a few driver-side rows in the table's column order. */
  public Dataset<Row> frame(TableSpec spec, List<Row> rows) {
    return spark.createDataFrame(rows, spec.structType()).coalesce(1);
  }

  private static Column[] columns(TableSpec spec) {
    return spec.columnNames().stream().map(name -> col("`" + name + "`")).toArray(Column[]::new);
  }
}
