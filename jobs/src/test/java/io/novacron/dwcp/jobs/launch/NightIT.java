package io.novacron.dwcp.jobs.launch;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.common.schema.EvaluationTables;
import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.evaluation.leak.SignalChecks;
import io.novacron.dwcp.features.set.FeatureSet;
import io.novacron.dwcp.jobs.launch.TestLake.Models;
import io.novacron.dwcp.jobs.training.Labelled;
import io.novacron.dwcp.jobs.training.Run;
import io.novacron.dwcp.jobs.training.Sources;
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
 * Whole nights of a model of the test: an honest one, the same again and killed in between, and
 * nights with a deceit planted in the model or its data, which the check that is named for it stops
 * while the champion of the honest night stays.
 */
@Tag("e2e")
class NightIT {

  /** What a night leaves behind beside its ledger. */
  private static final List<TableSpec> RESULTS =
      List.of(
          Tables.TELEMETRY_OUTCOMES,
          Tables.TELEMETRY_CONDITIONS,
          EvaluationTables.DQ_RESULTS,
          ToyTrainer.LABELS,
          EvaluationTables.LEAK_RESULTS,
          EvaluationTables.EVAL_METRICS,
          EvaluationTables.EVAL_PAIRWISE,
          EvaluationTables.GATE_RESULTS,
          EvaluationTables.MODEL_ALIASES,
          EvaluationTables.MODEL_EVENTS);

  @TempDir private static Path temp;
  private static HonestNight honest;

  @BeforeAll
  static void publishAnHonestChampion() {
    HonestNight.prepare();
    var lake = ToyLake.land(temp.resolve("honest"));

    honest = new HonestNight(lake, temp).run(Models.of(new ToyTrainer()), "night");

    assertThat(lake.rows(EvaluationTables.LEAK_RESULTS, "check"))
        .hasSize(11)
        .doesNotHaveDuplicates();
  }

  @AfterAll
  static void forgetTheLogStore() {
    HonestNight.forget();
  }

  /** Each line is a kill before a commit; the night goes on from the step that was killed. */
  private static final Map<String, String> KILLS = kills();

  private static Map<String, String> kills() {
    var kills = new LinkedHashMap<String, String>();
    kills.put("drift_results", "ingest");
    kills.put("features_toy_estimate_mbps", "features");
    kills.put("labels_toy", "labels");
    kills.put("leak_results", "train");
    kills.put("model_candidates", "train");
    kills.put("eval_pairwise", "evaluate");
    kills.put("gate_results", "publish");
    kills.put("model_versions", "publish");
    kills.put("model_aliases", "publish");
    kills.put("model_events", "publish");
    return kills;
  }

  @Test
  void endsTheSameOnAnotherLakeWhereEveryStepWasKilledBetweenItsCommits() throws IOException {
    var lake = honest.lake().copyOf(temp.resolve("killed"), "raw");

    HonestNight.runKilled(lake, Models.of(new ToyTrainer()), KILLS);

    honest.assertSameEnd(lake, RESULTS);
  }

  @Test
  void evaluatesNoRunThatHasNotTrained(TestInfo test) throws IOException {
    var outcome =
        honest.copy(test).run(Models.of(new ToyTrainer()), "evaluate", "--run-id", "other");

    assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.DATA.code());
    assertThat(outcome.err())
        .contains("Cannot evaluate compression: run other has no candidate; train it first");
  }

  private static void assertStopped(
      TestInfo test, ToyTrainer deceit, List<String> sentences, String... steps)
      throws IOException {
    honest.assertStopped(honest.copy(test), Models.of(deceit), sentences, steps);
  }

  @Test
  void stopsAnInputThatHasTheNameOfATruthColumn(TestInfo test) throws IOException {
    var deceit =
        new ToyTrainer() {
          @Override
          public FeatureSet inputs() {
            return inputs("true_mbps");
          }

          @Override
          public Dataset<Row> features(Sources sources) {
            return super.features(sources).withColumnRenamed("estimate_mbps", "true_mbps");
          }
        };

    assertStopped(
        test, deceit, List.of("truth-role-in-inputs", "[true_mbps]"), "features", "train");
  }

  @Test
  void stopsAnInputThatHoldsTheTruthUnderAnotherName(TestInfo test) throws IOException {
    var deceit =
        new ToyTrainer() {
          @Override
          public Dataset<Row> features(Sources sources) {
            var oracle =
                honest
                    .lake()
                    .store()
                    .read(LABELS)
                    .select(col("transfer_id"), col("true_mbps").as("estimate"));
            return super.features(sources)
                .join(oracle, "transfer_id")
                .withColumn("estimate_mbps", col("estimate"))
                .drop("estimate");
          }
        };

    assertStopped(
        test,
        deceit,
        List.of("single-feature-alarm: estimate_mbps alone gets 0.9"),
        "features",
        "train");
  }

  @Test
  void stopsRowsMisalignedByOne(TestInfo test) throws IOException {
    var deceit =
        new ToyTrainer() {
          @Override
          public Labelled label(Sources sources, Run run) {
            var rows = super.label(sources, run).labels();
            return new Labelled(
                Deceits.misalignedByOne(rows, List.of("transfer_id", "ds")),
                Map.of(),
                "misaligned");
          }
        };

    assertStopped(
        test,
        deceit,
        List.of("row-alignment: sent_bytes differs from", " of 2"),
        "labels",
        "train");
  }

  @Test
  void stopsAUnitSwappedInHalfOfTheRows(TestInfo test) throws IOException {
    var deceit =
        new ToyTrainer() {
          @Override
          public Dataset<Row> features(Sources sources) {
            return Deceits.thousandfold(
                super.features(sources), "estimate_mbps", "minute(ts) % 12 = 0");
          }
        };

    assertStopped(
        test,
        deceit,
        List.of("unit-swap: estimate_mbps is off by a factor 1000 on"),
        "features",
        "train");
  }

  /** The numbers of the honest night stay, so that nothing but the finding can refuse. */
  @Test
  void refusesAModelOfShuffledLabels(TestInfo test) throws IOException {
    var deceit =
        new ToyTrainer() {
          @Override
          public Labelled label(Sources sources, Run run) {
            var rows = super.label(sources, run).labels();
            return new Labelled(
                SignalChecks.withShuffledLabels(rows, "transfer_id", List.of("best"), 3),
                Map.of(),
                "shuffled");
          }
        };

    honest.assertRefused(
        honest.copy(test),
        Models.of(deceit),
        List.of("shuffled-label-control: fitted to the labels it gets"),
        "labels",
        "train",
        "publish");
  }

  @Test
  void refusesAConstantModelWhoseThresholdWasChosenOnTest(TestInfo test) throws IOException {
    var deceit =
        new ToyTrainer() {
          @Override
          public TrainedModel fit(TrainingSet rows, long seed) {
            assertThat(rows.part(TrainingSet.TEST).isEmpty()).isTrue();
            return new ToyModel(1e9, TrainingSet.TEST);
          }
        };

    honest.assertRefused(
        honest.copy(test),
        Models.of(deceit),
        List.of(
            "constant-prediction: says the same on all of validation",
            "shuffled-label-control: fitted to the labels it gets",
            "threshold-origin: cut was chosen on test, not on validation"),
        "train",
        "publish");
  }
}
