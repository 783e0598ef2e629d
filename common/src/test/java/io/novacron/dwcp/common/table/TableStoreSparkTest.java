package io.novacron.dwcp.common.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.error.UsageError;
import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.common.testing.Frames;
import io.novacron.dwcp.common.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalSpark.class)
class TableStoreSparkTest {

  private static final LocalDate DAY = LocalDate.of(2026, 1, 1);
  private static final CommitInfo COMMIT = new CommitInfo("r1", "test", "0");
  private static final String DDL =
      "transfer_id string, ts timestamp, ds date, ingested_at timestamp, bandwidth_mbps double";

  private static Dataset<Row> rows(SparkSession spark, String... lines) {
    return Frames.of(spark, DDL, lines);
  }

  @Test
  void replacesOneDateAndLeavesTheOthers(SparkSession spark, @TempDir Path lake) {
    var store = new TableStore(spark, lake);
    var spec = Tables.TELEMETRY_CONDITIONS;
    var a = "a | 2026-01-01 10:00:00 | 2026-01-01 | 2026-01-01 10:00:01 | 1.5";
    var b = "b | 2026-01-02 10:00:00 | 2026-01-02 | 2026-01-02 10:00:01 | 2.5";
    var c = "c | 2026-01-01 11:00:00 | 2026-01-01 | 2026-01-01 11:00:01 | 3.5";
    store.replaceDates(spec, rows(spark, a, b), DAY, DAY.plusDays(2), COMMIT);

    store.replaceDates(spec, rows(spark, c), DAY, DAY.plusDays(1), COMMIT);

    Frames.assertSame(store.read(spec), rows(spark, b, c), List.of("transfer_id"), 0);
    assertThat(store.read(spec, DAY, DAY.plusDays(1)).count()).isEqualTo(1);
  }

  @Test
  void refusesRowsOutsideTheReplacedDates(SparkSession spark, @TempDir Path lake) {
    var store = new TableStore(spark, lake);
    var late = rows(spark, "b | 2026-01-02 10:00:00 | 2026-01-02 | 2026-01-02 10:00:01 | 2.5");

    assertThatThrownBy(
            () ->
                store.replaceDates(Tables.TELEMETRY_CONDITIONS, late, DAY, DAY.plusDays(1), COMMIT))
        .hasMessageContaining("REPLACE_WHERE_MISMATCH");
  }

  @Test
  void namesEveryFaultOfASchema(SparkSession spark, @TempDir Path lake) {
    var store = new TableStore(spark, lake);
    var rows = Frames.of(spark, "transfer_id string, ds date, bandwidth_mbps string, extra int");

    assertThatThrownBy(
            () ->
                store.replaceDates(Tables.TELEMETRY_CONDITIONS, rows, DAY, DAY.plusDays(1), COMMIT))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("column ts is missing")
        .hasMessageContaining("column bandwidth_mbps is string where double is declared")
        .hasMessageContaining("column extra is not declared");
  }

  @Test
  void refusesTableFolderThatLeavesTheLake(SparkSession spark, @TempDir Path dir)
      throws IOException {
    var store = new TableStore(spark, dir.resolve("lake"));
    var outside = Files.createDirectory(dir.resolve("outside"));
    Files.createSymbolicLink(dir.resolve("lake/tables/telemetry_link"), outside);

    assertThatThrownBy(() -> store.read(Tables.TELEMETRY_LINK))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("leaves the lake");
  }

  @Test
  void refusesFilesWithoutALog(SparkSession spark, @TempDir Path lake) throws IOException {
    var store = new TableStore(spark, lake);
    var folder = Files.createDirectories(lake.resolve("tables/telemetry_link"));
    Files.writeString(folder.resolve("part-0.parquet"), "x");

    assertThatThrownBy(() -> store.ensure(Tables.TELEMETRY_LINK))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("without a Delta log");
  }

  @Test
  void refusesRowsThatBreakADomainAndWritesNoneOfThem(SparkSession spark, @TempDir Path lake) {
    var store = new TableStore(spark, lake);
    var spec = Tables.TELEMETRY_CONDITIONS;
    var good = "a | 2026-01-01 10:00:00 | 2026-01-01 | 2026-01-01 10:00:01 | 0";
    store.replaceDates(spec, rows(spark, good), DAY, DAY.plusDays(1), COMMIT);
    var bad = "b | 2026-01-01 10:00:00 | 2026-01-01 | 2026-01-01 10:00:01 | -1.5";

    assertThatThrownBy(() -> store.append(spec, rows(spark, good, bad), COMMIT))
        .isInstanceOf(DataError.class)
        .hasMessage(
            "Cannot write telemetry_conditions: a row breaks its constraint bandwidth_mbps_domain: "
                + "bandwidth_mbps : -1.5; mend the rows or the declaration in Tables");
    Frames.assertSame(store.read(spec), rows(spark, good), List.of("transfer_id"), 0);
  }

  @Test
  void refusesANullWhereNoneIsDeclared(SparkSession spark, @TempDir Path lake) {
    var store = new TableStore(spark, lake);
    var spec = Tables.TELEMETRY_CONDITIONS;
    var bad = "a | 2026-01-01 10:00:00 | 2026-01-01 |  | 1";

    assertThatThrownBy(() -> store.append(spec, rows(spark, bad), COMMIT))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("a row breaks its constraint ingested_at not null: null");
  }

  @Test
  void theTableItselfRefusesAWordWhoeverWrites(SparkSession spark, @TempDir Path lake) {
    var store = new TableStore(spark, lake);
    var spec = Tables.TELEMETRY_OUTCOMES;
    store.ensure(spec);
    var row =
        Frames.of(
            spark,
            spec.structType().toDDL().replace(" NOT NULL", ""),
            "t | 2026-01-01 10:00:00 | 2026-01-01 | 2026-01-01 10:00:01 | s | a | b | text | gzip | 2 | 1");

    assertThatThrownBy(
            () -> row.write().format("delta").mode("append").save(store.location(spec).toString()))
        .hasStackTraceContaining("CHECK constraint codec_domain")
        .hasStackTraceContaining("codec : gzip");
  }

  /** Both find no table, make it, and write a date of their own: one comes second each time. */
  @Test
  void twoWritersAtOnceBothEndWithTheirRows(SparkSession spark, @TempDir Path lake) {
    var config = new TableConfig(6, 50, 1000);
    var spec = Tables.TELEMETRY_CONDITIONS;
    var a = "a | 2026-01-01 10:00:00 | 2026-01-01 | 2026-01-01 10:00:01 | 1.5";
    var b = "b | 2026-01-02 10:00:00 | 2026-01-02 | 2026-01-02 10:00:01 | 2.5";

    List.of(a, b).parallelStream()
        .forEach(
            row -> {
              var day = row.startsWith("a") ? DAY : DAY.plusDays(1);
              new TableStore(spark, lake, config)
                  .replaceDates(spec, rows(spark, row), day, day.plusDays(1), COMMIT);
            });

    var written = new TableStore(spark, lake).read(spec);
    Frames.assertSame(written, rows(spark, a, b), List.of("transfer_id"), 0);
  }
}
