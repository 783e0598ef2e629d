package io.novacron.dwcp.jobs.launch;

import static io.novacron.dwcp.common.schema.Tables.LABELS_RELIABILITY;
import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.common.schema.AlarmTables;
import io.novacron.dwcp.common.schema.EvaluationTables;
import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.features.set.FeatureSets;
import io.novacron.dwcp.jobs.launch.TestLake.Models;
import io.novacron.dwcp.jobs.training.TrainedModel;
import io.novacron.dwcp.jobs.training.TrainingSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nights of the real detector on a small fleet that fails often: an honest one makes a champion and
 * tells operators what it found; the same again, killed in between, makes the same; and what cannot
 * be trusted is refused, or not evaluated where there is nothing to judge by.
 */
@Tag("e2e")
@Tag("long")
class DetectorNightIT {

  /** What a night leaves behind that names no time. */
  private static final List<TableSpec> RESULTS =
      List.of(
          FeatureSets.RELIABILITY.tableSpec(),
          LABELS_RELIABILITY,
          EvaluationTables.LEAK_RESULTS,
          EvaluationTables.EVAL_METRICS,
          EvaluationTables.EVAL_PAIRWISE,
          AlarmTables.ALARMS,
          AlarmTables.EPISODES,
          EvaluationTables.GATE_RESULTS,
          EvaluationTables.MODEL_ALIASES,
          EvaluationTables.MODEL_EVENTS);

  private static final String CONF = "detector-night.conf";
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

  private static Dataset<Row> read(TestLake lake, TableSpec table) {
    return lake.store().read(table);
  }

  private static long count(Dataset<Row> rows, String condition) {
    return rows.where(condition).count();
  }

  /** What operators see is what the judge counted. */
  @Test
  void tellsOperatorsTheEpisodesThatTheJudgeCounted() {
    var scored =
        read(honest.lake(), EvaluationTables.SCORED_ROWS)
            .where("scorer = 'candidate' AND dataset = 'test'");
    var alarms = read(honest.lake(), AlarmTables.ALARMS).where("dataset = 'test'");
    var episodes = read(honest.lake(), AlarmTables.EPISODES).where("dataset = 'test'");

    assertThat(alarms.count()).isEqualTo(count(scored, "prediction = 'anomaly'")).isPositive();
    assertThat(count(alarms, "incident_id IS NULL"))
        .isEqualTo(count(scored, "prediction = 'anomaly' AND truth = 'normal'"));
    assertThat(count(episodes, "incident_id IS NULL"))
        .isEqualTo(count(scored, "amounts['false_alarm'] = 1"));
    assertThat(count(episodes, "detect_s IS NOT NULL"))
        .isEqualTo(count(scored, "amounts['event_detected'] = 1"));
    assertThat(episodes.agg(expr("sum(windows)")).head().getLong(0)).isEqualTo(alarms.count());
  }

  /** The generator's mechanism says which metric an incident of these kinds moves first. */
  @Test
  void namesTheMetricThatTheIncidentMoved() {
    var moved = Map.of("memory-leak", "memory_usage", "disk-full", "disk_usage");
    var alarms = read(honest.lake(), AlarmTables.ALARMS);

    moved.forEach(
        (kind, metric) -> {
          var ofKind = alarms.where("incident_kind = '%s'".formatted(kind));
          assertThat(ofKind.count()).as(kind).isGreaterThan(5);
          assertThat(
                  count(
                      ofKind, "array_contains(slice(causes.metric, 1, 2), '%s')".formatted(metric)))
              .as("%s among the first two causes of %s", metric, kind)
              .isGreaterThanOrEqualTo(Math.round(0.95 * ofKind.count()));
        });
    assertThat(count(alarms, "size(causes) = 0 OR size(causes) > 3")).isZero();
  }

  private static Map<String, String> kills() {
    var kills = new LinkedHashMap<String, String>();
    kills.put("labels_reliability", "labels");
    kills.put("alarm_episodes", "evaluate");
    kills.put("model_events", "publish");
    return kills;
  }

  @Test
  void makesTheSameModelAndEpisodesAgainThoughItWasKilledOnTheWay() throws IOException {
    var again = honest.lake().copyOf(temp.resolve("again"), "raw");

    HonestNight.runKilled(again, DETECTOR, kills());

    honest.assertSameEnd(again, RESULTS);
  }

  @Test
  void refusesAFleetWhoseIncidentsLeaveTooFewTraces() {
    var hard = new TestLake(temp.resolve("hard"), CONF);

    var outcome = hard.run(DETECTOR, "demo", "--difficulty", "hard");

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("reliability: NOT_BLESSED   version 1   champion none");
    assertThat(HonestNight.refusals(hard)).anyMatch(reason -> reason.contains("finds-incidents: "));
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

  /** Why a detector beside the honest champion is refused. */
  private static List<String> refusals(TestInfo test, Models models) throws IOException {
    var lake = honest.copy(test);

    honest.steps(lake, models, "train", "evaluate", "publish");

    assertThat(lake.rows(EvaluationTables.MODEL_VERSIONS, "verdict"))
        .containsExactly("[BLESSED]", "[NOT_BLESSED]");
    return HonestNight.refusals(lake);
  }

  @Test
  void refusesADetectorThatFlagsEverything(TestInfo test) throws IOException {
    assertThat(refusals(test, ruled(0)))
        .anyMatch(reason -> reason.contains("stays-calm: false_positive_rate on test/all is "))
        .anyMatch(reason -> reason.contains("shuffled-label-control: "))
        .noneMatch(reason -> reason.contains("finds-incidents"));
  }

  @Test
  void refusesADetectorThatFlagsNothing(TestInfo test) throws IOException {
    assertThat(refusals(test, ruled(1)))
        .anyMatch(reason -> reason.contains("finds-incidents: event_recall on test/all is 0, not"))
        .anyMatch(reason -> reason.contains("constant-prediction: says the same on all of"))
        .noneMatch(reason -> reason.contains("stays-calm"));
  }

  @Test
  void evaluatesNothingWithoutAnIncidentInValidation(TestInfo test) throws IOException {
    var lake = honest.copy(test);
    var inValidation = "hour(ts) BETWEEN 6 AND 13";
    lake.spoil(
        LABELS_RELIABILITY,
        rows -> {
          var calm = rows;
          for (var column : List.of("incident_id", "kind", "severity", "started_at", "ended_at")) {
            calm =
                calm.withColumn(column, expr("if(%s, NULL, %s)".formatted(inValidation, column)));
          }
          return calm.withColumn("label", expr("if(%s, 'normal', label)".formatted(inValidation)))
              .withColumn("overlap_s", expr("if(%s, 0.0D, overlap_s)".formatted(inValidation)));
        });

    honest.steps(lake, DETECTOR, "train", "evaluate", "publish");

    assertThat(lake.rows(EvaluationTables.MODEL_VERSIONS, "verdict"))
        .containsExactly("[BLESSED]", "[NOT_EVALUATED]");
    assertThat(HonestNight.refusals(lake))
        .anyMatch(
            reason ->
                reason.contains("validation-holds-incidents: no value of event_recall: undefined"));
    // The champion is of this very run, so nobody calls but the candidate, which has no rule.
    assertThat(lake.rows(AlarmTables.EPISODES, "scorer")).isEmpty();
  }
}
