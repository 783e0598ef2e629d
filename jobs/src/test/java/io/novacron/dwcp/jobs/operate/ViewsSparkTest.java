package io.novacron.dwcp.jobs.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.common.schema.EvaluationTables;
import io.novacron.dwcp.common.schema.LedgerTables;
import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.common.table.CommitInfo;
import io.novacron.dwcp.common.table.TableStore;
import io.novacron.dwcp.common.testing.Frames;
import io.novacron.dwcp.common.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two nights of one model: the first published, the second refused with the first as champion. */
@ExtendWith(LocalSpark.class)
class ViewsSparkTest {

  @TempDir private static Path lake;

  @BeforeAll
  static void writeTwoNights() {
    var spark = LocalSpark.session();
    write(
        LedgerTables.RUNS,
        "r1 | 2026-01-01 | 1 | 2026-01-02 01:00:00 | done | cd | c | 0.1.0",
        "r2 | 2026-01-02 | 1 | 2026-01-03 01:00:00 | failed | cd | c | 0.1.0",
        "r2 | 2026-01-02 | 2 | 2026-01-03 02:00:00 | done | cd | c | 0.1.0");
    write(
        LedgerTables.RUN_STEPS,
        "r2 | 2026-01-02 | ingest | 1 | 9 | 1 | 1 | 0 | x",
        "r2 | 2026-01-02 | ingest | 2 | 1.5 | 1 | 1 | 0 | x",
        "r2 | 2026-01-02 | features | 1 | 2 | 1 | 1 | 0 | x");
    write(
        EvaluationTables.MODEL_VERSIONS,
        "r1 | 2026-01-01 | compression | 1 | d1 | BLESSED | vd | INFRA_BLESSED | f1",
        "r2 | 2026-01-02 | compression | 2 | d2 | NOT_BLESSED | vd | INFRA_BLESSED | f2");
    write(
        EvaluationTables.MODEL_ALIASES,
        "r1 | 2026-01-01 | compression | champion | 1 | 1 | d1",
        "r0 | 2025-12-31 | compression | previous | 1 | 7 | d7");
    write(
        EvaluationTables.MODEL_EVENTS,
        "r1 | 2026-01-01 | compression | published | 1 | good",
        "r2 | 2026-01-02 | compression | judged | 2 | bad",
        "r2 | 2026-01-02 | compression | refused | 2 | bad");
    write(
        EvaluationTables.GATE_RESULTS,
        gate(
            "r1 | 2026-01-01",
            "d1",
            "near | accuracy",
            "at-least | value | block | 0.9 | 0.95",
            true),
        gate(
            "r2 | 2026-01-02",
            "d2",
            "near | accuracy",
            "above | value | block | 0.9 | 0.75",
            false),
        gate(
            "r2 | 2026-01-02",
            "d2",
            "cheap | mean_regret",
            "at-most | value | warn | 0.5 | 0.25",
            true));
    write(
        EvaluationTables.EVAL_METRICS,
        metric("r1 | 2026-01-01", "d1", "candidate", "all | accuracy | 0.95"),
        metric("r2 | 2026-01-02", "d2", "candidate", "all | accuracy | 0.75"),
        metric("r2 | 2026-01-02", "d1", "champion", "all | accuracy | 0.5"),
        metric("r2 | 2026-01-02", "-", "floor:majority", "all | accuracy | 0.25"),
        metric("r2 | 2026-01-02", "-", "ceiling:perfect", "all | accuracy | 1"),
        metric("r2 | 2026-01-02", "d2", "candidate", "link=a=b | mean_regret | 0.5"),
        metric("r2 | 2026-01-02", "d1", "champion", "link=a=b | mean_regret | 0.25"),
        metric("r2 | 2026-01-02", "-", "floor:majority", "link=a=b | mean_regret | 0.75"),
        metric("r2 | 2026-01-02", "-", "floor:zstd", "link=a=b | mean_regret | 0.625"),
        metric("r2 | 2026-01-02", "d2", "candidate", "link=c | accuracy | 0.75"),
        metric("r2 | 2026-01-02", "d1", "champion", "link=c | accuracy | 0.5"));
    write(
        EvaluationTables.DQ_RESULTS,
        "r1 | 2026-01-01 | telemetry_link | rows | 1 | false | error | none",
        "r2 | 2026-01-01 | telemetry_link | rows | 1 | true | error | fine",
        "r2 | 2026-01-01 | telemetry_link | filled | 0.25 | false | warning | few",
        "r2 | 2026-01-02 | telemetry_link | rows | 1 | false | error | lost");
    Views.statements(lake).forEach(spark::sql);
  }

  private static String gate(
      String run, String digest, String about, String outcome, boolean passed) {
    var parts = outcome.split(" \\| ", -1);
    return String.join(
        " | ",
        run,
        "compression",
        digest,
        about,
        "test",
        "all",
        String.join(" | ", List.of(parts).subList(0, 3)),
        parts[3],
        parts[4],
        "100",
        Boolean.toString(passed),
        "because");
  }

  private static String metric(String run, String version, String scorer, String rest) {
    return String.join(
        " | ", run, "compression", version, "-", scorer, "test", rest, "", "", "100", "none");
  }

  private static void write(TableSpec spec, String... lines) {
    var spark = LocalSpark.session();
    var rows = Frames.of(spark, spec.structType().toDDL(), lines);
    new TableStore(spark, lake)
        .append(
            spec,
            spark.createDataFrame(rows.toJavaRDD(), spec.structType()),
            new CommitInfo("r0", "test", "d0"));
  }

  private static List<String> rows(SparkSession spark, String query) {
    return spark.sql(query).collectAsList().stream().map(Row::toString).toList();
  }

  @Test
  void runsShowTheNewestAttemptAndTheStepsOfAll(SparkSession spark) {
    assertThat(
            rows(
                spark,
                "SELECT run_id, attempt, status, finished_steps, seconds FROM v_runs ORDER BY 1"))
        .containsExactly("[r1,1,done,0,null]", "[r2,2,done,2,3.5]");
  }

  @Test
  void theLatestVerdictIsOfTheNewestNightAndNamesTheChampion(SparkSession spark) {
    assertThat(
            rows(
                spark,
                "SELECT model, run_id, event, version, verdict, champion_version FROM v_latest_verdict"))
        .containsExactly("[compression,r2,refused,2,NOT_BLESSED,1]");
  }

  @Test
  void gatesOfTheNewestNightAndThoseThatFailedInAny(SparkSession spark) {
    assertThat(rows(spark, "SELECT run_id, gate, passed FROM v_latest_gate ORDER BY gate"))
        .containsExactly("[r2,cheap,true]", "[r2,near,false]");
    assertThat(rows(spark, "SELECT run_id, gate, missed_by FROM v_failed_gates"))
        .singleElement()
        .asString()
        .startsWith("[r2,near,0.15");
  }

  @Test
  void championsFollowEachOther(SparkSession spark) {
    assertThat(rows(spark, "SELECT version, since, until FROM v_champion_history"))
        .containsExactly("[1,2026-01-01,null]");
  }

  @Test
  void metricsHaveFloorsAndCeilingsBesideThem(SparkSession spark) {
    assertThat(
            rows(
                spark,
                "SELECT run_id, version, metric, candidate, champion, floors, ceilings"
                    + " FROM v_metric_history WHERE metric = 'accuracy' ORDER BY run_id"))
        .containsExactly(
            "[r1,1,accuracy,0.95,null,Map(),Map()]",
            "[r2,2,accuracy,0.75,0.5,Map(majority -> 0.25),Map(perfect -> 1.0)]");
  }

  @Test
  void regretBySliceStandsBesideTheBestFloor(SparkSession spark) {
    assertThat(
            rows(
                spark,
                "SELECT dimension, slice_value, n, candidate, champion, best_floor FROM v_regret_by_slice"))
        .containsExactly("[link,a=b,100,0.5,0.25,0.625]");
  }

  @Test
  void onlySlicesThatGotWorseAreRegressions(SparkSession spark) {
    assertThat(rows(spark, "SELECT slice, metric, worse_by FROM v_slice_regressions"))
        .containsExactly("[link=a=b,mean_regret,0.25]");
  }

  @Test
  void qualityOfADateIsThatOfTheNewestRun(SparkSession spark) {
    assertThat(
            rows(
                spark,
                "SELECT ds, run_id, checks, errors, warnings, messages[0] FROM v_quality_by_date ORDER BY ds"))
        .containsExactly("[2026-01-01,r2,2,0,1,few]", "[2026-01-02,r2,1,1,0,lost]");
  }

  @Test
  void everyViewCanBeMadeOnALakeThatIsEmpty(SparkSession spark, @TempDir Path empty) {
    var own = spark.newSession();
    Views.statements(empty).forEach(own::sql);

    assertThat(Views.NAMES).allSatisfy(name -> assertThat(own.table(name).isEmpty()).isTrue());
  }

  @Test
  void thePageNamesEveryView() throws IOException {
    var page = Files.readString(Path.of("../runbooks/views.md"));

    assertThat(Views.NAMES).allSatisfy(name -> assertThat(page).contains("| `" + name + "` |"));
  }
}
