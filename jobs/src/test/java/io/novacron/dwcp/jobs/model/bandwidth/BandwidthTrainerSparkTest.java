package io.novacron.dwcp.jobs.model.bandwidth;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.novacron.dwcp.common.config.ConfigReader;
import io.novacron.dwcp.common.run.Digests;
import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.common.testing.LocalSpark;
import io.novacron.dwcp.evaluation.leak.RowChecks;
import io.novacron.dwcp.evaluation.leak.SignalChecks;
import io.novacron.dwcp.evaluation.oracle.PathTruth;
import io.novacron.dwcp.features.Features;
import io.novacron.dwcp.features.sequence.SequenceContract;
import io.novacron.dwcp.jobs.export.FloatMatrix;
import io.novacron.dwcp.jobs.export.OnnxScorer;
import io.novacron.dwcp.jobs.export.Signature;
import io.novacron.dwcp.jobs.training.TrainedModel;
import io.novacron.dwcp.jobs.training.TrainingSet;
import io.novacron.dwcp.jobs.training.sequence.Checkpoints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Eight metropolitan links of four hours, whose bandwidth moves in a wave. */
@ExtendWith(LocalSpark.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BandwidthTrainerSparkTest {

  private static final long MIDNIGHT = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();
  private static final int LINKS = 8;
  private static final int STEPS = 240;
  private static final SequenceContract CONTRACT = SequenceContract.DATACENTER;

  private final BandwidthModelConfig config = config();
  private final BandwidthTrainer trainer =
      new BandwidthTrainer(CONTRACT, config, Checkpoints.none());
  private TrainingSet rows;
  private TrainedModel model;

  private static BandwidthModelConfig config() {
    var at = "models.bandwidth.datacenter.";
    var settings =
        Map.of(
            at + "split.gap-seconds", "1500",
            at + "forecast.size.hidden", "4",
            at + "forecast.every-rows", "1",
            at + "forecast.fit.epochs.most", "2",
            at + "truth.least-samples", "5");
    return ConfigReader.read(
        ConfigReader.load(List.of(), settings),
        "models.bandwidth.datacenter",
        BandwidthModelConfig.class);
  }

  private static double mbps(int link, int step, Random random) {
    return (100 + 20 * link) * (1 + 0.3 * Math.sin(step / 9.0) + 0.02 * random.nextGaussian());
  }

  private static Dataset<Row> paths(SparkSession spark) {
    var random = new Random(1);
    var spec = Tables.TELEMETRY_PATH;
    var rows = new ArrayList<Row>();
    for (var link = 0; link < LINKS; link++) {
      for (var step = 0; step < STEPS; step++) {
        var row = new HashMap<String, Object>();
        row.put("node_id", "n" + link);
        row.put("peer_id", "p" + link);
        row.put("link_type", "metro");
        row.put("ts", at(step * 60L));
        row.put("ingested_at", at(step * 60L + 3));
        row.put("ds", Date.valueOf("2026-01-01"));
        row.put("throughput_mbps", mbps(link, step, random));
        row.put("rtt_ms", 3 + random.nextDouble());
        row.put("packet_loss", 1e-5 * random.nextDouble());
        row.put("jitter_ms", 0.1 + 0.1 * random.nextDouble());
        rows.add(RowFactory.create(spec.columnNames().stream().map(row::get).toArray()));
      }
    }
    return spark.createDataFrame(rows, spec.structType().asNullable());
  }

  private static Timestamp at(long second) {
    return Timestamp.from(Instant.ofEpochSecond(MIDNIGHT + second));
  }

  @BeforeAll
  void fit(SparkSession spark) {
    var paths = paths(spark).persist(StorageLevel.MEMORY_ONLY());
    var states =
        spark.createDataFrame(List.of(), Tables.TELEMETRY_PATH_STATE.structType().asNullable());
    var labels =
        new PathTruth(config.truth(), new PathTruth.Grid(60, 20, CONTRACT.linkTypes()))
            .label(paths, states, trainer.labelTable(), "r1");
    var features = Features.bandwidth(paths, CONTRACT, config.sequence());
    var joined = TrainingSet.join(features, labels, trainer.inputs(), trainer.labelTable());
    rows = joined.with(trainer.split(joined.rows(), 0).persist(StorageLevel.MEMORY_ONLY()));
    model = trainer.fit(rows.forFit(), 7);
  }

  @Test
  void whatTheRuntimeScalesFromRawSamplesGivesTheScoredForecast() {
    var scored = model.score(rows).where("dataset = 'test'").limit(1).head();
    var link = scored.<String>getAs("entity");
    var end = scored.<Timestamp>getAs("ts").toInstant().getEpochSecond() - MIDNIGHT;

    var raw = rows.rows().sparkSession();
    var samples =
        paths(raw)
            .where(col("node_id").equalTo(link.substring(0, link.indexOf('>'))))
            .where(col("ts").leq(at(end)).and(col("ts").gt(at(end - 600))))
            .orderBy("ts")
            .collectAsList();
    var window = FloatMatrix.zeros(1, 60);
    for (var i = 0; i < samples.size(); i++) {
      var time =
          samples.get(i).<Timestamp>getAs("ts").toInstant().atOffset(java.time.ZoneOffset.UTC);
      window.set(0, i * 6, (float) (samples.get(i).<Double>getAs("throughput_mbps") / 1000));
      window.set(0, i * 6 + 1, (float) (samples.get(i).<Double>getAs("rtt_ms") / 100));
      window.set(0, i * 6 + 2, samples.get(i).<Double>getAs("packet_loss").floatValue());
      window.set(0, i * 6 + 3, (float) (samples.get(i).<Double>getAs("jitter_ms") / 50));
      window.set(0, i * 6 + 4, (float) (time.getHour() / 24.0));
      window.set(0, i * 6 + 5, (float) (time.getDayOfWeek().getValue() % 7 / 7.0));
    }

    assertThat(samples).hasSize(10);
    try (var runtime = contract()) {
      assertThat(runtime.signature().inputs().get(0).name()).isEqualTo("input");
      var output = runtime.score(window).floats("output");
      assertThat(output.columns()).isEqualTo(4);
      assertThat(1000.0 * output.at(0, 0))
          .isCloseTo(scored.<Double>getAs("predicted_value"), within(1e-2));
      var batch = FloatMatrix.zeros(256, 60);
      for (var row = 0; row < batch.rows(); row++) {
        System.arraycopy(window.values(), 0, batch.values(), row * 60, 60);
      }
      var outputs = runtime.score(batch).floats("output");
      for (var row = 0; row < batch.rows(); row++) {
        assertThat(outputs.at(row, 0)).isCloseTo(output.at(0, 0), within(1e-6f));
      }
    }
  }

  private OnnxScorer contract() {
    var graph = model.files().get("bandwidth_lstm_v1.onnx");
    var signature =
        new String(model.files().get("contract_signature.json"), StandardCharsets.UTF_8);
    return OnnxScorer.open(
        graph,
        Signature.parse(signature),
        OnnxScorer.Options.singleThreaded(Digests.sha256(graph)));
  }

  @Test
  void servesAgainFromItsFolderAndGivesTheSameBytes(@TempDir Path folder) throws IOException {
    for (var file : model.files().entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }

    assertThat(trainer.problem(folder)).isEmpty();
    assertThat(trainer.load(folder).score(rows).where("dataset = 'test'").count())
        .isEqualTo(model.score(rows).where("dataset = 'test'").count());
    assertThat(trainer.fit(rows.forFit(), 7).files().get("model.onnx"))
        .isEqualTo(model.files().get("model.onnx"));
    Files.write(folder.resolve("model.onnx"), new byte[] {1, 2, 3});
    assertThat(trainer.problem(folder)).isPresent();
  }

  @Test
  void truthLiesStrictlyAfterTheWindowAndRowsAreAligned() {
    var rules = trainer.leakRules();

    assertThat(
            RowChecks.labelWindowAfterFeatureTime(
                    rows.rows(), rules.window(), Instant.parse("2026-01-03T00:00:00Z"))
                .passed())
        .isTrue();
    assertThat(RowChecks.rowAlignment(rows.rows(), rules.anchors()).passed()).isTrue();
    assertThat(RowChecks.splitOverlap(rows.rows(), rules.split()).passed()).isTrue();
  }

  @Test
  void aColumnOfTheTruthsRowAmongTheInputsIsFound() {
    var planted = rows.part(TrainingSet.TRAIN).withColumn("now_bandwidth", col("bandwidth_mbps_1"));
    var bounds = trainer.leakRules().config().singleFeature();
    var alarm = SignalChecks.singleFeatureAlarm(planted, rows.inputs().names(), "label", bounds);

    assertThat(
            SignalChecks.withCopies(
                    alarm, planted, rows.inputs().names(), List.of("bandwidth_mbps_1"))
                .detail())
        .contains("now_bandwidth is the truth bandwidth_mbps_1");
  }

  @Test
  void floorsForecastWhatTheyAreCalledFor() {
    var scored = trainer.references(rows).where("dataset = 'test'");
    var joined =
        scored
            .where("scorer = 'floor:persistence'")
            .join(
                rows.part("test")
                    .selectExpr(
                        "concat(link, '@', unix_seconds(ts)) AS row_key", "last_mbps AS last"),
                "row_key");

    assertThat(joined.where("abs(predicted_value - last) > 1e-3").count()).isZero();
    assertThat(scored.select("scorer").distinct().count()).isEqualTo(4);
    assertThat(scored.where("predicted_value IS NULL").count()).isZero();
  }
}
