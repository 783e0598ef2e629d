package io.novacron.dwcp.jobs.model.reliability;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.config.ConfigReader;
import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.testing.LocalSpark;
import io.novacron.dwcp.evaluation.leak.RowChecks;
import io.novacron.dwcp.jobs.export.ForestToOnnx;
import io.novacron.dwcp.jobs.training.TrainedModel;
import io.novacron.dwcp.jobs.training.TrainingSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalSpark.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReliabilityTrainerSparkTest {

  private static final List<Integer> ONSETS = List.of(35, 60, 80);
  private static final double HARM = 4;
  private static final long SEED = 7;

  private final ReliabilityTrainer trainer = trainer();
  private TrainingSet rows;
  private TrainedModel model;

  @BeforeAll
  void fit(SparkSession spark) {
    rows = divided(spark, ONSETS);
    model = trainer.fit(rows.forFit(), SEED);
  }

  @AfterAll
  void release() {
    rows.rows().unpersist();
  }

  static ReliabilityTrainer trainer() {
    var small =
        "[{ name = small, inputs = [across_harm], forest { trees = 20, samples = 128, column-share = 1,"
            + " sample-rows = 1000, scale-limit = 1000, background-share = 0 } }]";
    var settings =
        Map.of(
            "models.reliability.detector.trials", small,
            "models.reliability.split.gap-seconds", "600",
            "models.reliability.detector.parity-rows", "500",
            "models.reliability.detector.alarm.raise-after", "[1]",
            "models.reliability.detector.normal-sample.rows", "256",
            "models.reliability.detector.normal-sample.starts", "2");
    var config = ConfigReader.load(List.of(), settings);
    return new ReliabilityTrainer(
        ConfigReader.read(config, "models.reliability", ReliabilityModelConfig.class));
  }

  private TrainingSet divided(SparkSession spark, List<Integer> onsets) {
    var joined = new NodeRows(onsets, HARM).joined(spark);
    return joined.with(trainer.split(joined.rows(), 0).persist(StorageLevel.MEMORY_ONLY()));
  }

  private static Dataset<Row> test(Dataset<Row> scored, String scorer) {
    return scored.where(col("dataset").equalTo("test").and(col("scorer").equalTo(scorer)));
  }

  private static double share(Dataset<Row> scored, String condition) {
    return scored
        .agg(expr("avg(CASE WHEN %s THEN 1.0D ELSE 0.0D END)".formatted(condition)))
        .head()
        .getDouble(0);
  }

  private static Path written(TrainedModel model, Path folder) throws IOException {
    for (var file : model.files().entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
    return folder;
  }

  @Test
  void findsPlantedIncidentsAndServesAgainFromItsFolder(@TempDir Path folder) throws IOException {

    var scored = test(model.score(rows), "candidate");

    assertThat(scored.count()).isGreaterThan(500);
    assertThat(
            share(
                scored.where("amounts['event_detected'] IS NOT NULL"),
                "amounts['event_detected'] = 1"))
        .isEqualTo(1);
    assertThat(share(scored.where("truth = 'normal'"), "prediction = 'anomaly'")).isLessThan(0.02);
    assertThat(share(scored, "slices['kind'] = 'crash'")).isBetween(0.01, 0.2);
    assertThat(model.chosen())
        .allSatisfy(one -> assertThat(one.chosenOn()).isEqualTo("validation"));
    assertThat(model.curves()).containsKey("trial");

    written(model, folder);
    assertThat(trainer.problem(folder)).isEmpty();
    var loaded = test(trainer.load(folder).score(rows), "candidate");
    assertThat(
            loaded
                .select("row_key", "predicted_value", "prediction")
                .exceptAll(scored.select("row_key", "predicted_value", "prediction"))
                .isEmpty())
        .isTrue();

    var graph = Files.readAllBytes(folder.resolve(ForestToOnnx.FILE));
    graph[graph.length / 2] ^= 0x55;
    Files.write(folder.resolve(ForestToOnnx.FILE), graph);
    assertThat(trainer.problem(folder)).isPresent();
  }

  @Test
  void givesTheSameBytesForTheSameSeed() {
    var again = rows.with(rows.rows().repartition(7));

    assertThat(trainer.fit(again.forFit(), SEED).files()).containsAllEntriesOf(model.files());
  }

  @Test
  void scoresEveryReferenceOnTheSameRows() {

    var scored = trainer.references(rows);

    var counts = scored.groupBy("scorer").count().collectAsList();
    assertThat(counts)
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrderElementsOf(ReliabilityReferences.NAMES);
    assertThat(counts).extracting(row -> row.getLong(1)).containsOnly(counts.get(0).getLong(1));
    assertThat(share(test(scored, "ceiling:perfect"), "truth = prediction")).isEqualTo(1);
    assertThat(share(test(scored, "floor:single-column"), "truth = prediction")).isGreaterThan(0.9);
  }

  @Test
  void decidesNothingWithoutAnIncidentInValidation(SparkSession spark) {
    var quiet = divided(spark, List.of(60, 80));

    var scored = trainer.fit(quiet.forFit(), SEED).score(quiet);

    assertThat(scored.where("prediction IS NOT NULL").isEmpty()).isTrue();
    assertThat(scored.where("size(amounts) > 0").isEmpty()).isTrue();
  }

  @Test
  void learnsNothingFromShuffledLabels() {
    var shuffled =
        rows.rows()
            .withColumn(
                "label", expr("if(pmod(xxhash64(node_id, ts), 10) = 0, 'anomaly', 'normal')"));

    var scored = trainer.control(rows.with(shuffled), SEED).score(rows);

    assertThat(share(scored.where("truth = 'anomaly'"), "prediction = 'anomaly'")).isLessThan(0.3);
    assertThat(trainer.control(rows, SEED).files()).isEmpty();
  }

  @Test
  void catchesLabelsThatHaveSlippedByAWindow() {
    var anchors = trainer.leakRules().anchors();
    var slipped =
        rows.rows().withColumn("ts", expr("ts + INTERVAL %d SECONDS".formatted(NodeRows.STEP_S)));

    assertThat(RowChecks.rowAlignment(rows.rows(), anchors).passed()).isTrue();
    assertThat(RowChecks.rowAlignment(slipped, anchors).passed()).isFalse();
  }

  @Test
  void keepsNodesAndTimesOfThePartsApart() {

    var finding = RowChecks.splitOverlap(rows.rows(), trainer.leakRules().split());

    assertThat(finding.passed()).as(finding.detail()).isTrue();
  }

  /** Some nodes fail for the last two windows of the train part: about as many as are tolerated. */
  @Test
  void findsIncidentsThoughTrainingRowsHoldSome(SparkSession spark) {
    var mixed = divided(spark, List.of(22, 35, 60, 80));
    var few =
        mixed.with(
            mixed
                .rows()
                .where(
                    "dataset <> 'train' OR label = 'normal' OR pmod(xxhash64(node_id), 10) < 4"));
    var contamination = share(few.part(TrainingSet.TRAIN), "label = 'anomaly'");

    var scored = test(trainer.fit(few.forFit(), SEED).score(few), "candidate");

    assertThat(contamination).isBetween(0.02, 0.05);
    assertThat(
            share(
                scored.where("amounts['event_detected'] IS NOT NULL"),
                "amounts['event_detected'] = 1"))
        .isEqualTo(1);
    assertThat(share(scored.where("truth = 'normal'"), "prediction = 'anomaly'")).isLessThan(0.02);
    mixed.rows().unpersist();
  }

  @Test
  void refusesTrainingRowsFullOfIncidents() {
    var full = rows.with(rows.rows().withColumn("label", lit("anomaly")));

    assertThatThrownBy(() -> trainer.fit(full, SEED))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("too many windows of the train part lie in incidents: 1.000");
  }

  @Test
  void saysWhenThereIsNothingToSplitOrFit() {
    var none = rows.with(rows.rows().where("false"));

    assertThatThrownBy(() -> trainer.split(none.rows(), 0))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("there are no nodes");
    assertThatThrownBy(() -> trainer.fit(none, SEED))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("the train part has no rows");
  }
}
