package io.novacron.dwcp.jobs.operate.speed;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.common.testing.LocalSpark;
import io.novacron.dwcp.jobs.operate.BenchmarkRow;
import io.novacron.dwcp.jobs.operate.BenchmarkRow.Verdict;
import io.novacron.dwcp.jobs.operate.speed.SpeedBenchmark.ForestPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalSpark.class)
class SpeedBenchmarkSparkTest {

  /** Ends in an exception when Spark, DuckDB and the engine do not compute the same. */
  @Test
  void measuresEveryBoundOnRowsThatAllWaysAgreeOn(SparkSession spark, @TempDir Path folder)
      throws IOException {
    var sample = Files.write(folder.resolve("sample"), new byte[10_000]);

    var rows =
        new SpeedBenchmark(spark, folder.resolve("scratch"), sample, SmallScale.SMALL)
            .run(Optional.of(folder), List.of());

    assertThat(rows).hasSize(5);
    assertThat(rows).allSatisfy(row -> assertThat(row.ours()).isPresent());
    assertThat(rows).allSatisfy(row -> assertThat(row.floor()).isPresent());
  }

  /** A process that answers every seed with an hour stands for a Python that has the package. */
  @Test
  void measuresTheForestBesideTheLibraryAndBesidePython(SparkSession spark, @TempDir Path folder)
      throws IOException {
    var python =
        Files.writeString(
            folder.resolve("python"),
            "#!/bin/sh\n[ \"$2\" = --has ] && exit 0\nwhile read seed; do echo 3600.0; done\n");
    assertThat(python.toFile().setExecutable(true)).isTrue();
    var benchmark = new SpeedBenchmark(spark, folder.resolve("scratch"), python, SmallScale.SMALL);

    var rows = benchmark.forests(EnumSet.allOf(ForestPart.class), 1, python.toString());
    var growth = benchmark.forests(EnumSet.of(ForestPart.GROWTH), 1, python.toString());

    assertThat(rows).hasSize(7).allSatisfy(row -> assertThat(row.ours()).isPresent());
    assertThat(rows.subList(0, 3)).extracting(BenchmarkRow::verdict).containsOnly(Verdict.MET);
    assertThat(rows.get(6).ours().getAsDouble()).isLessThan(0.05);
    assertThat(growth)
        .hasSize(1)
        .extracting(BenchmarkRow::metric)
        .containsExactly(rows.get(3).metric());
  }

  /** The same process stands for PyTorch: an hour for ten epochs. */
  @Test
  void measuresNetworksBesidePythonAndByTheirWorkers(SparkSession spark, @TempDir Path folder)
      throws IOException {
    var python =
        Files.writeString(
            folder.resolve("python"),
            "#!/bin/sh\n[ \"$2\" = --has ] && exit 0\nwhile read told; do echo 3600.0; done\n");
    assertThat(python.toFile().setExecutable(true)).isTrue();
    var benchmark = new SpeedBenchmark(spark, folder.resolve("scratch"), python, SmallScale.SMALL);

    var rows = benchmark.networks(python.toString());

    assertThat(rows).hasSize(14).extracting(BenchmarkRow::data).contains("internet, 60 x 5");
    assertThat(rows)
        .filteredOn(row -> row.ours().isEmpty())
        .as("a local session has no executors")
        .extracting(BenchmarkRow::metric)
        .allMatch(metric -> metric.contains("executor"))
        .hasSize(4);
    assertThat(rows.get(13).verdict()).isEqualTo(Verdict.MET);
  }

  @Test
  void saysAbsentWithoutPython(SparkSession spark, @TempDir Path folder) {
    var data = new SpeedData(spark, folder);
    var absent = new PythonFit(PythonFit.Peer.SCIKIT, "no-such-python", folder.resolve("scikit"));

    var rows = new ScikitSpeed(data, SmallScale.SMALL, absent).rows();

    assertThat(rows).hasSize(3).extracting(BenchmarkRow::verdict).containsOnly(Verdict.ABSENT);
    assertThat(rows).allSatisfy(row -> assertThat(row.ours()).isEmpty());
  }
}
