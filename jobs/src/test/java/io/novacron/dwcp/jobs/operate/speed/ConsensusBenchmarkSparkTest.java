package io.novacron.dwcp.jobs.operate.speed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.testing.LocalSpark;
import io.novacron.dwcp.jobs.generate.consensus.Laboratory;
import io.novacron.dwcp.jobs.operate.BenchmarkRow;
import io.novacron.dwcp.jobs.operate.BenchmarkRow.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalSpark.class)
class ConsensusBenchmarkSparkTest {

  private static final String RUNS =
      "faults,nodes,input_rate_tps,consensus_tps,consensus_latency_ms,e2e_latency_ms\n"
          + "0,10,10000,9322,1450,2022\n"
          + "0,20,10000,9322,15000,15100\n";

  private final ConsensusBenchmark benchmark =
      new ConsensusBenchmark(
          Laboratory.with(
              Map.of(
                  "simulate.check.seconds", "30",
                  "simulate.check.placements", "2")),
          1,
          2,
          2,
          0.05);

  @Test
  void measuresTheEngineWithEveryProtocol() {
    var rows = benchmark.speed();

    assertThat(rows).hasSize(6);
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.ours().orElseThrow()).isBetween(1e3, 1e8);
              assertThat(row.n()).isEqualTo(2);
              assertThat(row.floor()).hasValue(1e6);
            });
  }

  @Test
  void standsBesidePublishedRunsAndCountsWhatIsWithin(SparkSession spark, @TempDir Path folder)
      throws IOException {
    write(folder, RUNS);

    var rows = benchmark.replication(spark, folder);

    assertThat(rows)
        .filteredOn(row -> row.model().equals("bullshark"))
        .extracting(BenchmarkRow::verdict)
        .containsExactly(Verdict.MET, Verdict.MISSED);
    assertThat(rows)
        .filteredOn(row -> row.model().equals("tusk"))
        .extracting(BenchmarkRow::verdict)
        .containsExactly(Verdict.ABSENT);
    assertThat(rows)
        .filteredOn(row -> row.model().equals("all"))
        .extracting(BenchmarkRow::verdict)
        .containsExactly(Verdict.MISSED, Verdict.ABSENT);
    assertThat(rows.get(rows.size() - 2).ours()).hasValue(0.5);
  }

  @Test
  void refusesADamagedRunBeforeAnyTask(SparkSession spark, @TempDir Path folder)
      throws IOException {
    write(folder, RUNS.replace("1450", "fast"));

    assertThatExceptionOfType(DataError.class)
        .isThrownBy(() -> benchmark.replication(spark, folder))
        .withMessageContaining("bullshark.csv.gz row 1, consensus_latency_ms: fast is no number");
  }

  private static void write(Path folder, String runs) throws IOException {
    try (var file =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("bullshark.csv.gz")))) {
      file.write(runs.getBytes(UTF_8));
    }
  }
}
