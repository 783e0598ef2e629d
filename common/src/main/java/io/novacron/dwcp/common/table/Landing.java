package io.novacron.dwcp.common.table;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.error.InfraError;
import io.novacron.dwcp.common.error.UsageError;
import io.novacron.dwcp.common.table.LandingConfig.Format;
import io.novacron.dwcp.common.table.LandingConfig.Source;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * The only reader of the landing folder: {@code <root>/<folder>/ds=YYYY-MM-DD/} of Parquet files,
 * or a Delta table at {@code <root>/<folder>} partitioned by {@code ds}.
 *
 * <p>Reading proves what can be proved without looking at values: every date is there, every file
 * is whole, and the schema of <em>every</em> file is the declared one (Spark alone would take one
 * file's schema for all and read a missing column as null). Values are checked row by row later.
 */
public final class Landing {

  private final SparkSession spark;
  private final LandingConfig config;

  public Landing(SparkSession spark, LandingConfig config) {
    this.spark = spark;
    this.config = config;
  }

  /**
   * The rows of {@code source} with {@code from <= ds < to}.
   *
   * <p>Cost: on Parquet two small reads a file on the driver; on Delta one count by date.
   *
   * @throws UsageError when no such source is configured
   * @throws DataError when a date is missing or, unless allowed, empty; when a file is damaged, a
   *     Delta log is missing, or the schema differs (all differences in one message)
   */
  public Landed read(String source, LocalDate from, LocalDate to) {
    if (!from.isBefore(to)) {
      throw new UsageError(
          "Cannot read landing of %s: no dates: from %s to %s; the end is exclusive"
              .formatted(source, from, to));
    }
    var place = place(source);
    var dates = from.datesUntil(to).toList();
    var landed =
        switch (format(place)) {
          case DELTA -> new DeltaLanding(spark, place).read(dates);
          case PARQUET, AUTO -> new ParquetLanding(spark, place).read(dates);
        };
    requireRows(place, landed.rowsByDate());
    return landed;
  }

  private Place place(String source) {
    var found = config.sources().get(source);
    if (found == null) {
      throw new UsageError(
          "Cannot read landing of %s: no such source is configured; use one of %s"
              .formatted(source, config.sources().keySet().stream().sorted().toList()));
    }
    var folder = new Path(config.root(), found.folder());
    try {
      return new Place(
          source, found, folder, folder.getFileSystem(spark.sessionState().newHadoopConf()));
    } catch (IOException e) {
      throw new InfraError(
          "Cannot read landing of %s: storage does not answer: %s; try again"
              .formatted(source, folder),
          e);
    }
  }

  private static Format format(Place place) {
    if (place.source.format() != Format.AUTO) {
      return place.source.format();
    }
    return place.exists(DeltaLanding.LOG) ? Format.DELTA : Format.AUTO;
  }

  private static void requireRows(Place place, SortedMap<LocalDate, Long> rowsByDate) {
    var empty = new TreeMap<>(rowsByDate);
    empty.values().removeIf(rows -> rows > 0);
    if (!empty.isEmpty() && !place.source.allowEmpty()) {
      throw new DataError(
          "Cannot read landing of %s: no rows on %s: %s; land the date again or set allow-empty"
              .formatted(place.name, dates(List.copyOf(empty.keySet())), place.folder));
    }
  }

  /** At most five dates as text. */
  static String dates(List<LocalDate> dates) {
    var first = dates.stream().limit(5).map(LocalDate::toString).toList();
    return String.join(", ", first)
        + (dates.size() > 5 ? " and " + (dates.size() - 5) + " more" : "");
  }

  /** One source, its folder and the storage that holds it. */
  record Place(String name, Source source, Path folder, FileSystem files) {

    boolean exists(String child) {
      try {
        return files.exists(new Path(folder, child));
      } catch (IOException e) {
        throw unavailable(e);
      }
    }

    InfraError unavailable(IOException cause) {
      return new InfraError(
          "Cannot read landing of %s: storage does not answer: %s; try again"
              .formatted(name, folder),
          cause);
    }

    LandingSchema schema() {
      return new LandingSchema(source.spec(), source.renames());
    }

    DataError schemaError(List<String> faults) {
      return new DataError(
          "Cannot read landing of %s into %s: %s; mend the source, or declare a rename or the column"
              .formatted(name, source.table(), String.join(", ", faults)));
    }
  }
}
