package io.novacron.dwcp.evaluation.oracle;

import static io.novacron.dwcp.evaluation.oracle.OracleFixtures.BANDS;
import static io.novacron.dwcp.evaluation.oracle.OracleFixtures.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.novacron.dwcp.common.codec.Candidate;
import io.novacron.dwcp.common.schema.SchemaCheck;
import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.common.testing.LocalSpark;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalSpark.class)
class OracleLabelsSparkTest {

  private static final byte[] OLD = OracleFixtures.words(20_000, 1);
  private static final byte[] NEW = OracleFixtures.pageWritten(OLD, 2);
  private static final Calibration CALIBRATION =
      Calibration.fit(OracleFixtures.plantedSamples(60), BANDS);

  private static final Timestamp KNOWN_AT = Timestamp.valueOf("2026-01-01 10:00:30");

  private static final StructType SCHEMA =
      StructType.fromDDL(
          """
          transfer_id string, ds date, payload binary, baseline binary, size_bytes bigint,
          cpu_idle double, amst_streams double, bandwidth_estimate_mbps double, rtt_ms double,
          bandwidth_mbps double, link_type string, known_at timestamp""");

  private static Row transfer(String id, byte[] baseline, Double estimate, double mbps) {
    return RowFactory.create(
        id,
        Date.valueOf("2026-01-01"),
        NEW,
        baseline,
        20_000L,
        0.5,
        4.0,
        estimate,
        10.0,
        mbps,
        "wan",
        KNOWN_AT);
  }

  /** The same bytes four times, with and without baseline, on slow and fast links. */
  private static Dataset<Row> transfers(SparkSession spark) {
    return spark.createDataFrame(
        List.of(
            transfer("fast", OLD, 900.0, 1000),
            transfer("slow", OLD, 4.0, 5),
            transfer("raw", null, 900.0, 1000),
            RowFactory.create(
                "unknown",
                Date.valueOf("2026-01-01"),
                NEW,
                null,
                20_000L,
                null,
                null,
                null,
                null,
                0.0,
                "wan",
                KNOWN_AT)),
        SCHEMA);
  }

  private static Map<String, Row> byId(Dataset<Row> rows) {
    return rows.collectAsList().stream()
        .collect(Collectors.toMap(row -> row.getAs("transfer_id"), Function.identity()));
  }

  private static Dataset<Row> labels;
  private static Map<String, Row> rows;

  @BeforeAll
  static void label(SparkSession spark) {
    labels = OracleLabels.label(transfers(spark), CALIBRATION, CONFIG, "r1");
    rows = byId(labels);
  }

  @Test
  void labelsEveryTransferAsTheOracleDoesOnItsBytes() {
    SchemaCheck.require(Tables.LABELS_COMPRESSION, labels.schema(), "write");
    assertThat(rows).containsOnlyKeys("fast", "slow", "raw", "unknown");
    var conditions = new TransferConditions(0.5, 4, 10, 5);
    try (var oracle = new CompressionOracle()) {
      var sizes = oracle.measure(Payload.of(NEW, OLD), Candidate.ALL);
      var expected = OracleLabel.of(sizes, conditions, 4, CALIBRATION, CONFIG);
      var slow = rows.get("slow");
      assertThat(slow.<String>getAs("best")).isEqualTo(expected.best().label());
      assertThat(slow.<Double>getAs("best_cost_ms")).isCloseTo(expected.bestCostMs(), within(1e-9));
      assertThat(slow.<Long>getAs("bytes_delta_zstd_max"))
          .isEqualTo(sizes.bytesOut(Candidate.DELTA_ZSTD_MAX));
      assertThat(slow.<Boolean>getAs("tie")).isEqualTo(expected.tie());
      assertThat(slow.<Boolean>getAs("repeatable")).isEqualTo(expected.repeatable());
      assertThat(slow.<String>getAs("oracle_version")).isEqualTo(CALIBRATION.oracleVersion(CONFIG));
      assertThat(slow.<String>getAs("run_id")).isEqualTo("r1");
      assertThat(slow.<Timestamp>getAs("known_at")).isEqualTo(KNOWN_AT);
    }
  }

  @Test
  void leavesOutWhatATransferWasNotOffered() {
    assertThat(rows.get("fast").<Double>getAs("cost_ms_delta_zstd")).isPositive();
    assertThat(rows.get("fast").<Object>getAs("cost_ms_zstd_max")).isNull();
    assertThat(rows.get("raw").<Object>getAs("cost_ms_delta_zstd")).isNull();
    assertThat(rows.get("unknown").<Object>getAs("bytes_zstd_max")).isNull();
  }

  @Test
  void countsAnOutageAsTheSmallestRateAndUnknownValuesAgainstASpeedup() {
    var row = rows.get("unknown");

    assertThat(row.<Double>getAs("bandwidth_mbps")).isEqualTo(0.05);
    assertThat(row.<Double>getAs("cost_ms_none")).isCloseTo(20_000 * 8 / 50.0, within(1e-9));
  }

  @Test
  void compressesEachDistinctPayloadAndBaselineOnce(SparkSession spark) {
    var sizes = OracleLabels.sizes(transfers(spark), CONFIG).collectAsList();

    assertThat(sizes).hasSize(2);
    assertThat(sizes)
        .extracting(row -> row.isNullAt(row.fieldIndex("bytes_zstd_max")))
        .containsExactlyInAnyOrder(true, false);
  }

  @Test
  void calibratesWithDistinctPayloadsInAnOrderOfTheirOwn(SparkSession spark) {
    var payloads = OracleLabels.calibrationPayloads(transfers(spark), 10);
    var repartitioned = OracleLabels.calibrationPayloads(transfers(spark).repartition(3), 10);

    assertThat(payloads).hasSize(2);
    assertThat(payloads)
        .extracting(payload -> payload.baseline().isPresent())
        .isEqualTo(repartitioned.stream().map(payload -> payload.baseline().isPresent()).toList());
  }
}
