package io.novacron.dwcp.jobs.generate;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.common.testing.Frames;
import io.novacron.dwcp.common.testing.LocalSpark;
import io.novacron.dwcp.jobs.generate.payload.PayloadFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalSpark.class)
final class GeneratorSparkTest {

  @TempDir private static Path folder;
  private static GenerateReport report;

  @BeforeAll
  static void landsOnce(SparkSession spark) throws IOException {
    Files.createDirectories(folder.resolve("files"));
    for (var i = 0; i < 4; i++) {
      var bytes = new byte[60_000];
      new SplittableRandom(i).nextBytes(bytes);
      Arrays.fill(bytes, 0, 30_000, (byte) i);
      Files.write(folder.resolve("files/f" + i + ".bin"), bytes);
    }
    report = run(spark, "one", 1, 1);
  }

  @Test
  void landsEverySourceByDateWithItsColumns(SparkSession spark) {
    assertThat(report.rows().get(Source.OUTCOMES)).isEqualTo(40);
    assertThat(report.rows().get(Source.CONDITIONS)).isEqualTo(40);
    assertThat(report.rows().get(Source.TRANSFERS)).isBetween(40L, 45L);
    assertThat(report.rows().get(Source.LINK)).isBetween(2500L, 3000L);
    for (var source : report.rows().keySet()) {
      assertThat(folder.resolve("one/raw/" + source.folder() + "/ds=2026-01-01")).isDirectory();
      assertThat(landed(spark, "one", source).drop("ds").columns())
          .as("no latent column in %s", source)
          .containsExactly(source.landingSchema().fieldNames());
    }
  }

  @Test
  void givesTheSameRowsWithOneAndThreePartitions(SparkSession spark) {
    run(spark, "three", 1, 3);

    for (var source : report.rows().keySet()) {
      var keys = keys(source);
      Frames.assertSame(landed(spark, "three", source), landed(spark, "one", source), keys, 0);
    }
  }

  @Test
  void givesOtherRowsForAnotherSeed(SparkSession spark) {
    run(spark, "other", 2, 2);

    var same =
        landed(spark, "one", Source.CONDITIONS)
            .join(landed(spark, "other", Source.CONDITIONS), "bandwidth_mbps")
            .count();
    assertThat(same).isZero();
  }

  @Test
  void bringsDirtInItsConfiguredShare(SparkSession spark) {
    var link = landed(spark, "one", Source.LINK);

    var bad =
        link.where(
                "throughput_mbps < 0 OR isnan(throughput_mbps) OR throughput_mbps > 400000"
                    + " OR network_tier = 'Platinum' OR packet_loss > 1 OR link_type = 'satellite'"
                    + " OR rtt_ms > 60000")
            .count();
    var keys = link.select("node_id", "peer_id", "ts");
    assertThat(bad).isBetween(5L, 150L);
    assertThat(keys.count()).isGreaterThan(keys.distinct().count());
    assertThat(link.where("ingested_at > ts + INTERVAL 60 SECONDS").count()).isPositive();
  }

  @Test
  void sendsOverMeasuredTraces(SparkSession spark) throws IOException {
    var lines = new ArrayList<String>();
    for (var i = 0; i < 700; i++) {
      lines.add(i == 50 ? "broken" : (5 + i % 3) + ",Mbits/sec");
    }
    Files.createDirectories(folder.resolve("traces/nyu-mets"));
    Files.write(folder.resolve("traces/nyu-mets/pam-x.csv"), lines);
    var lake = folder.resolve("traced");

    var traced = generator(spark, 1, 2).runOnTraces(lake, folders(), folder.resolve("traces"));

    assertThat(traced.rows()).containsEntry(Source.LINK, 700L).containsEntry(Source.TRANSFERS, 40L);
    assertThat(traced.refusedLines()).containsEntry("nyu-mets pam: no unit of bits/sec", 1L);
    var link = landed(spark, "traced", Source.LINK);
    assertThat(link.where(col("throughput_mbps").lt(0)).count()).isEqualTo(1);
    assertThat(link.select("node_id").distinct().as(Encoders.STRING()).collectAsList())
        .containsExactly("nyu-mets/pam-x");
  }

  private static GenerateReport run(SparkSession spark, String lake, long seed, int partitions) {
    return generator(spark, seed, partitions).run(folder.resolve(lake), folders());
  }

  private static Generator generator(SparkSession spark, long seed, int partitions) {
    var shipped = GenerateConfigs.of(seed, 1, 2, 40);
    var config = shipped.withDirt(new DirtConfig(0.5, 0.5, 0.02, 0.02, 300, 0.02, 0.5, 900));
    return new Generator(spark, config, partitions);
  }

  private static PayloadFolders folders() {
    return PayloadFolders.ofFiles(folder.resolve("files"), folder.resolve("scratch"));
  }

  private static Dataset<Row> landed(SparkSession spark, String lake, Source source) {
    return spark.read().parquet(folder.resolve(lake + "/raw/" + source.folder()).toString());
  }

  private static List<String> keys(Source source) {
    return source == Source.LINK
        ? List.of("node_id", "ts", "ingested_at")
        : List.of("transfer_id", "ingested_at");
  }
}
