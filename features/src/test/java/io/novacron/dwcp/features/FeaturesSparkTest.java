package io.novacron.dwcp.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.novacron.dwcp.common.schema.SchemaCheck;
import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.common.testing.LocalSpark;
import io.novacron.dwcp.features.probe.PracticeConfig;
import io.novacron.dwcp.features.probe.ProbeConfig;
import io.novacron.dwcp.features.probe.ProbeCost;
import io.novacron.dwcp.features.probe.ProbeDepth;
import io.novacron.dwcp.features.set.FeatureSets;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalSpark.class)
class FeaturesSparkTest {

  private static final Instant T = Instant.parse("2026-01-02T00:10:00Z");
  private static final ProbeDepth DEPTH = new ProbeDepth(4096, 4096);
  private static final FeatureConfig CONFIG =
      new FeatureConfig(
          new ProbeConfig(
              0.01,
              0.01,
              1,
              1,
              0,
              512,
              0.7,
              DEPTH,
              List.of(DEPTH),
              new ProbeCost(0.5, 0, 0, 0, 0, 0, 0)),
          new PracticeConfig(0.5, 0.5),
          3600,
          2_592_000);

  /** A row of {@code schema}: the named values, null elsewhere. */
  private static Row row(StructType schema, Map<String, Object> values) {
    var row = new ArrayList<Object>();
    for (var field : schema.fields()) {
      row.add(values.get(field.name()));
    }
    return RowFactory.create(row.toArray());
  }

  private static Row transfer(String id, double estimateMbps, byte[] baseline) {
    var values = new TreeMap<String, Object>();
    values.put("transfer_id", id);
    values.put("ts", Timestamp.from(T));
    values.put("ds", Date.valueOf("2026-01-02"));
    values.put("ingested_at", Timestamp.from(T));
    values.put("node_id", "a");
    values.put("peer_id", "b");
    values.put("link_type", "wan");
    values.put("site", "s1");
    values.put("stream_id", "vm1");
    values.put("payload_source", "f");
    values.put("payload_class", "heap");
    values.put("size_bytes", 100_000L);
    values.put("payload", new byte[100_000]);
    values.put("baseline", baseline);
    values.put("bandwidth_estimate_mbps", estimateMbps);
    values.put("rtt_ms", 10.0);
    return row(Tables.TELEMETRY_TRANSFERS.structType(), values);
  }

  private static Row link(long secondsBefore, long arrivesSecondsBefore, double throughput) {
    return row(
        Tables.TELEMETRY_LINK.structType(),
        Map.of(
            "ts",
            Timestamp.from(T.minusSeconds(secondsBefore)),
            "ds",
            Date.valueOf("2026-01-01"),
            "ingested_at",
            Timestamp.from(T.minusSeconds(arrivesSecondsBefore)),
            "node_id",
            "a",
            "peer_id",
            "b",
            "link_type",
            "wan",
            "throughput_mbps",
            throughput));
  }

  private static Row outcome(String stream, long arrivesSecondsBefore, String codec, long out) {
    return row(
        Tables.TELEMETRY_OUTCOMES.structType(),
        Map.of(
            "transfer_id",
            stream + codec + out,
            "ts",
            Timestamp.from(T.minusSeconds(arrivesSecondsBefore + 5)),
            "ingested_at",
            Timestamp.from(T.minusSeconds(arrivesSecondsBefore)),
            "stream_id",
            stream,
            "node_id",
            "a",
            "peer_id",
            "b",
            "payload_class",
            "heap",
            "codec",
            codec,
            "bytes_in",
            1000L,
            "bytes_out",
            out));
  }

  private static Dataset<Row> features(SparkSession spark, List<Row> transfers) {
    var links = List.of(link(200, 190, 20), link(100, 90, 40), link(60, -1, 999));
    var outcomes =
        List.of(
            outcome("vm1", 3000, "lz4", 500),
            outcome("vm2", 2000, "zstd", 250),
            outcome("vm1", 1000, "delta+zstd", 100),
            outcome("vm1", -1, "lz4", 1));
    return Features.compression(
        spark.createDataFrame(transfers, Tables.TELEMETRY_TRANSFERS.structType()),
        spark.createDataFrame(links, Tables.TELEMETRY_LINK.structType()),
        spark.createDataFrame(outcomes, Tables.TELEMETRY_OUTCOMES.structType()),
        CONFIG);
  }

  @Test
  void joinsProbeLinkAndHistoryAsKnownAtTheDecision(SparkSession spark) {
    var result = features(spark, List.of(transfer("slow", 8, new byte[100_000])));

    SchemaCheck.require(FeatureSets.COMPRESSION.tableSpec(), result.schema(), "write");
    var row = result.head();
    assertThat(row.<String>getAs("link")).isEqualTo("a>b");
    assertThat(row.<Double>getAs("link_throughput_mbps_last_1h")).isEqualTo(40);
    assertThat(row.<Double>getAs("link_throughput_mbps_mean_5m")).isEqualTo(30);
    assertThat(row.<Double>getAs("link_throughput_mbps_mean_1m")).isNull();
    assertThat(row.<Double>getAs("stream_log_lz4_last_7d")).isEqualTo(Math.log(0.5));
    assertThat(row.<Double>getAs("stream_log_zstd_last_7d")).isNull();
    assertThat(row.<Double>getAs("stream_log_any_count_7d")).isEqualTo(2);
    assertThat(row.<Double>getAs("class_log_zstd_last_7d")).isEqualTo(Math.log(0.25));
    assertThat(row.<Double>getAs("class_log_delta_age_7d")).isEqualTo(1000);
    assertThat(row.<Double>getAs("probe_ms")).isEqualTo(1);
    assertThat(row.<Double>getAs("probe_equal_pages")).isEqualTo(1);
    assertThat(row.<Double>getAs("log_transfer_ms")).isEqualTo(Math.log(100), within(1e-12));
    assertThat(row.<Double>getAs("link_type_code")).isEqualTo(2);
  }

  @Test
  void skipsTheProbeOnFastLinksAndKeepsTheRest(SparkSession spark) {
    var row = features(spark, List.of(transfer("fast", 10_000, null))).head();

    assertThat(row.<Double>getAs("probe_ms")).isEqualTo(0);
    assertThat(row.<Double>getAs("probe_zstd_ratio")).isNull();
    assertThat(row.<Double>getAs("has_baseline")).isEqualTo(0);
    assertThat(row.<Double>getAs("payload_bytes")).isEqualTo(100_000.0);
    assertThat(row.<Double>getAs("link_throughput_mbps_last_1h")).isEqualTo(40);
  }

  @Test
  void practisesWithABudgetOfItsOwn(SparkSession spark) {
    var row = features(spark, List.of(transfer("fast", 10_000, null))).head();
    List<Double> practice = row.getList(row.fieldIndex("probe_practice"));

    assertThat(practice).hasSameSizeAs(FeatureSets.practised());
    assertThat(practice.get(FeatureSets.practised().indexOf("probe_ms"))).isEqualTo(0.5);
    assertThat(practice.get(FeatureSets.practised().indexOf("probe_lz4_ratio"))).isLessThan(0.05);
    assertThat(practice.get(FeatureSets.practised().indexOf("probe_equal_pages"))).isNaN();
  }

  @Test
  void practisesTheSameOnEveryRun() {
    var practice = new PracticeConfig(0.02, 1.5);

    assertThat(practice.budgetMs("a")).isEqualTo(practice.budgetMs("a")).isBetween(0.02, 1.5);
    assertThat(practice.budgetMs("a")).isNotEqualTo(practice.budgetMs("b"));
    assertThatThrownBy(() -> new PracticeConfig(2, 1)).hasMessageContaining("min-ms 2.0");
    assertThatThrownBy(() -> new PracticeConfig(0, 1)).hasMessageContaining("min-ms 0.0");
  }

  @Test
  void refusesSegmentsOfNoLength() {
    assertThatThrownBy(() -> new FeatureConfig(CONFIG.probe(), CONFIG.practice(), 0, -1))
        .hasMessageContaining("link-segment-seconds: 0")
        .hasMessageContaining("history-segment-seconds: -1");
  }
}
