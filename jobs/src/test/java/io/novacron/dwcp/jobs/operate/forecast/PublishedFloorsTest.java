package io.novacron.dwcp.jobs.operate.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.novacron.dwcp.jobs.operate.forecast.ForecastConfig.Kind;
import io.novacron.dwcp.jobs.operate.forecast.ForecastConfig.Reference;
import io.novacron.dwcp.jobs.operate.forecast.ForecastConfig.SeriesSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The published floors of NYU-METS, where the data is: {@code -Ddwcp.data} or the sibling. */
class PublishedFloorsTest {

  private static final Path DATA =
      Path.of(System.getProperty("dwcp.data", "../../shared/data")).resolve("bandwidth");

  @Test
  void comeOutAsPublished() {
    assumeTrue(Files.isDirectory(DATA), "no measured data at " + DATA);
    var subway = "nyu-mets/pam-7A-train";
    var bus = "nyu-mets/pam-bus57";
    var references =
        List.of(
            new Reference(subway, "last value", 1, Kind.EQUAL, 2.45, 0.03),
            new Reference(bus, "last value", 1, Kind.EQUAL, 2.87, 0.03),
            new Reference(subway, "AR(5)", 1, Kind.EQUAL, 2.25, 0.03),
            new Reference(bus, "AR(5)", 1, Kind.EQUAL, 2.40, 0.03));
    var sets =
        List.of(
            new SeriesSet(subway, 10, List.of(1), 1.5), new SeriesSet(bus, 10, List.of(1), 1.5));

    var rows =
        new ForecastBenchmark(
                new ForecastConfig(
                    0.2, 5, 60, 100, sets, Networks.of(List.of(), List.of()), references),
                1)
            .run(DATA);

    assertThat(rows.stream().filter(row -> row.published().isPresent()))
        .hasSize(4)
        .allMatch(row -> row.verdict().word().equals("met"));
  }
}
