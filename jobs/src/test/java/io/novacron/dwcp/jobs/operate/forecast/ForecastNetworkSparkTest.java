package io.novacron.dwcp.jobs.operate.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.common.testing.LocalSpark;
import io.novacron.dwcp.jobs.operate.BenchmarkRow;
import io.novacron.dwcp.jobs.operate.BenchmarkRow.Verdict;
import io.novacron.dwcp.jobs.operate.forecast.ForecastConfig.SeriesSet;
import io.novacron.dwcp.jobs.operate.forecast.NetworkConfig.Crossing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalSpark.class)
class ForecastNetworkSparkTest {

  @Test
  void fitsEachSetAndForecastsAnotherByIt(@TempDir Path data, SparkSession spark)
      throws IOException {
    Files.createDirectories(data.resolve("nyu-mets"));
    for (var name : List.of("a", "b")) {
      var lines = new ArrayList<String>();
      for (var i = 0; i < 200; i++) {
        lines.add(10 + 3 * Math.sin(i / 5.0) + ",Mbits/sec");
      }
      Files.write(data.resolve("nyu-mets/pam-%s.csv".formatted(name)), lines);
    }
    var sets =
        List.of(
            new SeriesSet("nyu-mets/pam-a", 5, List.of(1, 2), 1.5),
            new SeriesSet("nyu-mets/pam-b", 5, List.of(1), 1.5),
            new SeriesSet("nyu-mets/pam-c", 5, List.of(1), 1.5));
    var network =
        Networks.of(
            List.of("nyu-mets/pam-a", "nyu-mets/pam-c"),
            List.of(new Crossing("nyu-mets/pam-a", "nyu-mets/pam-b")));

    var rows =
        new ForecastBenchmark(new ForecastConfig(0.2, 3, 10, 100, sets, network, List.of()), 1)
            .run(data, spark).stream().filter(row -> row.model().equals("LSTM")).toList();

    assertThat(rows)
        .extracting(BenchmarkRow::data)
        .containsExactly(
            "nyu-mets/pam-a",
            "nyu-mets/pam-a",
            "nyu-mets/pam-c",
            "nyu-mets/pam-b, fitted on nyu-mets/pam-a");
    assertThat(rows.get(0).ours().orElseThrow()).isBetween(0.0, 3.0);
    assertThat(rows.get(0).floor()).isPresent();
    assertThat(rows.get(2).verdict()).isEqualTo(Verdict.ABSENT);
  }
}
