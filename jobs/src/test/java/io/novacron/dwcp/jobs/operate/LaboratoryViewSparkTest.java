package io.novacron.dwcp.jobs.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.common.schema.ConsensusTables;
import io.novacron.dwcp.common.table.CommitInfo;
import io.novacron.dwcp.common.table.TableStore;
import io.novacron.dwcp.common.testing.Frames;
import io.novacron.dwcp.common.testing.LocalSpark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalSpark.class)
class LaboratoryViewSparkTest {

  @TempDir private Path lake;

  private final List<String> runs = new ArrayList<>();

  @BeforeEach
  void nineCloseRunsOfTen() {
    for (var i = 0; i < 8; i++) {
      run("pbft", 4, 0, false, "100 | 101", "within");
    }
    run("raft", 4, 0, false, "200 | 201", "within");
    run("raft", 4, 0, false, "210 | 900", "outside");
    run("raft", 4, 0, true, "50 | 900", "outside");
    run("pbft", 4, 1, false, "300 | 320", "within");
    run("raft", 4, 1, false, "400 | 310", "outside");
  }

  @Test
  void nineTenthsWithoutFaultsAreEnoughAndWithFaultsAll(SparkSession spark) {
    assertThat(claims(spark, "SELECT faulty, runs, share, holds", "close"))
        .containsExactly("[0,10,0.9,true]", "[1,2,0.5,false]");
  }

  @Test
  void oneMoreOutsideIsTooMany(SparkSession spark) {
    run("raft", 4, 0, false, "220 | 900", "outside");

    assertThat(claims(spark, "SELECT faulty, runs, holds", "close"))
        .containsExactly("[0,11,false]", "[1,2,false]");
  }

  @Test
  void ordersProtocolsByMediansOfRunsBelowSaturation(SparkSession spark) {
    run("tusk", 10, 0, false, "100 | 100", "within");

    assertThat(claims(spark, "SELECT replicas, faulty, runs, measured, simulated, holds", "order"))
        .containsExactly(
            "[4,0,10,pbft < raft,pbft < raft,true]", "[4,1,2,pbft < raft,raft < pbft,false]");
  }

  @Test
  void claimsNothingWhereNothingWasMeasured(SparkSession spark) {
    runs.clear();
    run("pbft", 0, 0, false, " | ", "absent");

    assertThat(claims(spark, "SELECT *", "close")).isEmpty();
    assertThat(claims(spark, "SELECT *", "order")).isEmpty();
  }

  private void run(
      String protocol, int replicas, int faulty, boolean saturated, String ms, String verdict) {
    runs.add(
        "r1 | 2026-01-01 | somebody | %s | row %d | %d | %d | %s | %s | | | | 8 | all | 40 | %s"
            .formatted(protocol, runs.size(), replicas, faulty, saturated, ms, verdict));
  }

  private List<String> claims(SparkSession spark, String columns, String claim) {
    var spec = ConsensusTables.SIM_BENCHMARK;
    var rows = Frames.of(spark, spec.structType().toDDL(), runs.toArray(String[]::new));
    new TableStore(spark, lake)
        .replaceRun(
            spec,
            spark.createDataFrame(rows.toJavaRDD(), spec.structType()),
            new CommitInfo("r1", "test", "d0"));
    Views.statements(lake).forEach(spark::sql);
    return spark
        .sql(
            "%s FROM v_laboratory WHERE claim = '%s' ORDER BY replicas, faulty"
                .formatted(columns, claim))
        .collectAsList()
        .stream()
        .map(Row::toString)
        .toList();
  }
}
