package io.novacron.dwcp.jobs.launch;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.common.schema.EvaluationTables;
import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.common.testing.LocalSpark;
import io.novacron.dwcp.evaluation.leak.SignalChecks;
import io.novacron.dwcp.features.set.FeatureSet;
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
 * Whole nights through the tool: an honest one, the same again and killed in between, and nights
 * with a deceit planted in the model or its data, which the check that is named for it stops while
 * the champion of the honest night stays.
 */
@Tag("e2e")
class NightIT {

  private static final String LOG_STORE = "spark.delta.logStore.file.impl";

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
  private static ToyLake honest;

  @BeforeAll
  static void publishAnHonestChampion() {
    LocalSpark.session().stop();
    System.setProperty(LOG_STORE, CrashingLogStore.class.getName());
    honest = ToyLake.land(temp.resolve("honest"));

    var outcome = honest.run(new ToyTrainer(), "night", "--run-id", "honest");

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("compression: BLESSED   version 1   champion 1");
    assertThat(honest.rows(EvaluationTables.LEAK_RESULTS, "check"))
        .hasSize(11)
        .doesNotHaveDuplicates();
  }

  @AfterAll
  static void forgetTheLogStore() {
    CrashingLogStore.killBefore("");
    System.clearProperty(LOG_STORE);
    LocalSpark.session().stop();
  }

  private static void assertSameEnd(ToyLake lake) {
    for (var table : RESULTS) {
      assertThat(lake.rows(table)).as(table.name()).isEqualTo(honest.rows(table));
    }
    assertThat(lake.rows(EvaluationTables.MODEL_CANDIDATES, "digest"))
        .isEqualTo(honest.rows(EvaluationTables.MODEL_CANDIDATES, "digest"));
    // Without the digest of the verdict's documents, which name the versions of the tables read.
    var columns = new String[] {"version", "digest", "verdict", "infra_verdict"};
    assertThat(lake.rows(EvaluationTables.MODEL_VERSIONS, columns))
        .isEqualTo(honest.rows(EvaluationTables.MODEL_VERSIONS, columns))
        .hasSize(1);
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
    var lake = honest.copyOfLanding(temp.resolve("killed"));
    var from = "ingest";

    for (var kill : KILLS.entrySet()) {
      CrashingLogStore.killBefore(kill.getKey());
      var outcome = lake.run(new ToyTrainer(), "night", "--run-id", "honest", "--from-step", from);
      assertThat(outcome.code()).as("killed before a commit to " + kill.getKey()).isNotZero();
      from = kill.getValue();
    }
    CrashingLogStore.killBefore("");
    var outcome = lake.run(new ToyTrainer(), "night", "--run-id", "honest", "--from-step", from);

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertSameEnd(lake);
  }

  /**
   * What the last of these steps says, done with a deceitful model on a copy of the honest lake.
   */
  private static ToyLake.Outcome steps(ToyLake lake, ToyTrainer trainer, String... steps) {
    var outcome = new ToyLake.Outcome(0, "", "");
    for (var step : steps) {
      assertThat(outcome.code()).as(outcome.err()).isZero();
      outcome = lake.run(trainer, step, "--run-id", "honest");
    }
    assertThat(lake.rows(EvaluationTables.MODEL_ALIASES))
        .as("the champion has not moved")
        .isEqualTo(honest.rows(EvaluationTables.MODEL_ALIASES));
    return outcome;
  }

  private static ToyLake copy(TestInfo test) throws IOException {
    return honest.copy(temp.resolve(test.getTestMethod().orElseThrow().getName()));
  }

  /** Gates that failed, with their reasons. */
  private static List<String> refusals(ToyLake lake) {
    return lake
        .rows(EvaluationTables.GATE_RESULTS, "if(passed, '', concat(gate, ': ', reason))")
        .stream()
        .filter(reason -> !reason.equals("[]"))
        .toList();
  }

  @Test
  void stopsAnInputThatHasTheNameOfATruthColumn(TestInfo test) throws IOException {
    var outcome =
        steps(
            copy(test),
            new ToyTrainer() {
              @Override
              public FeatureSet inputs() {
                return inputs("true_mbps");
              }

              @Override
              public Dataset<Row> features(Sources sources) {
                return super.features(sources).withColumnRenamed("estimate_mbps", "true_mbps");
              }
            },
            "features",
            "train");

    assertThat(outcome.code()).isEqualTo(ExitCode.DATA.code());
    assertThat(outcome.err()).contains("truth-role-in-inputs", "[true_mbps]");
  }

  @Test
  void stopsAnInputThatHoldsTheTruthUnderAnotherName(TestInfo test) throws IOException {
    var outcome =
        steps(
            copy(test),
            new ToyTrainer() {
              @Override
              public Dataset<Row> features(Sources sources) {
                var oracle =
                    honest
                        .store()
                        .read(LABELS)
                        .select(col("transfer_id"), col("true_mbps").as("estimate"));
                return super.features(sources)
                    .join(oracle, "transfer_id")
                    .withColumn("estimate_mbps", col("estimate"))
                    .drop("estimate");
              }
            },
            "features",
            "train");

    assertThat(outcome.code()).isEqualTo(ExitCode.DATA.code());
    assertThat(outcome.err()).contains("single-feature-alarm: estimate_mbps alone gets 0.9");
  }

  @Test
  void stopsRowsMisalignedByOne(TestInfo test) throws IOException {
    var outcome =
        steps(
            copy(test),
            new ToyTrainer() {
              @Override
              public Labelled label(Sources sources, Run run) {
                var rows = super.label(sources, run).labels();
                var columns =
                    LABELS.columnNames().stream()
                        .map(
                            name ->
                                name.equals("transfer_id") || name.equals("ds")
                                    ? col(name)
                                    : expr(
                                        "coalesce(lead(%1$s) OVER (ORDER BY transfer_id), %1$s) AS %1$s"
                                            .formatted(name)))
                        .toArray(org.apache.spark.sql.Column[]::new);
                return new Labelled(rows.select(columns), Map.of(), "misaligned");
              }
            },
            "labels",
            "train");

    assertThat(outcome.code()).isEqualTo(ExitCode.DATA.code());
    assertThat(outcome.err()).contains("row-alignment: sent_bytes differs from", " of 2");
  }

  @Test
  void stopsAUnitSwappedInHalfOfTheRows(TestInfo test) throws IOException {
    var outcome =
        steps(
            copy(test),
            new ToyTrainer() {
              @Override
              public Dataset<Row> features(Sources sources) {
                var kilo = col("estimate_mbps").multiply(1000.0D);
                return super.features(sources)
                    .withColumn(
                        "estimate_mbps",
                        when(expr("minute(ts) % 12 = 0"), kilo).otherwise(col("estimate_mbps")));
              }
            },
            "features",
            "train");

    assertThat(outcome.code()).isEqualTo(ExitCode.DATA.code());
    assertThat(outcome.err()).contains("unit-swap: estimate_mbps is off by a factor 1000 on");
  }

  /** The numbers of the honest night stay, so that nothing but the finding can refuse. */
  @Test
  void refusesAModelOfShuffledLabels(TestInfo test) throws IOException {
    var lake = copy(test);

    var outcome =
        steps(
            lake,
            new ToyTrainer() {
              @Override
              public Labelled label(Sources sources, Run run) {
                var rows = super.label(sources, run).labels();
                return new Labelled(
                    SignalChecks.withShuffledLabels(rows, "transfer_id", List.of("best"), 3),
                    Map.of(),
                    "shuffled");
              }
            },
            "labels",
            "train",
            "publish");

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(refusals(lake))
        .singleElement()
        .asString()
        .contains("shuffled-label-control: fitted to the labels it gets");
    assertThat(lake.rows(EvaluationTables.MODEL_VERSIONS, "verdict"))
        .containsExactly("[BLESSED]", "[NOT_BLESSED]");
  }

  @Test
  void refusesAConstantModelWhoseThresholdWasChosenOnTest(TestInfo test) throws IOException {
    var lake = copy(test);

    var outcome =
        steps(
            lake,
            new ToyTrainer() {
              @Override
              public TrainedModel fit(TrainingSet rows, long seed) {
                assertThat(rows.part(TrainingSet.TEST).isEmpty()).isTrue();
                return new ToyModel(1e9, TrainingSet.TEST);
              }
            },
            "train",
            "publish");

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(refusals(lake))
        .contains(
            "[threshold-origin: cut was chosen on test, not on validation]",
            "[constant-prediction: says the same on all of validation]");
    assertThat(lake.rows(EvaluationTables.MODEL_VERSIONS, "verdict"))
        .containsExactly("[BLESSED]", "[NOT_BLESSED]");
  }
}
