package io.novacron.dwcp.features.node;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.novacron.dwcp.common.schema.SchemaCheck;
import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.common.testing.Frames;
import io.novacron.dwcp.common.testing.LocalSpark;
import io.novacron.dwcp.features.Features;
import io.novacron.dwcp.features.node.NaiveNodes.Rule;
import io.novacron.dwcp.features.node.NaiveNodes.Sample;
import io.novacron.dwcp.features.set.FeatureSets;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Twelve nodes over five hours; the last hour of node 3 is bad, the last of tier2 is busy. */
@ExtendWith(LocalSpark.class)
class NodeFeaturesSparkTest {

  private static final long MIDNIGHT = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();
  private static final int NODES = 12;
  private static final int BAD = 3;
  private static final int LOSSY = 4;
  private static final long LAST_HOUR_S = 4 * 3600;

  private static final List<Map<String, Object>> ROWS = rows();
  private static Dataset<Row> features;
  private static Map<String, Row> byPoint;

  private static List<Map<String, Object>> rows() {
    var random = new Random(5);
    var rows = new ArrayList<Map<String, Object>>();
    for (var node = 0; node < NODES; node++) {
      for (var s = 0L; s < 5 * 3600; s += 60) {
        if (random.nextDouble() < 0.03) {
          continue;
        }
        var arrives = random.nextDouble() < 0.05 ? s + 30 + random.nextInt(300) : s + 2;
        var row = new HashMap<String, Object>();
        row.put("node_id", "n%02d".formatted(node));
        row.put("ts", Timestamp.from(Instant.ofEpochSecond(MIDNIGHT + s)));
        row.put("ds", Date.valueOf("2026-01-01"));
        row.put("ingested_at", Timestamp.from(Instant.ofEpochSecond(MIDNIGHT + arrives)));
        row.put("region", "r" + node % 2);
        row.put("network_tier", "tier" + (1 + node / 6));
        var busy = node >= 6 && s >= LAST_HOUR_S ? 2 : 1;
        var bad = node == BAD && s >= LAST_HOUR_S ? 1 : 0;
        row.put("error_rate", Math.abs(0.002 + 0.0004 * random.nextGaussian()) + 0.05 * bad);
        row.put("latency_p50_ms", (5 + node) * busy * Math.exp(0.03 * random.nextGaussian()));
        row.put(
            "cpu_usage", random.nextDouble() < 0.05 ? null : 0.3 + 0.01 * random.nextGaussian());
        row.put("clock_offset_ms", 0.5 * random.nextGaussian() - 9.0 * bad);
        row.put("bandwidth_mbps", (10 + node) * (node == 5 && s >= LAST_HOUR_S ? 0.1 : 1.0));
        rows.add(row);
      }
    }
    return rows;
  }

  private static Dataset<Row> telemetry(SparkSession spark) {
    var columns = Tables.TELEMETRY_NODE.columnNames();
    var values =
        ROWS.stream().map(row -> RowFactory.create(columns.stream().map(row::get).toArray()));
    return spark.createDataFrame(values.toList(), Tables.TELEMETRY_NODE.structType().asNullable());
  }

  /**
   * Sweeps over two peers every three minutes. In the last hour all links of node 4 lose a tenth of
   * their packets, and one of node 1's; the first sweep of that hour is lossy for node 2.
   */
  private static Dataset<Row> links(SparkSession spark) {
    var random = new Random(6);
    var rows = new ArrayList<Row>();
    for (var node = 0; node < NODES; node++) {
      for (var s = 0L; s < 5 * 3600; s += 180) {
        var arrives = random.nextDouble() < 0.05 ? s + 30 + random.nextInt(300) : s + 2;
        for (var peer = 0; peer < 2; peer++) {
          var bad = node == LOSSY || (node == 1 && peer == 0) || (node == 2 && s == LAST_HOUR_S);
          rows.add(
              RowFactory.create(
                  at(s),
                  Date.valueOf("2026-01-01"),
                  at(arrives + peer),
                  "n%02d".formatted(node),
                  "n%02d".formatted((node + 1 + peer) % NODES),
                  (10 + 50 * peer) * Math.exp(0.03 * random.nextGaussian()),
                  Math.abs(0.001 + 0.0002 * random.nextGaussian())
                      + (bad && s >= LAST_HOUR_S ? 0.1 : 0),
                  Math.abs(0.002 + 0.0002 * random.nextGaussian())));
        }
      }
    }
    return spark.createDataFrame(rows, Tables.TELEMETRY_NODE_LINK.structType().asNullable());
  }

  @BeforeAll
  static void compute(SparkSession spark) {
    var computed = Features.reliability(telemetry(spark), links(spark), NodeConfigs.small());
    var rows = computed.collectAsList();
    features = spark.createDataFrame(rows, computed.schema());
    byPoint = new TreeMap<>();
    rows.forEach(row -> byPoint.put(row.getString(0) + " " + seconds(row), row));
  }

  private static Timestamp at(long s) {
    return Timestamp.from(Instant.ofEpochSecond(MIDNIGHT + s));
  }

  private static long seconds(Row row) {
    return row.getTimestamp(1).toInstant().getEpochSecond() - MIDNIGHT;
  }

  private static double value(int node, long s, String column) {
    var row = byPoint.get("n%02d %d".formatted(node, s));
    return row.isNullAt(row.fieldIndex(column)) ? Double.NaN : row.<Double>getAs(column);
  }

  @Test
  void hasOneRowForEachNodeAndPointOfTheDay() {
    SchemaCheck.require(FeatureSets.RELIABILITY.tableSpec(), features.schema(), "write");
    assertThat(features.count()).isEqualTo(NODES * 144);
    assertThat(features.select("node_id", "ts").distinct().count()).isEqualTo(NODES * 144);
  }

  @Test
  void agreesWithItsNaiveTwinOnEveryShape() {
    check("error_rate", new Rule("share", false, 0.005));
    check("latency_p50_ms", new Rule("log", false, 0.03));
    check("cpu_usage", new Rule("plain", false, 0.01));
    check("clock_offset_ms", new Rule("plain", true, 0.3));
  }

  private static void check(String metric, Rule rule) {
    var samples =
        ROWS.stream()
            .map(
                row ->
                    new Sample(
                        (String) row.get("node_id"),
                        ((Timestamp) row.get("ingested_at")).toInstant().getEpochSecond()
                            - MIDNIGHT,
                        row.get(metric) == null ? Double.NaN : (Double) row.get(metric),
                        (Double) row.get("bandwidth_mbps")))
            .toList();
    var groups = new TreeMap<String, List<String>>();
    ROWS.forEach(
        row ->
            groups.put(
                (String) row.get("node_id"),
                List.of((String) row.get("network_tier"), (String) row.get("region"))));
    for (var s : List.of(0L, 600L, 2400L, 9000L, 15_000L, 15_600L, 18_000L)) {
      var expected = NaiveNodes.at(s, samples, groups, rule);
      for (var node = 0; node < NODES; node++) {
        var twin = expected.get("n%02d".formatted(node));
        var what = "%s of node %d at %d s".formatted(metric, node, s);
        same(what + " own", value(node, s, metric + "_own_5m"), twin.own());
        same(what + " peer", value(node, s, metric + "_peer_5m"), twin.peer());
        same(what + " harm", value(node, s, metric + "_harm_5m"), twin.harm());
        same(what + " lasting", value(node, s, metric + "_harm_15m"), twin.lasting());
      }
    }
  }

  private static void same(String what, double actual, double deviation) {
    var expected = Math.copySign(Math.log1p(Math.min(50, Math.abs(deviation))), deviation);
    if (Double.isNaN(expected)) {
      assertThat(actual).as(what).isNaN();
    } else {
      assertThat(actual).as(what).isCloseTo(expected, within(1e-6));
    }
  }

  @Test
  void findsTheBadNodeAndNotTheBusyTier() {
    assertThat(value(BAD, 15_600, "error_rate_harm_15m")).isGreaterThan(3);
    assertThat(value(BAD, 15_600, "clock_offset_ms_harm_15m")).isGreaterThan(2);
    assertThat(value(BAD, 15_600, "largest_harm_15m")).isGreaterThan(3);
    assertThat(value(BAD, 15_600, "count_harm_15m")).isEqualTo(2);
    assertThat(value(8, 15_600, "latency_p50_ms_own_5m")).isGreaterThan(2.5);
    assertThat(value(8, 15_600, "latency_p50_ms_harm_5m")).isLessThan(1.8);
    assertThat(value(8, 15_600, "latency_p50_ms_change_1h")).isPositive();
  }

  @Test
  void blamesANodeForWhatAllItsLinksLoseAndNotForOneOrOnce() {
    assertThat(value(LOSSY, 15_600, "links_loss_rate_harm_5m")).isGreaterThan(3);
    assertThat(value(LOSSY, 15_600, "links_loss_rate_harm_15m")).isGreaterThan(3);
    assertThat(value(1, 15_600, "links_loss_rate_harm_5m")).isLessThan(1.5);
    assertThat(value(1, 15_600, "worst_link_loss_rate_mean_15m")).isGreaterThan(0.05);
    assertThat(value(2, 15_000, "links_loss_rate_mean_15m")).isGreaterThan(0.015);
    assertThat(value(2, 15_000, "links_loss_rate_harm_5m")).isLessThan(1.5);
    assertThat(value(5, 15_600, "links_rtt_ms_mean_1h")).isCloseTo(10, within(0.5));
    assertThat(value(0, 2_400, "links_loss_rate_own_5m")).as("too few sweeps").isNaN();
    assertThat(value(0, 6_000, "links_loss_rate_own_5m")).isFinite();
  }

  /** A lake whose nodes' links have not landed. */
  @Test
  void knowsNodesWithoutLinks(SparkSession spark) {
    var alone =
        Features.reliability(telemetry(spark), links(spark).limit(0), NodeConfigs.small())
            .where("ts = '2026-01-01 04:20:00' AND node_id = 'n03'")
            .head();

    assertThat(alone.isNullAt(alone.fieldIndex("links_loss_rate_mean_1h"))).isTrue();
    assertThat(alone.<Double>getAs("error_rate_harm_15m")).isGreaterThan(3);
  }

  @Test
  void isQuietAgainInTheFirstWindowAfterwards(SparkSession spark) {
    var healed =
        telemetry(spark)
            .where("ts < '2026-01-01 04:20:00' OR node_id <> 'n03'")
            .union(
                telemetry(spark)
                    .where(
                        "node_id = 'n03' AND ts >= '2026-01-01 03:00:00' AND ts < '2026-01-01 03:40:00'")
                    .withColumn(
                        "ts",
                        col("ts").plus(org.apache.spark.sql.functions.expr("INTERVAL 80 MINUTES")))
                    .withColumn(
                        "ingested_at",
                        col("ts").plus(org.apache.spark.sql.functions.expr("INTERVAL 2 SECONDS"))));

    var row =
        Features.reliability(healed, links(spark), NodeConfigs.small())
            .where("node_id = 'n03' AND ts = '2026-01-01 04:30:00'")
            .head();
    assertThat(row.<Double>getAs("error_rate_mean_1h")).isGreaterThan(0.01);
    assertThat(row.<Double>getAs("error_rate_harm_15m")).isLessThan(1.2);
  }

  @Test
  void knowsNothingThatArrivedLater(SparkSession spark) {
    var noon = at(4 * 3600 + 600);

    var early = telemetry(spark).where(col("ingested_at").leq(lit(noon)));
    var earlyLinks = links(spark).where(col("ingested_at").leq(lit(noon)));
    var known =
        Features.reliability(early, earlyLinks, NodeConfigs.small())
            .where(col("ts").leq(lit(noon)));
    Frames.assertSame(
        known, features.where(col("ts").leq(lit(noon))), List.of("node_id", "ts"), 1e-9);
  }

  @Test
  void doesNotDependOnPartitions(SparkSession spark) {
    var other =
        Features.reliability(
            telemetry(spark).repartition(3), links(spark).repartition(3), NodeConfigs.small());

    var late = col("ts").geq(lit(at(14_400))).and(col("ts").leq(lit(at(16_000))));
    Frames.assertSame(other.where(late), features.where(late), List.of("node_id", "ts"), 1e-9);
  }

  @Test
  void saysUnknownInsteadOfNotANumber() {
    assertThat(value(0, 0, "error_rate_mean_5m")).isNaN();
    assertThat(value(0, 0, "largest_harm_5m")).isNaN();
    assertThat(value(0, 2400, "error_rate_mean_5m")).isPositive();
    assertThat(value(0, 2400, "error_rate_own_5m")).isNaN();
    assertThat(value(0, 9000, "disk_usage_harm_5m")).isNaN();
    assertThat(byPoint.values())
        .allSatisfy(
            row -> {
              for (var i = 0; i < row.size(); i++) {
                assertThat(row.get(i)).isNotEqualTo(Double.NaN);
              }
            });
  }
}
