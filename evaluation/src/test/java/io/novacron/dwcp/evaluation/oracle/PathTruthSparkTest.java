package io.novacron.dwcp.evaluation.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.schema.SchemaCheck;
import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.common.testing.LocalSpark;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Twenty minutes of one link; minute 3 is missing, minute 5 came late. */
@ExtendWith(LocalSpark.class)
class PathTruthSparkTest {

  private static final long START = Instant.parse("2026-01-01T10:00:00Z").getEpochSecond();
  private static final PathTruthConfig CONFIG = new PathTruthConfig(7, 0.5, 2, 0.7, 0.3);
  private static final PathTruth.Grid GRID = new PathTruth.Grid(60, 20, List.of("wan"));

  private static Timestamp at(long second) {
    return Timestamp.from(Instant.ofEpochSecond(START + second));
  }

  private static List<Row> labels(SparkSession spark) {
    var paths = new ArrayList<Row>();
    var states = new ArrayList<Row>();
    for (var minute = 0; minute < 20; minute++) {
      if (minute == 3) {
        continue;
      }
      var row = new HashMap<String, Object>();
      row.put("node_id", "n");
      row.put("peer_id", "p");
      row.put("link_type", "wan");
      row.put("ts", at(minute * 60L));
      row.put("ingested_at", at(minute * 60L + (minute == 5 ? 200 : 2)));
      row.put("ds", Date.valueOf("2026-01-01"));
      row.put("throughput_mbps", minute == 7 ? 20.0 : 100.0 + minute);
      row.put("rtt_ms", 10.0 + minute);
      row.put("expected_mbps_1", 500.0 + minute);
      row.put("expected_mbps_15", 600.0 + minute);
      paths.add(row(Tables.TELEMETRY_PATH.columnNames(), row));
      states.add(row(Tables.TELEMETRY_PATH_STATE.columnNames(), row));
    }
    var found =
        new PathTruth(CONFIG, GRID)
            .label(
                spark.createDataFrame(paths, Tables.TELEMETRY_PATH.structType().asNullable()),
                spark.createDataFrame(
                    states, Tables.TELEMETRY_PATH_STATE.structType().asNullable()),
                Tables.LABELS_BANDWIDTH_INTERNET,
                "r1");
    SchemaCheck.require(Tables.LABELS_BANDWIDTH_INTERNET, found.schema(), "write");
    return found.orderBy("ts").collectAsList();
  }

  private static Row row(List<String> columns, Map<String, Object> values) {
    return RowFactory.create(columns.stream().map(values::get).toArray());
  }

  private static Row ofMinute(List<Row> labels, int minute) {
    return labels.stream()
        .filter(row -> row.getAs("ts").equals(at(minute * 60L + 20)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void looksOneAndFifteenStepsAhead(SparkSession spark) {
    var labels = labels(spark);
    var row = ofMinute(labels, 1);

    assertThat(labels).hasSize(19);
    assertThat(row.<Double>getAs("bandwidth_mbps_1")).isEqualTo(102);
    assertThat(row.<Double>getAs("bandwidth_mbps_15")).isEqualTo(116);
    assertThat(row.<Double>getAs("latency_ms_1")).isEqualTo(12);
    assertThat(row.<Double>getAs("last_mbps")).isEqualTo(101);
    assertThat(row.<Double>getAs("ceiling_mbps_1")).isEqualTo(501);
    assertThat(row.<Timestamp>getAs("target_from")).isEqualTo(at(120));
    assertThat(row.<Timestamp>getAs("known_at")).isEqualTo(at(16 * 60 + 2));
  }

  @Test
  void aMissingStepHasNoTruthAndALateRowIsNoLastValue(SparkSession spark) {
    var labels = labels(spark);

    assertThat(ofMinute(labels, 2).isNullAt(10)).isTrue();
    assertThat(ofMinute(labels, 2).<String>getAs("label")).isNull();
    assertThat(ofMinute(labels, 5).<Double>getAs("last_mbps")).isNull();
    assertThat(ofMinute(labels, 19).<Timestamp>getAs("target_from")).isNull();
  }

  @Test
  void theReferenceIsOfWhatHadArrivedAndTheClassIsBesideIt(SparkSession spark) {
    var labels = labels(spark);

    assertThat(ofMinute(labels, 0).<Double>getAs("reference_mbps")).isNull();
    assertThat(ofMinute(labels, 1).<Double>getAs("reference_mbps")).isEqualTo(100.5);
    assertThat(ofMinute(labels, 5).<Double>getAs("reference_mbps")).isEqualTo(101.5);
    assertThat(ofMinute(labels, 6).<String>getAs("label")).isEqualTo("bad");
    assertThat(ofMinute(labels, 7).<String>getAs("label")).isEqualTo("good");
    assertThat(CONFIG.classOf(50, 100)).isEqualTo("degraded");
  }

  @Test
  void forgetsNumbersThatAreTakenAway() {
    var numbers = new TrailingQuantile();
    List.of(5.0, 1.0, 3.0, 3.0).forEach(numbers::add);
    numbers.remove(3);

    assertThat(numbers.size()).isEqualTo(3);
    assertThat(numbers.quantile(0.5)).isEqualTo(3);
    assertThat(numbers.quantile(0.75)).isEqualTo(4);
    assertThatThrownBy(() -> numbers.remove(7)).hasMessageContaining("not held: 7.0");
  }

  @Test
  void refusesBoundsThatCannotBe() {
    assertThatThrownBy(() -> new PathTruthConfig(0, 2, 0, 0.3, 0.7))
        .hasMessageContaining("reference-days, least-samples: 0, 0")
        .hasMessageContaining("reference-quantile: 2.0")
        .hasMessageContaining("degraded-share, good-share: 0.7, 0.3");
  }
}
