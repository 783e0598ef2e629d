package io.novacron.dwcp.evaluation.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.schema.SchemaCheck;
import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.common.testing.Frames;
import io.novacron.dwcp.common.testing.LocalSpark;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalSpark.class)
class IncidentTruthSparkTest {

  private static final String INCIDENTS =
      "incident_id string, node_id string, ts timestamp, ds date, ingested_at timestamp,"
          + " kind string, severity string, started_at timestamp, ended_at timestamp";
  private static final String DAY = "2026-01-01";
  private static final long MIDNIGHT = Instant.parse(DAY + "T00:00:00Z").getEpochSecond();

  /** Every 5 minutes of two days, three nodes. */
  private static Dataset<Row> grid(SparkSession spark) {
    return spark.sql(
        """
        SELECT concat('n', n) AS node_id, ts, to_date(ts) AS ds
        FROM (SELECT explode(sequence(1, 3)) AS n)
        CROSS JOIN (SELECT explode(sequence(
          TIMESTAMP '2026-01-01 00:00:00', TIMESTAMP '2026-01-02 23:55:00',
          INTERVAL 5 MINUTES)) AS ts)
        """);
  }

  private static String record(String id, String node, String from, String to) {
    var end = to.isEmpty() ? "" : DAY + " " + to;
    return "%s | %s | %s 23:00:00 | %s | %s 23:00:05 | crash | blunt | %s %s | %s"
        .formatted(id, node, DAY, DAY, DAY, DAY, from, end);
  }

  private static Dataset<Row> label(SparkSession spark, String... records) {
    return IncidentTruth.label(Frames.of(spark, INCIDENTS, records), grid(spark), 300, "r1");
  }

  private static List<String> anomalies(Dataset<Row> labels) {
    return labels.where("label = 'anomaly'").orderBy("node_id", "ts").collectAsList().stream()
        .map(
            row ->
                "%s %s %s %s"
                    .formatted(
                        row.getAs("node_id"),
                        row.<Timestamp>getAs("ts").toInstant().toString().substring(11, 16),
                        row.getAs("incident_id"),
                        row.<Double>getAs("overlap_s")))
        .toList();
  }

  @Test
  void labelsTheWindowsThatMeetTheIncidentAndNoOthers(SparkSession spark) {
    var labels = label(spark, record("a", "n1", "10:01:00", "10:10:00"));

    SchemaCheck.require(Tables.LABELS_RELIABILITY, labels.schema(), "write");
    assertThat(labels.count()).isEqualTo(3 * 576);
    // It ends at 10:10:00, which the window (10:05, 10:10] holds and (10:10, 10:15] does not.
    assertThat(anomalies(labels)).containsExactly("n1 10:05 a 240.0", "n1 10:10 a 300.0");
    var row = labels.where("label = 'anomaly'").orderBy("ts").head();
    assertThat(row.<Timestamp>getAs("known_at")).isEqualTo(Timestamp.valueOf(DAY + " 23:00:05"));
    assertThat(row.<String>getAs("kind")).isEqualTo("crash");
    var normal = labels.where("label = 'normal'").orderBy("ts").head();
    assertThat(normal.<Timestamp>getAs("known_at").toInstant())
        .isEqualTo(normal.<Timestamp>getAs("ts").toInstant().plusSeconds(300));
    assertThat(normal.<Object>getAs("incident_id")).isNull();
  }

  @Test
  void givesAWindowOfTwoIncidentsToTheOneThatFillsMoreOfIt(SparkSession spark) {
    var labels =
        label(
            spark,
            record("a", "n1", "10:00:10", "10:06:00"),
            record("b", "n1", "10:06:00", "10:09:00"),
            record("c", "n2", "10:05:10", "10:07:35"),
            record("d", "n2", "10:07:35", "10:10:00"));

    assertThat(anomalies(labels)).contains("n1 10:10 b 180.0", "n2 10:10 c 145.0").hasSize(3);
  }

  @Test
  void takesAnIncidentWithoutEndForStillGoingOn(SparkSession spark) {
    var labels = label(spark, record("a", "n2", "23:50:30", ""));

    assertThat(labels.where("label = 'anomaly'").count()).isEqualTo(1 + 288);
    assertThat(labels.where("label = 'anomaly' AND ended_at IS NOT NULL").count()).isZero();
  }

  @Test
  void believesTheRecordThatWasWrittenLast(SparkSession spark) {
    var open = record("a", "n1", "10:01:00", "").replace("23:00:0", "22:00:0");

    var labels = label(spark, record("a", "n1", "10:01:00", "10:04:00"), open);

    assertThat(anomalies(labels)).containsExactly("n1 10:05 a 180.0");
  }

  @Test
  void refusesWhatCannotBe(SparkSession spark) {
    assertThatThrownBy(
            () ->
                label(
                    spark,
                    record("a", "n1", "10:00:00", "11:00:00"),
                    record("b", "n1", "10:59:59", "12:00:00"),
                    record("c", "n2", "10:30:00", "12:00:00")))
        .isInstanceOf(DataError.class)
        .hasMessage(
            "Cannot label nodes: an incident overlaps another of its node: b of n1 with a;"
                + " merge them into one or correct their times");
    assertThatThrownBy(
            () -> label(spark, record("a", "n1", "9:00:00", ""), record("b", "n1", "10:00:00", "")))
        .hasMessageContaining("b of n1 with a");
    assertThatThrownBy(() -> label(spark, record("a", "n1", "10:00:00", "09:00:00")))
        .hasMessage(
            "Cannot label nodes: an incident ends before it has started: a from"
                + " 2026-01-01T10:00:00Z to 2026-01-01T09:00:00Z; correct the record");
    assertThatThrownBy(() -> label(spark, record("a", "n9", "10:00:00", "11:00:00")))
        .hasMessage(
            "Cannot label nodes: an incident is of a node without telemetry: a of n9;"
                + " land the node's telemetry or remove the record");
  }

  @Test
  void labelsAllNormalWithoutIncidents(SparkSession spark) {
    assertThat(label(spark).where("label = 'normal' AND overlap_s = 0").count()).isEqualTo(3 * 576);
  }

  @Test
  void agreesWithItsNaiveTwin(SparkSession spark) {
    var random = new Random(3);
    var spans = new ArrayList<long[]>();
    var records = new ArrayList<String>();
    for (long from = random.nextInt(4000); from < 80_000; ) {
      var to = from + 1 + random.nextInt(3000);
      records.add(record("i" + spans.size(), "n1", clock(from), clock(to)));
      spans.add(new long[] {from, to});
      from = to + random.nextInt(4000);
    }

    var labels = label(spark, records.toArray(String[]::new));

    for (var row : labels.where("node_id = 'n1'").collectAsList()) {
      var end = row.<Timestamp>getAs("ts").toInstant().getEpochSecond() - MIDNIGHT;
      var most = -1L;
      for (var span : spans) {
        // Instants of the window (end - 300, end] in [from, to): some when both ends leave room.
        if (span[0] <= end && span[1] > end - 300) {
          most = Math.max(most, Math.min(span[1], end) - Math.max(span[0], end - 300));
        }
      }
      assertThat(row.<String>getAs("label")).isEqualTo(most < 0 ? "normal" : "anomaly");
      assertThat(row.<Double>getAs("overlap_s"))
          .isCloseTo((double) Math.max(0, most), within(1e-9));
    }
  }

  private static String clock(long second) {
    return "%02d:%02d:%02d".formatted(second / 3600, second / 60 % 60, second % 60);
  }
}
