package io.novacron.dwcp.common.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.error.UsageError;
import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.common.table.LandingConfig.Format;
import io.novacron.dwcp.common.table.LandingConfig.ShareUnit;
import io.novacron.dwcp.common.testing.Frames;
import io.novacron.dwcp.common.testing.LocalSpark;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalSpark.class)
class LandingSparkTest {

  private static final LocalDate DAY = LocalDate.of(2026, 1, 1);
  private static final String DDL =
      "transfer_id string, ts timestamp, ds date, ingested_at timestamp, bandwidth_mbps double";
  private static final String A =
      "a | 2026-01-01 10:00:00 | 2026-01-01 | 2026-01-01 10:00:01 | 1.5";
  private static final String B =
      "b | 2026-01-02 10:00:00 | 2026-01-02 | 2026-01-02 10:00:01 | 2.5";

  @TempDir private Path root;

  private Landing landing(SparkSession spark, Format format, boolean allowEmpty) {
    var source =
        new LandingConfig.Source(
            "conditions",
            Tables.TELEMETRY_CONDITIONS.name(),
            format,
            allowEmpty,
            ShareUnit.RATIO,
            ShareUnit.RATIO,
            Map.of("rate", "bandwidth_mbps"),
            Map.of(),
            Map.of());
    return new Landing(spark, new LandingConfig(root.toString(), Map.of("conditions", source)));
  }

  private Landing landing(SparkSession spark) {
    return landing(spark, Format.AUTO, false);
  }

  private Path folder() {
    return root.resolve("conditions");
  }

  private void land(Dataset<Row> rows) {
    rows.coalesce(1).write().mode("append").partitionBy("ds").parquet(folder().toString());
  }

  private void landDelta(Dataset<Row> rows) {
    rows.write().format("delta").partitionBy("ds").save(folder().toString());
  }

  private Path file(String date) throws IOException {
    try (var files = Files.list(folder().resolve("ds=" + date))) {
      return files.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder, new FileVisitOption[0])) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void readsTheDatesAskedForAndCountsThem(SparkSession spark) {
    land(Frames.of(spark, DDL, A, B));

    var landed = landing(spark).read("conditions", DAY, DAY.plusDays(1));

    Frames.assertSame(landed.rows(), Frames.of(spark, DDL, A), List.of("transfer_id"), 0);
    assertThat(landed.rowsByDate()).isEqualTo(Map.of(DAY, 1L));
    assertThat(landed.count()).isEqualTo(1);
    assertThat(landed.rows().columns())
        .containsExactlyElementsOf(Tables.TELEMETRY_CONDITIONS.columnNames());
  }

  @Test
  void readsFilesOfDifferentShapesTogether(SparkSession spark) {
    land(Frames.of(spark, DDL, A));
    land(
        Frames.of(
                spark,
                DDL.replace("bandwidth_mbps double", "rate int"),
                "b | 2026-01-01 11:00:00 | 2026-01-01 | 2026-01-01 11:00:01 | 7")
            .select("rate", "transfer_id", "ts", "ds", "ingested_at"));

    var landed = landing(spark).read("conditions", DAY, DAY.plusDays(1));

    var widened = "b | 2026-01-01 11:00:00 | 2026-01-01 | 2026-01-01 11:00:01 | 7.0";
    Frames.assertSame(landed.rows(), Frames.of(spark, DDL, A, widened), List.of("transfer_id"), 0);
  }

  @Test
  void namesTheMissingDates(SparkSession spark) {
    land(Frames.of(spark, DDL, A));

    assertThatThrownBy(() -> landing(spark).read("conditions", DAY, DAY.plusDays(3)))
        .isInstanceOf(DataError.class)
        .hasMessageContaining(
            "Cannot read landing of conditions: date 2026-01-02, 2026-01-03 is missing in folder")
        .hasMessageContaining("land it or name other dates");
  }

  @Test
  void refusesAnEmptyDayUnlessAllowed(SparkSession spark) throws IOException {
    land(Frames.of(spark, DDL, A));
    Files.createDirectories(folder().resolve("ds=2026-01-02"));

    assertThatThrownBy(() -> landing(spark).read("conditions", DAY, DAY.plusDays(2)))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("conditions: no rows on 2026-01-02");
    var allowed = landing(spark, Format.AUTO, true).read("conditions", DAY, DAY.plusDays(2));
    assertThat(allowed.rowsByDate()).isEqualTo(Map.of(DAY, 1L, DAY.plusDays(1), 0L));
    var nothing =
        landing(spark, Format.AUTO, true).read("conditions", DAY.plusDays(1), DAY.plusDays(2));
    assertThat(nothing.rows().count()).isZero();
  }

  @Test
  void namesTheTruncatedFile(SparkSession spark) throws IOException {
    land(Frames.of(spark, DDL, A));
    var file = file("2026-01-01");
    var bytes = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));

    assertThatThrownBy(() -> landing(spark).read("conditions", DAY, DAY.plusDays(1)))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("truncated or no Parquet file")
        .hasMessageContaining(file.getFileName().toString());
  }

  @Test
  void namesTheFileWhoseBytesWereChanged(SparkSession spark) throws IOException {
    land(Frames.of(spark, DDL, A));
    var file = file("2026-01-01");
    try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(40);
      bytes.write(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    }
    Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
    var landed = landing(spark).read("conditions", DAY, DAY.plusDays(1));

    assertThatThrownBy(
            () -> ReadFailure.explained("conditions", () -> landed.rows().collectAsList()))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("the file is damaged or gone")
        .hasMessageContaining(file.getFileName().toString());
  }

  @Test
  void namesEveryFaultOfEveryFile(SparkSession spark) {
    land(Frames.of(spark, DDL, A));
    land(
        Frames.of(
            spark,
            "transfer_id string, ts string, ds date, bandwidth_mbps bigint, colour string",
            "b | x | 2026-01-01 | 3 | red"));

    assertThatThrownBy(() -> landing(spark).read("conditions", DAY, DAY.plusDays(1)))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("column ts is string where timestamp is declared")
        .hasMessageContaining("column ingested_at is missing")
        .hasMessageContaining("column bandwidth_mbps is bigint where double is declared")
        .hasMessageContaining("column colour is not declared");
  }

  @Test
  void refusesAFileThatHoldsItsOwnDate(SparkSession spark) {
    var row = Frames.of(spark, DDL, A);
    row.write().parquet(folder().resolve("ds=2026-01-01").toString());

    assertThatThrownBy(() -> landing(spark).read("conditions", DAY, DAY.plusDays(1)))
        .hasMessageContaining("ds (in the file and in the folder's name) is not declared");
  }

  @Test
  void readsADeltaTable(SparkSession spark) {
    landDelta(Frames.of(spark, DDL, A, B));

    var landed = landing(spark).read("conditions", DAY.plusDays(1), DAY.plusDays(2));

    Frames.assertSame(landed.rows(), Frames.of(spark, DDL, B), List.of("transfer_id"), 0);
    assertThat(landed.rowsByDate()).isEqualTo(Map.of(DAY.plusDays(1), 1L));
    assertThatThrownBy(() -> landing(spark).read("conditions", DAY, DAY.plusDays(3)))
        .hasMessageContaining("no rows on 2026-01-03");
  }

  @Test
  void refusesADeltaTableWithoutItsLogHoweverItIsDeclared(SparkSession spark) throws IOException {
    landDelta(Frames.of(spark, DDL, A));
    delete(folder().resolve("_delta_log"));

    assertThatThrownBy(
            () -> landing(spark, Format.DELTA, false).read("conditions", DAY, DAY.plusDays(1)))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("a Delta table without its log")
        .hasMessageContaining("restore _delta_log");
    assertThatThrownBy(() -> landing(spark).read("conditions", DAY, DAY.plusDays(1)))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("looks like a Delta table without its log");
    assertThat(landing(spark, Format.PARQUET, false).read("conditions", DAY, DAY.plusDays(1)))
        .extracting(Landed::count)
        .isEqualTo(1L);
  }

  @Test
  void refusesADeltaTableWithADamagedLogOrOtherPartitions(SparkSession spark) throws IOException {
    Frames.of(spark, DDL, A).write().format("delta").save(folder().toString());

    assertThatThrownBy(() -> landing(spark).read("conditions", DAY, DAY.plusDays(1)))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("is partitioned by []");

    delete(folder());
    landDelta(Frames.of(spark, "transfer_id string, ds date", "a | 2026-01-01"));
    assertThatThrownBy(() -> landing(spark).read("conditions", DAY, DAY.plusDays(1)))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("column ts is missing");
  }

  @Test
  void refusesUnknownSourcesAndEmptyRanges(SparkSession spark) {
    assertThatThrownBy(() -> landing(spark).read("weather", DAY, DAY.plusDays(1)))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("weather: no such source is configured; use one of [conditions]");
    assertThatThrownBy(() -> landing(spark).read("conditions", DAY, DAY))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("the end is exclusive");
  }

  @Test
  void countsWhatIsWrittenAgainstTheInput(SparkSession spark, @TempDir Path lake) {
    var store = new TableStore(spark, lake);
    var quarantine = new Quarantine(store);
    TableSpec spec = Tables.TELEMETRY_CONDITIONS;
    var commit = new CommitInfo("r1", "ingest", "0");
    var end = DAY.plusDays(1);
    store.replaceDates(spec, Frames.of(spark, DDL, A), DAY, end, commit);
    var refused =
        Frames.of(
            spark,
            "ds date, run_id string, rule string, reason string, row_digest string, raw_row string",
            "2026-01-01 | r1 | too-late | late by 9 s | d1 | {}",
            "2026-01-01 | r1 | too-late | late by 8 s | d2 | {}");
    quarantine.replaceDates(spec, refused, DAY, end, commit);

    quarantine.replaceDates(spec, refused, DAY, end, commit);

    assertThat(quarantine.read(spec, DAY, end).count()).isEqualTo(2);
    quarantine.requireBalanced(spec, DAY, end, 3);
    assertThatThrownBy(() -> quarantine.requireBalanced(spec, DAY, end, 4))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("1 clean + 2 refused rows are not 4 rows of input");
  }
}
