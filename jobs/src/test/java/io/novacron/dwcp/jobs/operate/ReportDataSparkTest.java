package io.novacron.dwcp.jobs.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.schema.EvaluationTables;
import io.novacron.dwcp.common.schema.LedgerTables;
import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.common.table.CommitInfo;
import io.novacron.dwcp.common.table.TableStore;
import io.novacron.dwcp.common.testing.Frames;
import io.novacron.dwcp.common.testing.LocalSpark;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalSpark.class)
class ReportDataSparkTest {

  private static final List<String> STEPS = List.of("ingest", "features");

  @TempDir Path lake;

  @Test
  void readsTheRunsOwnRowsAndTheChampionBeforeIt(SparkSession spark) {
    var store = new TableStore(spark, lake);
    write(
        spark,
        store,
        LedgerTables.RUNS,
        "r2 | 2026-01-02 | 1 | 2026-01-02 01:00:00 | failed | cd1 | c | 0.1.0",
        "r2 | 2026-01-02 | 2 | 2026-01-02 02:00:00 | done | cd2 | c | 0.1.0",
        "r1 | 2026-01-01 | 1 | 2026-01-01 01:00:00 | done | cd0 | c | 0.1.0");
    write(
        spark,
        store,
        EvaluationTables.MODEL_VERSIONS,
        "r1 | 2026-01-01 | compression | 1 | d1 | BLESSED | vd | INFRA_BLESSED | f1",
        "r2 | 2026-01-02 | compression | 2 | d2 | BLESSED | vd | INFRA_BLESSED | f2");
    write(
        spark,
        store,
        EvaluationTables.MODEL_ALIASES,
        "r1 | 2026-01-01 | compression | champion | 1 | 1 | d1",
        "r2 | 2026-01-02 | compression | champion | 2 | 2 | d2",
        "r3 | 2026-01-03 | compression | champion | 3 | 9 | d9");
    write(
        spark,
        store,
        EvaluationTables.EVAL_METRICS,
        "r2 | 2026-01-02 | compression | d2 | candidate | candidate | test | all | accuracy | 0.9"
            + " | 0.8 | NaN | 10 | wilson",
        "r1 | 2026-01-01 | compression | d1 | candidate | candidate | test | all | accuracy | 0.1"
            + " |  |  | 10 | wilson");
    write(
        spark,
        store,
        LedgerTables.RUN_STEPS,
        "r2 | 2026-01-02 | features | 2 | 1.5 | 10 | 9 | 0 | f",
        "r2 | 2026-01-02 | ingest | 2 | 2.5 | 12 | 10 | 2 | i");
    write(
        spark,
        store,
        EvaluationTables.ORACLE_CALIBRATION,
        "r1 | 2026-01-01 | v1 | all | delta | 0 | 0 | 0.1 | 2.0 | 0.01 | 0.1 | 5",
        "r3 | 2026-01-03 | v3 | all | delta | 0 | 0 | 0.1 | 2.0 | 0.01 | 0.1 | 5");

    var input = ReportData.read(store, request("r2"));

    assertThat(input.run().status()).isEqualTo("done");
    assertThat(input.steps()).extracting("step").containsExactly("ingest", "features");
    assertThat(input.calibration()).extracting("oracleVersion").containsExactly("v1");
    assertThat(input.models()).extracting("name").containsExactly("reliability", "compression");
    var model = input.models().get(1);
    assertThat(model.judgement().championBefore()).isEqualTo(OptionalLong.of(1));
    assertThat(model.judgement().promoted()).isTrue();
    assertThat(model.metrics()).hasSize(1);
    assertThat(model.metrics().get(0).value()).hasValue(0.9);
    assertThat(model.metrics().get(0).ciHigh()).isEmpty();
    assertThat(input.models().get(0).judgement().verdict()).isEqualTo("NOT_EVALUATED");
    assertThat(input.checks()).isEmpty();
  }

  @Test
  void refusesARunThatTheLedgerDoesNotKnow(SparkSession spark) {
    var store = new TableStore(spark, lake);

    assertThatThrownBy(() -> ReportData.read(store, request("r7")))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("no such run: r7");
  }

  private static ReportData.Request request(String runId) {
    return new ReportData.Request(
        runId, List.of("reliability"), STEPS, 42, "/lake", "night --run-id " + runId);
  }

  private static void write(SparkSession spark, TableStore store, TableSpec spec, String... lines) {
    var rows = Frames.of(spark, spec.structType().toDDL(), lines);
    var declared = spark.createDataFrame(rows.toJavaRDD(), spec.structType());
    store.append(spec, declared, new CommitInfo("r0", "test", "d0"));
  }
}
