package io.novacron.dwcp.jobs.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.error.UsageError;
import io.novacron.dwcp.common.schema.EvaluationTables;
import io.novacron.dwcp.common.schema.SchemaCheck;
import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.common.testing.Frames;
import io.novacron.dwcp.common.testing.LocalSpark;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalSpark.class)
class QualityChecksSparkTest {

  private static final TableSpec SPEC = Tables.TELEMETRY_CONDITIONS;
  private static final LocalDate DAY = LocalDate.of(2026, 1, 1);
  private static final LocalDate NEXT = DAY.plusDays(1);
  private static final QualityConfig CONFIG =
      new QualityConfig(
          0.25,
          4,
          Severity.WARNING,
          0.6,
          7,
          Map.of(SPEC.name(), List.of("bandwidth_mbps")),
          4,
          Map.of(SPEC.name(), List.of("bandwidth_mbps")));
  private static final String DDL =
      "transfer_id string, ts timestamp, ds date, ingested_at timestamp, bandwidth_mbps double";

  private static String line(String id, LocalDate ds, String bandwidth) {
    return "%s | %s 10:00:00 | %s | %s 10:00:01 | %s".formatted(id, ds, ds, ds, bandwidth);
  }

  private static RowCounts counts(long first, long second, long refused) {
    return new RowCounts(
        new TreeMap<>(Map.of(DAY, first, NEXT, second)),
        new TreeMap<>(Map.of(NEXT, refused)),
        new TreeMap<>());
  }

  private static QualityReport check(Dataset<Row> rows, RowCounts counts) {
    return new QualityChecks(CONFIG).check(SPEC, rows, counts);
  }

  private static List<String> failed(QualityReport report) {
    return report.results().stream()
        .filter(result -> !result.passed())
        .map(result -> result.date() + " " + result.check() + " " + result.severity().label())
        .sorted()
        .toList();
  }

  @Test
  void passesACleanBatchAndKeepsThePassesAsRows(SparkSession spark) {
    var rows = Frames.of(spark, DDL, line("a", DAY, "1.5"), line("b", NEXT, "2.5"));

    var report = check(rows, counts(1, 1, 0));

    assertThat(failed(report)).isEmpty();
    assertThatCode(report::requirePassed).doesNotThrowAnyException();
    var written = report.rows(spark, "r1");
    assertThat(SchemaCheck.faults(EvaluationTables.DQ_RESULTS, written.schema())).isEmpty();
    var checks =
        written.where("ds = DATE'2026-01-02'").select("check").collectAsList().stream()
            .map(row -> row.getString(0))
            .collect(Collectors.toSet());
    assertThat(checks)
        .containsExactlyInAnyOrder(
            "refused-share",
            "row-count",
            "complete:transfer_id",
            "complete:ts",
            "complete:ds",
            "complete:ingested_at",
            "complete:bandwidth_mbps",
            "in-domain",
            "unique-key");
  }

  @Test
  void namesWhatIsWrongWithABatch(SparkSession spark) {
    var rows =
        Frames.of(
            spark,
            DDL,
            line("a", DAY, "1.5"),
            line("a", NEXT, "-2.5"),
            line("", NEXT, "2.5"),
            line("c", NEXT, ""),
            line("d", NEXT, "NaN"),
            line("e", NEXT, "7"));

    var report = check(rows, counts(1, 5, 5));

    assertThat(failed(report))
        .containsExactly(
            "2026-01-02 complete:bandwidth_mbps error",
            "2026-01-02 complete:transfer_id error",
            "2026-01-02 in-domain error",
            "2026-01-02 refused-share error",
            "2026-01-02 row-count warning",
            "2026-01-02 unique-key error");
    assertThat(report.warnings()).extracting(QualityResult::check).containsExactly("row-count");
    assertThat(report.warning()).startsWith("; warning: ").contains(" fails row-count: ");
    assertThatThrownBy(report::requirePassed)
        .isInstanceOf(DataError.class)
        .hasMessageContaining(
            "Cannot accept the batch: telemetry_conditions of 2026-01-02 fails refused-share:"
                + " refused-share is 0.5, at most 0.25")
        .hasMessageContaining("in-domain is 0.6, at least 1.0")
        .hasMessageContaining("complete:transfer_id is 0.8, at least 1.0");
  }

  @Test
  void skipsWhatCannotBeMeasuredOnADateWithoutRows(SparkSession spark) {
    var report = check(Frames.of(spark, DDL), counts(0, 0, 0));

    assertThat(report.results())
        .extracting(QualityResult::check)
        .containsOnly("refused-share", "row-count");
  }

  @Test
  void measuresDriftAgainstTheDatesBefore(SparkSession spark) {
    var rows =
        Frames.of(
            spark,
            DDL,
            line("a", DAY, "1"),
            line("b", DAY, "10"),
            line("c", DAY, "0"),
            line("d", DAY, "-10"),
            line("e", NEXT, "100"),
            line("f", NEXT, "100"),
            line("g", NEXT, ""),
            line("h", NEXT, "200"));

    var results = new Drift(CONFIG).measure(SPEC, rows, DAY, NEXT.plusDays(1));

    assertThat(results).hasSize(4);
    assertThat(results.get(0).value()).isEmpty();
    assertThat(results.get(2).statistic()).isEqualTo("psi");
    assertThat(results.get(2).value().orElseThrow()).isGreaterThan(0.25);
    assertThat(results.get(3).value().orElseThrow()).isCloseTo(0.25, within(1e-12));
    assertThat(results.get(3)).extracting(DriftResult::rows).isEqualTo(4L);
    assertThat(results.get(3)).extracting(DriftResult::referenceRows).isEqualTo(4L);
    var written = Drift.rows(spark, "r1", results);
    assertThat(SchemaCheck.faults(EvaluationTables.DRIFT_RESULTS, written.schema())).isEmpty();
    assertThat(written.where("value IS NULL").count()).isEqualTo(2);
  }

  @Test
  void measuresDriftOfNothingOrRefusesAColumnThatIsNoNumber(SparkSession spark) {
    var rows = Frames.of(spark, DDL);
    var none = new Drift(CONFIG).measure(Tables.TELEMETRY_LINK, rows, DAY, NEXT);
    var wrong =
        new QualityConfig(
            0.25, 4, Severity.WARNING, 0.6, 7, Map.of(), 4, Map.of(SPEC.name(), List.of("ts")));

    assertThat(none).isEmpty();
    assertThatThrownBy(() -> new Drift(wrong).measure(SPEC, rows, DAY, NEXT))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("no numeric column: ts");
  }
}
