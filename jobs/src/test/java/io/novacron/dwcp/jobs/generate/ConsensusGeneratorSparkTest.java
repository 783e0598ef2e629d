package io.novacron.dwcp.jobs.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.common.run.Digests;
import io.novacron.dwcp.common.testing.LocalSpark;
import io.novacron.dwcp.jobs.generate.consensus.ConsensusConfig;
import io.novacron.dwcp.jobs.generate.consensus.Laboratory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LocalSpark.class)
final class ConsensusGeneratorSparkTest {

  private static final LocalDate DATE = LocalDate.parse("2026-01-02");
  private static final ConsensusConfig SMALL =
      Laboratory.with(
          Map.of(
              "simulate.telemetry.clusters", "8",
              "simulate.telemetry.seconds", "400",
              "simulate.seconds", "6",
              "simulate.warm-up-seconds", "1",
              "simulate.repeats", "2"));

  @TempDir private static Path folder;
  private static Map<Source, Long> rows;
  private static List<Row> summary;

  @BeforeAll
  static void simulatesOnce(SparkSession spark) {
    rows = land(spark, SMALL, 1);
    summary = summary(spark, 1);
  }

  @Test
  void landsClustersAndEpisodesByDateWithoutLatentColumns(SparkSession spark) {
    assertThat(rows.get(Source.CONSENSUS)).isBetween(8 * 2 * 180L, 8 * 2 * 202L);
    assertThat(rows.get(Source.EPISODES)).isBetween(8L, 8 * 2 * 5L);
    for (var source : ConsensusGenerator.SOURCES) {
      assertThat(landed(spark, 1, source).drop("ds").columns())
          .containsExactly(source.landingSchema().fieldNames());
      assertThat(landed(spark, 1, source).select("ds").distinct().count()).isEqualTo(2);
    }
    var telemetry = landed(spark, 1, Source.CONSENSUS);
    var types = telemetry.where("consensus_type <> 'paxos'");
    assertThat(types.select("cluster_id", "consensus_type").distinct().count()).isEqualTo(8);
    assertThat(telemetry.where("latency_p50_ms IS NULL").count()).isPositive();
    assertThat(landed(spark, 1, Source.EPISODES).where("ts < ended_at").count()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7})
  void theSameSeedGivesTheSameBytesOnAnyPartitions(int tasks) {
    var spark = LocalSpark.session();

    land(spark, SMALL, tasks);

    assertThat(digests(tasks)).hasSize(2 * 4 + 2).isEqualTo(digests(1));
    assertThat(summary(spark, tasks)).isEqualTo(summary);
  }

  @Test
  void summarisesEveryCellWithIntervalAndCount() {
    var cells = SMALL.cells().size();

    assertThat(summary).hasSize(cells * 12);
    assertThat(summary)
        .filteredOn(row -> row.getAs("metric").equals("throughput_per_s"))
        .allSatisfy(
            row -> {
              assertThat(row.<Long>getAs("n")).isEqualTo(2);
              assertThat(row.<Double>getAs("ci_low")).isLessThanOrEqualTo(row.getAs("value"));
            });
  }

  @Test
  void landsNothingWithoutClusters(SparkSession spark) {
    var none = Laboratory.with(Map.of("simulate.telemetry.clusters", "0"));

    assertThat(land(spark, none, 3)).isEmpty();
    assertThat(folder.resolve("3")).doesNotExist();
  }

  private static Map<Source, Long> land(SparkSession spark, ConsensusConfig laboratory, int tasks) {
    var config = GenerateConfigs.of(1, 2, 2, 40);
    return new ConsensusGenerator(spark, config, laboratory, tasks)
        .run(folder.resolve(Integer.toString(tasks)));
  }

  private static List<Row> summary(SparkSession spark, int tasks) {
    return new SimulationTables(spark, SMALL, 1, tasks).summary("run", DATE).collectAsList();
  }

  /** Digests of all landed files by their place in the landing, without Spark's name of the job. */
  private static List<String> digests(int tasks) {
    try (var files = Files.walk(folder.resolve(Integer.toString(tasks)))) {
      return files
          .filter(file -> file.toString().endsWith(".parquet"))
          .map(
              file ->
                  folder.resolve(Integer.toString(tasks)).relativize(file.getParent())
                      + " "
                      + file.getFileName().toString().substring(0, 10)
                      + " "
                      + Digests.sha256(file))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Dataset<Row> landed(SparkSession spark, int tasks, Source source) {
    return spark.read().parquet(folder.resolve(tasks + "/raw/" + source.folder()).toString());
  }
}
