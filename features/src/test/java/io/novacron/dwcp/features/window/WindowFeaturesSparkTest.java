package io.novacron.dwcp.features.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.common.testing.Frames;
import io.novacron.dwcp.common.testing.LocalSpark;
import io.novacron.dwcp.features.window.NaiveWindows.Event;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalSpark.class)
class WindowFeaturesSparkTest {

  private static final StructType EVENTS =
      StructType.fromDDL(
          "node_id string, peer_id string, ts timestamp, ingested_at timestamp, rate double");
  private static final StructType QUERIES =
      StructType.fromDDL("transfer_id string, node_id string, peer_id string, ts timestamp");
  private static final List<String> KEYS = List.of("transfer_id");
  private static final Instant START = Instant.parse("2026-01-01T23:30:00Z");
  private static final List<Aggregate> AGGREGATES =
      List.of(
          Aggregate.LAST,
          Aggregate.MEAN,
          Aggregate.STD,
          Aggregate.MIN,
          Aggregate.EWMA,
          Aggregate.SLOPE,
          Aggregate.COUNT,
          Aggregate.CHANGE_AGE);

  private static WindowPlan plan(long segmentSeconds) {
    var family =
        new MetricFamily(
            List.of(new Metric("rate", "Mbit/s")),
            List.of(Span.ofMinutes(5), Span.ofMinutes(5).lagged(600), Span.ofRows(4, 1200)),
            AGGREGATES);
    return new WindowPlan(
        "link_",
        List.of("node_id", "peer_id"),
        WindowPlan.Times.TELEMETRY,
        segmentSeconds,
        List.of(family));
  }

  /** Two links over an hour; one row in five arrives up to ten minutes late, one is missing. */
  private static List<Row> events() {
    var random = new Random(7);
    var rows = new ArrayList<Row>();
    for (var i = 0; i < 200; i++) {
      var ts = START.plusSeconds(20L * i);
      var late = random.nextInt(5) == 0 ? random.nextInt(600) : 1;
      rows.add(
          RowFactory.create(
              "a",
              i % 4 == 0 ? "c" : "b",
              Timestamp.from(ts),
              Timestamp.from(ts.plusSeconds(late)),
              i % 11 == 0 ? null : (double) random.nextInt(5)));
    }
    return rows;
  }

  private static Dataset<Row> queries(SparkSession spark) {
    var rows = new ArrayList<Row>();
    for (var i = 0; i < 60; i++) {
      var ts = Timestamp.from(START.plusSeconds(70L * i));
      rows.add(RowFactory.create("t" + i, "a", i % 3 == 0 ? "c" : "b", ts));
    }
    return spark.createDataFrame(rows, QUERIES);
  }

  @Test
  void equalsTheNaiveTwin(SparkSession spark) {
    var plan = plan(3600);
    var events = events();
    var actual =
        WindowFeatures.asOf(spark.createDataFrame(events, EVENTS), queries(spark), plan)
            .collectAsList();

    assertThat(actual).hasSize(60);
    for (var row : actual) {
      var now = row.getTimestamp(3).toInstant().getEpochSecond() * 1_000_000;
      var entity = arrived(events, row.getString(2));
      for (var cell : plan.families().get(0).cells()) {
        var span = cell.window();
        var inside =
            NaiveWindows.inside(
                entity,
                now,
                span.lengthSeconds() * 1_000_000,
                span.lagSeconds() * 1_000_000,
                span.rows());
        var halfLife = span.rows() > 0 ? -1 : span.lengthSeconds() * 1e6 / 4;
        var expected = NaiveWindows.value(cell.aggregate().label(), inside, now, halfLife);
        var value = row.<Double>getAs("link_" + cell.name());
        assertThat(value == null ? Double.NaN : value)
            .as("%s of %s", cell.name(), row)
            .isEqualTo(expected, org.assertj.core.api.Assertions.within(1e-9));
      }
    }
  }

  private static List<Event> arrived(List<Row> events, String peer) {
    return events.stream()
        .filter(row -> row.getString(1).equals(peer))
        .sorted(
            Comparator.comparing((Row row) -> row.getTimestamp(3))
                .thenComparing(row -> row.getTimestamp(2)))
        .map(
            row ->
                new Event(
                    row.getTimestamp(3).getTime() * 1000,
                    row.isNullAt(4) ? Double.NaN : row.getDouble(4)))
        .toList();
  }

  @Test
  void doesNotDependOnSegmentsOrPartitions(SparkSession spark) {
    var events = spark.createDataFrame(events(), EVENTS);
    var expected = WindowFeatures.asOf(events, queries(spark), plan(86_400));

    for (var segment : List.of(60L, 901L)) {
      var actual =
          WindowFeatures.asOf(events.repartition(7), queries(spark).repartition(3), plan(segment));
      Frames.assertSame(actual, expected, KEYS, 1e-9);
    }
  }

  @Test
  void deletingWhatArrivedLaterChangesNothing(SparkSession spark) {
    var events = spark.createDataFrame(events(), EVENTS);
    var until = START.plusSeconds(2000);
    var queries = queries(spark).where("ts <= timestamp'" + until + "'");
    var known = events.where("ingested_at <= timestamp'" + until + "'");

    Frames.assertSame(
        WindowFeatures.asOf(known, queries, plan(900)),
        WindowFeatures.asOf(events, queries, plan(900)),
        KEYS,
        0);
  }

  @Test
  void turnsNanIntoNullAndKeepsQueriesWithoutEvents(SparkSession spark) {
    var events =
        Frames.of(
            spark,
            EVENTS.toDDL(),
            "a | b | 2026-01-01 10:00:00 | 2026-01-01 10:00:01 | NaN",
            "a | b | 2026-01-01 10:00:01 | 2026-01-01 10:00:02 | Infinity");
    var queries =
        Frames.of(
            spark,
            QUERIES.toDDL(),
            "t1 | a | b | 2026-01-01 10:01:00",
            "t2 | x | y | 2026-01-01 10:01:00");

    var actual = WindowFeatures.asOf(events, queries, plan(900));

    assertThat(actual.where("link_rate_mean_5m IS NULL AND link_rate_count_5m = 0").count())
        .isEqualTo(2);
  }

  @Test
  void shufflesOnceForAllWindows(SparkSession spark) {
    var events = spark.createDataFrame(events(), EVENTS);

    var physical =
        WindowFeatures.asOf(events, queries(spark), plan(900)).queryExecution().sparkPlan();

    assertThat(physical.toString().split("RepartitionByExpression|Exchange|Shuffle", -1))
        .as(physical.toString())
        .hasSize(2);
  }
}
