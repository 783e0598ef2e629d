package io.novacron.dwcp.jobs.operate.speed;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.common.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
