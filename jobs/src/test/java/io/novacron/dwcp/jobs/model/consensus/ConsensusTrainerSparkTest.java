package io.novacron.dwcp.jobs.model.consensus;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.common.config.ConfigReader;
import io.novacron.dwcp.common.testing.LocalSpark;
import io.novacron.dwcp.evaluation.leak.RowChecks;
import io.novacron.dwcp.jobs.training.Alarms;
import io.novacron.dwcp.jobs.training.TrainedModel;
import io.novacron.dwcp.jobs.training.TrainingSet;
import io.novacron.dwcp.jobs.training.sequence.Checkpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
class ConsensusTrainerSparkTest {

  private static final List<Integer> ONSETS = List.of(40, 100, 160);
  private static final double HARM = 6;
  private static final long SEED = 7;

  private final ConsensusTrainer trainer = trainer();
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

  private static ConsensusTrainer trainer() {
    var settings =
        Map.ofEntries(
            Map.entry("models.consensus.split.gap-seconds", "20"),
            Map.entry("models.consensus.split.train-share", "0.4"),
            Map.entry("models.consensus.split.validation-share", "0.3"),
            Map.entry("models.consensus.autoencoder.hidden", "8"),
            Map.entry("models.consensus.autoencoder.code", "4"),
            Map.entry("models.consensus.autoencoder.every-rows", "1"),
            Map.entry("models.consensus.autoencoder.scoring.scored-steps", "2"),
            Map.entry("models.consensus.autoencoder.scoring.lasting.steps", "2"),
            Map.entry("models.consensus.autoencoder.scoring.lasting.far", "2"),
            Map.entry("models.consensus.autoencoder.fit.epochs.most", "2"),
            Map.entry("models.consensus.autoencoder.parity-rows", "1500"),
            Map.entry("models.consensus.autoencoder.alarm.raise-after", "[1]"));
    var config = ConfigReader.load(List.of(), settings);
    return new ConsensusTrainer(
        ConfigReader.read(config, "models.consensus", ConsensusModelConfig.class),
        Checkpoints.none());
  }

  private TrainingSet divided(SparkSession spark, List<Integer> onsets) {
    var joined = new ClusterRows(onsets, HARM).joined(spark);
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

  @Test
  void findsPlantedEpisodesAndServesAgainFromItsFolder(@TempDir Path folder) throws IOException {
    var scored = test(model.score(rows), "candidate");

    assertThat(scored.where("truth = 'normal'").count()).isGreaterThan(100);
    assertThat(
            share(
                scored.where("amounts['event_detected'] IS NOT NULL"),
                "amounts['event_detected'] = 1"))
        .isEqualTo(1);
    assertThat(share(scored.where("truth = 'episode'"), "prediction = 'episode'"))
        .isGreaterThan(0.85);
    assertThat(share(scored.where("truth = 'normal'"), "prediction = 'episode'")).isLessThan(0.1);
    assertThat(model.chosen())
        .allSatisfy(one -> assertThat(one.chosenOn()).isEqualTo("validation"));

    for (var file : model.files().entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
    assertThat(model.files()).containsKeys(ConsensusFiles.GRAPH, ConsensusFiles.METADATA);
    assertThat(trainer.problem(folder)).isEmpty();
    var loaded = test(trainer.load(folder).score(rows), "candidate");
    assertThat(
            loaded
                .select("row_key", "predicted_value", "prediction")
                .exceptAll(scored.select("row_key", "predicted_value", "prediction"))
                .isEmpty())
        .isTrue();

    var graph = Files.readAllBytes(folder.resolve(ConsensusFiles.GRAPH));
    Files.write(folder.resolve(ConsensusFiles.GRAPH), Arrays.copyOf(graph, graph.length / 2));
    assertThat(trainer.problem(folder)).isPresent();
  }

  @Test
  void givesTheSameBytesForTheSameSeed() {
    var again = rows.with(rows.rows().repartition(7));

    assertThat(trainer.fit(again.forFit(), SEED).files()).containsAllEntriesOf(model.files());
  }

  @Test
  void namesTheColumnsBehindEachAlarm() {
    var scored = model.score(rows);

    var windows = model.alarms(rows, scored).map(Alarms::windows).orElseThrow();

    assertThat(windows.count()).isEqualTo(scored.where("prediction = 'episode'").count());
    assertThat(windows.where("size(causes) = 0 OR size(causes) > 3").isEmpty()).isTrue();
    assertThat(windows.where("array_contains(causes.metric, 'known')").isEmpty()).isTrue();
  }

  @Test
  void scoresEveryReferenceOnTheSameRows() {
    var scored = trainer.references(rows);

    var counts = scored.groupBy("scorer").count().collectAsList();
    assertThat(counts)
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrderElementsOf(ConsensusReferences.NAMES);
    assertThat(counts).extracting(row -> row.getLong(1)).containsOnly(counts.get(0).getLong(1));
    assertThat(share(test(scored, "ceiling:perfect"), "truth = prediction")).isEqualTo(1);
    assertThat(share(test(scored, "floor:mean-squared-z"), "truth = prediction"))
        .isGreaterThan(0.9);
  }

  @Test
  void decidesNothingWithoutAnEpisodeInValidation(SparkSession spark) {
    var quiet = divided(spark, List.of(40, 180));

    var scored = trainer.fit(quiet.forFit(), SEED).score(quiet);

    assertThat(scored.where("prediction IS NOT NULL").isEmpty()).isTrue();
  }

  @Test
  void learnsNothingFromShuffledLabels() {
    var shuffled =
        rows.rows()
            .withColumn(
                "label", expr("if(pmod(xxhash64(cluster_id, ts), 10) = 0, 'episode', 'normal')"));

    var scored = trainer.control(rows.with(shuffled), SEED).score(rows);

    assertThat(share(scored.where("truth = 'episode'"), "prediction = 'episode'")).isLessThan(0.3);
  }

  @Test
  void catchesLabelsThatHaveSlippedByAWindow() {
    var anchors = trainer.leakRules().anchors();
    var slipped =
        rows.rows()
            .withColumn("ts", expr("ts + INTERVAL %d SECONDS".formatted(ClusterRows.STEP_S)));

    assertThat(RowChecks.rowAlignment(rows.rows(), anchors).passed()).isTrue();
    assertThat(RowChecks.rowAlignment(slipped, anchors).passed()).isFalse();
  }

  @Test
  void keepsClustersAndTimesOfThePartsApart() {
    var finding = RowChecks.splitOverlap(rows.rows(), trainer.leakRules().split());

    assertThat(finding.passed()).as(finding.detail()).isTrue();
  }

  /** What an episode beyond the border leaves behind is no false alarm of the part. */
  @Test
  void leavesOutTheTailOfAnEpisodeBeyondTheBorder(SparkSession spark) {
    var joined = new ClusterRows(ONSETS, HARM).joined(spark).rows();
    var parts = trainer.split(joined, 0);

    parts.createOrReplaceTempView("parts");
    joined.createOrReplaceTempView("joined");
    var tails =
        spark.sql(
            "SELECT p.dataset, p.ts FROM parts p JOIN joined e ON e.cluster_id = p.cluster_id"
                + " AND e.ended_at <= p.ts AND e.ended_at > p.ts - INTERVAL 90 SECONDS"
                + " WHERE NOT EXISTS (SELECT * FROM parts q WHERE q.cluster_id = p.cluster_id"
                + " AND q.dataset = p.dataset AND q.ts <= p.ts AND q.episode_id IS NOT NULL)");
    assertThat(tails.isEmpty()).isTrue();
    assertThat(parts.where("dataset = 'validation' AND label = 'episode'").count()).isPositive();
    assertThat(parts.columns()).doesNotContain("last_episode_end", "episodes_seen_in_part");
  }
}
