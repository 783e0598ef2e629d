package io.novacron.dwcp.jobs.generate;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.common.testing.Frames;
import io.novacron.dwcp.common.testing.LocalSpark;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalSpark.class)
final class NodeGeneratorSparkTest {

  @TempDir private static Path folder;
  private static Map<Source, Long> rows;

  @BeforeAll
  static void landsOnce(SparkSession spark) {
    rows = run(spark, "one", config(16), 1);
  }

  @Test
  void landsNodesAndIncidentsByDateWithoutLatentColumns(SparkSession spark) {
    assertThat(rows.get(Source.NODE)).isBetween(16 * 2 * 1380L, 16 * 2 * 1480L);
    assertThat(rows.get(Source.NODE_LINK)).isBetween(16 * 2 * 2 * 460L, 16 * 2 * 2 * 490L);
    assertThat(rows.get(Source.INCIDENTS)).isBetween(20L, 120L);
    for (var source : NodeGenerator.SOURCES) {
      assertThat(folder.resolve("one/raw/" + source.folder() + "/ds=2026-01-02")).isDirectory();
      assertThat(landed(spark, "one", source).drop("ds").columns())
          .containsExactly(source.landingSchema().fieldNames());
    }
  }

  @Test
  void givesTheSameRowsWithOneAndThreePartitions(SparkSession spark) {
    run(spark, "three", config(16), 3);

    Frames.assertSame(
        landed(spark, "three", Source.NODE).where("node_id < 'node-00003'"),
        landed(spark, "one", Source.NODE).where("node_id < 'node-00003'"),
        List.of("node_id", "ts", "ingested_at"),
        0);
    Frames.assertSame(
        landed(spark, "three", Source.NODE_LINK).where("node_id < 'node-00003'"),
        landed(spark, "one", Source.NODE_LINK).where("node_id < 'node-00003'"),
        List.of("node_id", "peer_id", "ts", "ingested_at"),
        0);
    Frames.assertSame(
        landed(spark, "three", Source.INCIDENTS),
        landed(spark, "one", Source.INCIDENTS),
        List.of("incident_id", "ts"),
        0);
  }

  @Test
  void leavesAnIncidentOpenUntilItsEndIsRecorded(SparkSession spark) {
    var records = landed(spark, "one", Source.INCIDENTS);

    var open = records.where(col("ended_at").isNull());
    var closed = records.where(col("ended_at").isNotNull());
    assertThat(open.count()).isPositive();
    assertThat(open.where("hour(ts) < 23").count()).isZero();
    assertThat(closed.where("ts < ended_at OR ended_at <= started_at").count()).isZero();
    assertThat(records.groupBy("incident_id").count().where("count > 2").count()).isZero();
  }

  @Test
  void bringsDirtInItsConfiguredShare(SparkSession spark) {
    var node = landed(spark, "one", Source.NODE);

    var bad =
        node.where(
                "latency_p50_ms < 0 OR isnan(latency_p99_ms) OR disk_io_mbps > 2000000000"
                    + " OR network_tier = 'Platinum' OR cpu_usage > 1 OR queue_depth > 1e12")
            .count();
    assertThat(bad).isBetween(40L, 160L);
    assertThat(node.count()).isGreaterThan(node.select("node_id", "ts").distinct().count());
    assertThat(node.where("ingested_at > ts + INTERVAL 60 SECONDS").count()).isPositive();
    var links = landed(spark, "one", Source.NODE_LINK);
    assertThat(links.where("rtt_ms > 60000").count()).isBetween(20L, 110L);
    assertThat(links.count())
        .isGreaterThan(links.select("node_id", "peer_id", "ts").distinct().count());
    assertThat(links.where("peer_id = node_id").count()).isZero();
    assertThat(node.where("network_tier IN ('Premium', 'Standard', 'Economy')").count())
        .isPositive();
  }

  @Test
  void landsNothingWithoutNodes(SparkSession spark) {
    assertThat(run(spark, "none", config(0), 2)).isEmpty();
    assertThat(folder.resolve("none")).doesNotExist();
  }

  private static GenerateConfig config(int nodes) {
    return GenerateConfigs.of(1, 2, 2, 40, GenerateConfigs.nodes(nodes));
  }

  private static Map<Source, Long> run(
      SparkSession spark, String lake, GenerateConfig config, int partitions) {
    return new NodeGenerator(spark, config, partitions).run(folder.resolve(lake));
  }

  private static Dataset<Row> landed(SparkSession spark, String lake, Source source) {
    return spark.read().parquet(folder.resolve(lake + "/raw/" + source.folder()).toString());
  }
}
