package io.novacron.dwcp.jobs.launch;

import static io.novacron.dwcp.common.schema.Tables.LABELS_CONSENSUS;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.common.schema.AlarmTables;
import io.novacron.dwcp.common.schema.EvaluationTables;
import io.novacron.dwcp.evaluation.leak.SignalChecks;
import io.novacron.dwcp.features.set.FeatureSets;
import io.novacron.dwcp.jobs.launch.TestLake.Models;
import io.novacron.dwcp.jobs.training.TrainedModel;
import io.novacron.dwcp.jobs.training.TrainingSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nights of the real detector of slow clusters on a few of them: an honest one makes a champion,
 * and what cannot be trusted is stopped or refused.
 */
@Tag("e2e")
@Tag("long")
class ConsensusNightIT {

  private static final String CONF = "consensus-night.conf";
  private static final Models DETECTOR = ModelsConfig::trainers;

  @TempDir private static Path temp;
  private static HonestNight honest;

  @BeforeAll
  static void publishAnHonestChampion() {
    HonestNight.prepare();
    var lake = new TestLake(temp.resolve("honest"), CONF);

    honest = new HonestNight(lake, temp).run(DETECTOR, "demo");

    assertThat(lake.rows(EvaluationTables.LEAK_RESULTS, "check", "passed"))
        .hasSize(11)
        .allMatch(row -> row.endsWith(",true]"));
  }

  @AfterAll
  static void forgetTheLogStore() {
    HonestNight.forget();
  }

  @Test
  void tellsOperatorsWhatTheJudgeCounted() {
    var store = honest.lake().store();
    var scored =
        store
            .read(EvaluationTables.SCORED_ROWS)
            .where("scorer = 'candidate' AND dataset = 'test' AND prediction = 'episode'");
    var alarms = store.read(AlarmTables.ALARMS).where("dataset = 'test'");

    assertThat(alarms.count()).isEqualTo(scored.count()).isPositive();
    assertThat(alarms.where("size(causes) = 0 OR size(causes) > 3").isEmpty()).isTrue();
  }

  /** Each window has what the next one of its cluster has, but for its own columns. */
  @Test
  void stopsLabelsThatSlippedByAWindow(TestInfo test) throws IOException {
    var lake = honest.copy(test);
    var own = List.of("cluster_id", "ts", "ds", "run_id", "known_at");
    var next =
        "coalesce(lead(`%1$s`) OVER (PARTITION BY cluster_id ORDER BY ts), `%1$s`) AS `%1$s`";

    lake.spoil(
        LABELS_CONSENSUS,
        rows ->
            rows.select(
                Arrays.stream(rows.columns())
                    .map(name -> own.contains(name) ? col(name) : expr(next.formatted(name)))
                    .toArray(Column[]::new)));

    honest.assertStopped(
        lake, DETECTOR, List.of("row-alignment: ", " differs from overlap_s on "), "train");
  }

  /** Onset and end come a window early beside labels that are in time. */
  @Test
  void stopsTruthThatSlippedByAWindow(TestInfo test) throws IOException {
    var lake = honest.copy(test);

    lake.spoil(
        LABELS_CONSENSUS,
        rows ->
            rows.withColumn("started_at", expr("started_at - INTERVAL 2 SECONDS"))
                .withColumn("ended_at", expr("ended_at - INTERVAL 2 SECONDS")));

    honest.assertStopped(
        lake, DETECTOR, List.of("row-alignment: ", " differs from overlap_s on "), "train");
  }

  /** Overlaps stay with their episodes, so that rows still look aligned. */
  @Test
  void refusesADetectorOfShuffledLabels(TestInfo test) throws IOException {
    var lake = honest.copy(test);

    lake.spoil(
        LABELS_CONSENSUS,
        rows ->
            SignalChecks.withShuffledLabels(
                rows, List.of("cluster_id", "ts"), List.of("label"), 3));
    honest.steps(lake, DETECTOR, "train", "evaluate", "publish");

    assertThat(verdicts(lake)).containsExactly("[BLESSED]", "[NOT_BLESSED]");
    assertThat(HonestNight.refusals(lake))
        .anyMatch(reason -> reason.contains("tells-windows: balanced_accuracy on test/all is 0.5"));
  }

  /** One column is what the features hold of an episode: it is too good to be honest. */
  @Test
  void stopsAColumnThatKnowsTheEpisode(TestInfo test) throws IOException {
    var lake = honest.copy(test);
    var truth = lake.store().read(LABELS_CONSENSUS).selectExpr("cluster_id", "ts", "overlap_s");

    lake.spoil(
        FeatureSets.CONSENSUS.tableSpec(),
        rows ->
            rows.join(truth, new String[] {"cluster_id", "ts"})
                .withColumn("now_queue", col("overlap_s"))
                .select(
                    Arrays.stream(rows.columns()).map(name -> col(name)).toArray(Column[]::new)));

    honest.assertStopped(
        lake, DETECTOR, List.of("single-feature-alarm: now_queue alone gets "), "train");
  }

  private static List<String> verdicts(TestLake lake) {
    return lake.rows(EvaluationTables.MODEL_VERSIONS, "verdict");
  }

  /** Why a model beside the honest champion is refused. */
  private static List<String> refusals(TestInfo test, Models models) throws IOException {
    var lake = honest.copy(test);

    honest.steps(lake, models, "train", "evaluate", "publish");

    assertThat(verdicts(lake)).containsExactly("[BLESSED]", "[NOT_BLESSED]");
    return HonestNight.refusals(lake);
  }

  /** A trainer whose models say what a floor says, before and after they are stored. */
  private static Models floor(String floor) {
    return Models.changed(
        real ->
            new ChangedTrainer(real) {
              @Override
              public TrainedModel fit(TrainingSet rows, long seed) {
                return new FloorModel(super.fit(rows, seed + 1), this, floor);
              }

              @Override
              public TrainedModel load(Path folder) {
                return new FloorModel(super.load(folder), this, floor);
              }
            });
  }

  @Test
  void refusesTheMeanSquaredDeviationSoldAsAModel(TestInfo test) throws IOException {
    assertThat(refusals(test, floor("floor:mean-squared-z")))
        .anyMatch(
            reason ->
                reason.contains("beats-mean-squared-z: auprc minus floor:mean-squared-z on test"));
  }

  @Test
  void refusesASingleColumnSoldAsAModel(TestInfo test) throws IOException {
    assertThat(refusals(test, floor("floor:single-column")))
        .anyMatch(
            reason ->
                reason.contains("beats-single-column: auprc minus floor:single-column on test"));
  }

  /** A detector whose alarms are raised at another score than validation chose. */
  private static Models ruled(double threshold) {
    return Models.changed(
        real ->
            new ChangedTrainer(real) {
              @Override
              public TrainedModel fit(TrainingSet rows, long seed) {
                return RuledModel.of(real, super.fit(rows, seed), threshold);
              }
            });
  }

  @Test
  void refusesADetectorThatFlagsEverything(TestInfo test) throws IOException {
    assertThat(refusals(test, ruled(0)))
        .anyMatch(reason -> reason.contains("stays-calm: false_positive_rate on test/all is "))
        .anyMatch(reason -> reason.contains("tells-windows: balanced_accuracy on test/all is 0.5"))
        .noneMatch(reason -> reason.contains("finds-episodes"));
  }

  @Test
  void refusesADetectorThatFlagsNothing(TestInfo test) throws IOException {
    assertThat(refusals(test, ruled(1)))
        .anyMatch(reason -> reason.contains("finds-episodes: event_recall on test/all is 0, not"))
        .anyMatch(reason -> reason.contains("constant-prediction: says the same on all of"))
        .noneMatch(reason -> reason.contains("stays-calm"));
  }

  @Test
  void evaluatesNothingWithoutAnEpisodeInValidation(TestInfo test) throws IOException {
    var lake = honest.copy(test);

    lake.spoil(LABELS_CONSENSUS, ConsensusNightIT::calm);
    honest.steps(lake, DETECTOR, "train", "evaluate", "publish");

    assertThat(verdicts(lake)).containsExactly("[BLESSED]", "[NOT_EVALUATED]");
    assertThat(HonestNight.refusals(lake))
        .anyMatch(
            reason ->
                reason.contains("validation-holds-episodes: no value of event_recall: undefined"));
  }

  private static Dataset<Row> calm(Dataset<Row> rows) {
    var changed = rows;
    for (var column : List.of("episode_id", "kind", "severity", "started_at", "ended_at")) {
      changed =
          changed.withColumn(
              column,
              expr("CAST(NULL AS %s)".formatted(rows.schema().apply(column).dataType().sql())));
    }
    return changed.withColumn("label", expr("'normal'")).withColumn("overlap_s", expr("0.0D"));
  }
}
