package io.novacron.dwcp.jobs.model.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.config.ConfigReader;
import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.common.testing.LocalSpark;
import io.novacron.dwcp.evaluation.oracle.PathTruth;
import io.novacron.dwcp.features.Features;
import io.novacron.dwcp.features.sequence.SequenceContract;
import io.novacron.dwcp.jobs.training.TrainingSet;
import io.novacron.dwcp.jobs.training.sequence.Checkpoints;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Telemetry that no forecast can be learnt from. */
@ExtendWith(LocalSpark.class)
class BandwidthInputsSparkTest {

  private static final Instant MIDNIGHT = Instant.parse("2026-01-01T00:00:00Z");
  private static final SequenceContract CONTRACT = SequenceContract.DATACENTER;

  private final BandwidthModelConfig config = config();
  private final BandwidthTrainer trainer =
      new BandwidthTrainer(CONTRACT, config, Checkpoints.none());

  private static BandwidthModelConfig config() {
    var at = "models.bandwidth.datacenter.";
    var settings =
        Map.of(
            at + "split.gap-seconds", "1500",
            at + "forecast.size.hidden", "2",
            at + "forecast.fit.epochs.most", "1",
            at + "forecast.fit.epochs.patience", "1",
            at + "forecast.parity-rows", "100",
            at + "truth.least-samples", "5");
    return ConfigReader.read(
        ConfigReader.load(List.of(), settings),
        "models.bandwidth.datacenter",
        BandwidthModelConfig.class);
  }

  /** Joined and split rows of some links and minutes; NaN is a gap. */
  private TrainingSet set(SparkSession spark, int links, int steps, IntToDoubleFunction mbps) {
    var rows = new ArrayList<Row>();
    for (var link = 0; link < links; link++) {
      for (var step = 0; step < steps; step++) {
        var ts = MIDNIGHT.plusSeconds(60L * step);
        var row = new HashMap<String, Object>();
        row.put("node_id", "n" + link);
        row.put("peer_id", "p" + link);
        row.put("link_type", "metro");
        row.put("ts", Timestamp.from(ts));
        row.put("ingested_at", Timestamp.from(ts.plusSeconds(3)));
        row.put("ds", Date.valueOf("2026-01-01"));
        var value = mbps.applyAsDouble(step);
        row.put("throughput_mbps", Double.isNaN(value) ? null : value);
        row.put("rtt_ms", 3.0);
        row.put("packet_loss", 0.0);
        row.put("jitter_ms", 0.1);
        rows.add(
            RowFactory.create(
                Tables.TELEMETRY_PATH.columnNames().stream().map(row::get).toArray()));
      }
    }
    var paths = spark.createDataFrame(rows, Tables.TELEMETRY_PATH.structType().asNullable());
    var states =
        spark.createDataFrame(List.of(), Tables.TELEMETRY_PATH_STATE.structType().asNullable());
    var labels =
        new PathTruth(config.truth(), new PathTruth.Grid(60, 20, CONTRACT.linkTypes()))
            .label(paths, states, trainer.labelTable(), "r1");
    var features = Features.bandwidth(paths, CONTRACT, config.sequence());
    var joined = TrainingSet.join(features, labels, trainer.inputs(), trainer.labelTable());
    return joined.with(trainer.split(joined.rows(), 0));
  }

  @Test
  void refusesTooFewRowsForAWindow(SparkSession spark) {
    assertThatThrownBy(() -> set(spark, 4, 5, step -> 100))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("no link has a window with a truth after it: 0 rows");
  }

  @Test
  void refusesGapsAlone(SparkSession spark) {
    assertThatThrownBy(() -> set(spark, 4, 60, step -> Double.NaN))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("no link has a window with a truth after it: 0 rows");
  }

  @Test
  void refusesDataShorterThanTheHorizon(SparkSession spark) {
    assertThatThrownBy(() -> set(spark, 6, 22, step -> 100 + step))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("two gaps of PT25M leave nothing")
        .hasMessageContaining("take more days or shorten gap-seconds");
  }

  @Test
  void refusesALinkAlone(SparkSession spark) {
    assertThatThrownBy(() -> set(spark, 1, 240, step -> 100 + step % 7))
        .isInstanceOf(DataError.class)
        .hasMessage(
            "Cannot split: one link only: n0>p0; a test part must be of others than training saw, ingest at least two");
  }

  @Test
  void aConstantSeriesIsForecastAsItself(SparkSession spark) {
    var set = set(spark, 6, 240, step -> 100);

    var scored = trainer.fit(set.forFit(), 1).score(set).where("dataset = 'test'");

    assertThat(scored.count()).isPositive();
    assertThat(scored.where("abs(predicted_value - 100) > 0.001").count()).isZero();
    assertThat(scored.where("predicted_value IS NULL OR isnan(predicted_value)").count()).isZero();
  }
}
