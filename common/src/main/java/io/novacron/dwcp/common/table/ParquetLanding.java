package io.novacron.dwcp.common.table;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.schema.TableSpec;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A source that lands as {@code ds=YYYY-MM-DD} folders of Parquet files. */
record ParquetLanding(SparkSession spark, Landing.Place place) {

  /**
   * What Delta calls its files; Spark's own partitioned writes do too, but leave {@code _SUCCESS}.
   */
  private static final Pattern DELTA_NAME =
      Pattern.compile("part-\\d{5}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.c\\d{3}\\..*");

  /** Rows of {@code dates}, whose folders must all be there. */
  Landed read(List<LocalDate> dates) {
    var filesByDate = list(dates);
    requireNoLostLog(filesByDate);
    var footersByDate = footers(filesByDate);
    var shapes = new LinkedHashMap<String, List<ParquetFooter>>();
    var counts = new TreeMap<LocalDate, Long>();
    footersByDate.forEach(
        (date, footers) -> {
          counts.put(date, footers.stream().mapToLong(ParquetFooter::rows).sum());
          footers.forEach(
              footer -> shapes.computeIfAbsent(footer.shape(), s -> new ArrayList<>()).add(footer));
        });
    requireSchema(shapes);
    var rows =
        shapes.values().stream()
            .map(this::rows)
            .reduce(Dataset::unionByName)
            .orElseGet(() -> spark.createDataFrame(List.of(), place.source().spec().structType()));
    return new Landed(rows, counts);
  }

  private Map<LocalDate, List<FileStatus>> list(List<LocalDate> dates) {
    var files = new TreeMap<LocalDate, List<FileStatus>>();
    var missing = new ArrayList<LocalDate>();
    for (var date : dates) {
      try {
        files.put(date, visible(new Path(place.folder(), TableSpec.DS + "=" + date)));
      } catch (FileNotFoundException e) {
        missing.add(date);
      } catch (IOException e) {
        throw place.unavailable(e);
      }
    }
    if (!missing.isEmpty()) {
      throw new DataError(
          "Cannot read landing of %s: date %s is missing in folder %s; land it or name other dates"
              .formatted(place.name(), Landing.dates(missing), place.folder()));
    }
    return files;
  }

  private List<FileStatus> visible(Path folder) throws IOException {
    return Arrays.stream(place.files().listStatus(folder))
        .filter(file -> !file.getPath().getName().matches("[._].*"))
        .sorted(Comparator.comparing(FileStatus::getPath))
        .toList();
  }

  /**
   * A Delta table that lost its log looks like partitioned Parquet, and reading it would bring back
   * rows that were deleted. Refuses what Delta may have written unless the source is declared to be
   * Parquet.
   */
  private void requireNoLostLog(Map<LocalDate, List<FileStatus>> filesByDate) {
    var suspicious =
        filesByDate.values().stream()
            .flatMap(List::stream)
            .anyMatch(file -> DELTA_NAME.matcher(file.getPath().getName()).matches());
    if (suspicious
        && place.source().format() == LandingConfig.Format.AUTO
        && !place.exists("_SUCCESS")) {
      throw new DataError(
          "Cannot read landing of %s: it looks like a Delta table without its log: %s; restore _delta_log, or set format = parquet if it never was one"
              .formatted(place.name(), place.folder()));
    }
  }

  private Map<LocalDate, List<ParquetFooter>> footers(Map<LocalDate, List<FileStatus>> files) {
    var hadoop = spark.sessionState().newHadoopConf();
    var damaged = new ArrayList<String>();
    var result = new TreeMap<LocalDate, List<ParquetFooter>>();
    files.forEach(
        (date, statuses) -> {
          var footers = new ArrayList<ParquetFooter>();
          for (var status : statuses) {
            ParquetFooter.read(status, hadoop)
                .ifPresentOrElse(footers::add, () -> damaged.add(status.getPath().toString()));
          }
          result.put(date, footers);
        });
    if (!damaged.isEmpty()) {
      throw new DataError(
          "Cannot read landing of %s: truncated or no Parquet file: %s; land the file again"
              .formatted(place.name(), String.join(", ", damaged)));
    }
    return result;
  }

  private void requireSchema(Map<String, List<ParquetFooter>> shapes) {
    var faults = new ArrayList<String>();
    for (var footers : shapes.values()) {
      var first = footers.get(0);
      var found = place.schema().faults(withDate(first.schema()));
      if (!found.isEmpty()) {
        faults.add(
            "in %s (and %d more files) %s"
                .formatted(
                    first.file().getPath().getName(),
                    footers.size() - 1,
                    String.join(", ", found)));
      }
    }
    if (!faults.isEmpty()) {
      throw place.schemaError(faults);
    }
  }

  /** The folder's name is the date; a {@code ds} column in the file would be hidden by it. */
  private static StructType withDate(StructType schema) {
    return List.of(schema.fieldNames()).contains(TableSpec.DS)
        ? schema.add(TableSpec.DS + " (in the file and in the folder's name)", DataTypes.DateType)
        : schema.add(TableSpec.DS, DataTypes.DateType);
  }

  private Dataset<Row> rows(List<ParquetFooter> footers) {
    var paths =
        footers.stream()
            .map(footer -> footer.file().getPath().toString())
            .collect(Collectors.toList());
    var schema = withDate(footers.get(0).schema());
    return spark
        .read()
        .schema(schema)
        .option("basePath", place.folder().toString())
        // Checksums are in the files; without this a flipped bit is read as data.
        .option("parquet.page.verify-checksum.enabled", "true")
        .parquet(paths.toArray(String[]::new))
        .select(place.schema().columns(schema));
  }
}
