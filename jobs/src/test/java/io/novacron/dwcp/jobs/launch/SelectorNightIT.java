package io.novacron.dwcp.jobs.launch;

import static io.novacron.dwcp.common.schema.Tables.LABELS_COMPRESSION;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.common.schema.EvaluationTables;
import io.novacron.dwcp.common.schema.LedgerTables;
import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.evaluation.leak.SignalChecks;
import io.novacron.dwcp.features.set.FeatureSets;
import io.novacron.dwcp.jobs.launch.TestLake.Models;
import io.novacron.dwcp.jobs.training.Sources;
import io.novacron.dwcp.jobs.training.TrainedModel;
import io.novacron.dwcp.jobs.training.TrainingSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * Nights of the real selector on a generated fleet that sends the JDK's own files: an honest one
 * makes a champion; the same again, killed in between, makes the same; and deceits planted in
 * landing data, tables and fits are stopped by the check that is named for them.
 */
@Tag("e2e")
class SelectorNightIT {

  /** What a night leaves behind that names no time. */
  private static final List<TableSpec> RESULTS =
      List.of(
          FeatureSets.COMPRESSION.tableSpec(),
          LABELS_COMPRESSION,
          EvaluationTables.LEAK_RESULTS,
          EvaluationTables.EVAL_METRICS,
          EvaluationTables.EVAL_PAIRWISE,
          EvaluationTables.GATE_RESULTS,
          EvaluationTables.MODEL_ALIASES,
          EvaluationTables.MODEL_EVENTS);

  private static final Models SELECTOR = ModelsConfig::trainers;

  @TempDir private static Path temp;
  private static HonestNight honest;

  @BeforeAll
  static void publishAnHonestChampion() {
    HonestNight.prepare();
    var lake = new TestLake(temp.resolve("honest"), "selector-night.conf");

    honest =
        new HonestNight(lake, temp)
            .run(SELECTOR, "demo", "--payloads", System.getProperty("java.home"));

    assertThat(lake.rows(EvaluationTables.LEAK_RESULTS, "check", "passed"))
        .hasSize(11)
        .allMatch(row -> row.endsWith(",true]"));
  }

  @AfterAll
  static void forgetTheLogStore() {
    HonestNight.forget();
  }

  private static Map<String, String> kills() {
    var kills = new LinkedHashMap<String, String>();
    kills.put("labels_compression", "labels");
    kills.put("model_events", "publish");
    return kills;
  }

  /** The calibration is measured, so it is part of what is given; all else is made again. */
  @Test
  void makesTheSameModelAgainFromTheSameLandingThoughItWasKilledOnTheWay() throws IOException {
    var again =
        honest.lake().copyOf(temp.resolve("again"), "raw", "tables/" + calibration().name());

    HonestNight.runKilled(again, SELECTOR, kills());

    honest.assertSameEnd(again, RESULTS);
  }

  private static TableSpec calibration() {
    return EvaluationTables.ORACLE_CALIBRATION;
  }

  @Test
  void stopsFeaturesThatReadTheOraclesTable(TestInfo test) throws IOException {
    var peeking =
        Models.changed(
            real ->
                new ChangedTrainer(real) {
                  @Override
                  public Dataset<Row> features(Sources sources) {
                    var truth = sources.read(Tables.TELEMETRY_CONDITIONS);
                    return super.features(sources).join(truth, "transfer_id");
                  }
                });

    honest.assertStopped(
        honest.copy(test),
        peeking,
        List.of("telemetry_conditions is no declared source", "truth-role-in-inputs"),
        "features");
  }

  @Test
  void stopsFeaturesThatHoldTheOraclesChoiceAndItsRateUnderOtherNames(TestInfo test)
      throws IOException {
    var lake = honest.copy(test);
    var oracle =
        lake.store()
            .read(LABELS_COMPRESSION)
            .selectExpr("transfer_id", "hash(best) AS choice", "bandwidth_mbps AS rate");

    lake.spoil(
        FeatureSets.COMPRESSION.tableSpec(),
        rows ->
            rows.join(oracle, "transfer_id")
                .withColumn("baseline_age_s", col("choice").cast("double"))
                .withColumn("bandwidth_estimate_mbps", col("rate"))
                .drop("choice", "rate"));

    honest.assertStopped(
        lake,
        SELECTOR,
        List.of(
            "single-feature-alarm: baseline_age_s alone gets ",
            "bandwidth_estimate_mbps is the truth bandwidth_mbps on"),
        "train");
  }

  @Test
  void stopsLabelsMisalignedByOne(TestInfo test) throws IOException {
    var lake = honest.copy(test);

    lake.spoil(
        LABELS_COMPRESSION,
        rows -> Deceits.misalignedByOne(rows, List.of("transfer_id", "ds", "run_id")));

    honest.assertStopped(
        lake, SELECTOR, List.of("row-alignment: size_bytes differs from bytes_none on"), "train");
  }

  @Test
  void stopsEstimatesThatLandInAnotherUnitInHalfOfTheRows(TestInfo test) throws IOException {
    var lake = honest.copy(test);

    lake.spoilLanding(
        "transfers",
        rows -> Deceits.thousandfold(rows, "bandwidth_estimate_mbps", "hash(transfer_id) % 2 = 0"));

    honest.steps(lake, only(Tables.TELEMETRY_TRANSFERS), "ingest");
    honest.assertStopped(
        lake,
        SELECTOR,
        List.of("unit-swap: bandwidth_estimate_mbps is off by a factor 1000 on"),
        "features",
        "train");
  }

  /** Sizes stay, so that rows still look aligned; nothing else of a label means anything. */
  @Test
  void refusesASelectorOfShuffledLabels(TestInfo test) throws IOException {
    var lake = honest.copy(test);
    var truth =
        LABELS_COMPRESSION.truthColumns().stream()
            .filter(name -> !name.equals("bytes_none"))
            .toList();

    lake.spoil(
        LABELS_COMPRESSION, rows -> SignalChecks.withShuffledLabels(rows, "transfer_id", truth, 3));

    honest.assertRefusedAsNoise(
        lake, SELECTOR, "shuffled-label-control: fitted to the labels it gets", "train", "publish");
  }

  @Test
  void refusesAConstantSelectorWhoseThresholdWasChosenOnTest(TestInfo test) throws IOException {
    var constant =
        Models.changed(
            real ->
                new ChangedTrainer(real) {
                  @Override
                  public TrainedModel fit(TrainingSet rows, long seed) {
                    assertThat(rows.part(TrainingSet.TEST).isEmpty()).isTrue();
                    // Another seed: the champion's own files would be no further version.
                    return new ConstantModel(super.fit(rows, seed + 1));
                  }
                });

    honest.assertRefused(
        honest.copy(test),
        constant,
        List.of(
            "constant-prediction: says the same on all of validation",
            "shuffled-label-control: fitted to the labels it gets",
            "threshold-origin: threshold was chosen on test, not on validation"),
        "train",
        "publish");
  }

  /** A night that needs one source: the others would be read for nothing. */
  private static Models only(TableSpec source) {
    return Models.changed(
        real ->
            new ChangedTrainer(real) {
              @Override
              public List<TableSpec> featureSources() {
                return List.of(source);
              }

              @Override
              public List<TableSpec> labelSources() {
                return List.of();
              }
            });
  }

  @Test
  void namesAColumnOfTelemetryThatIsEmptyAndLosesNoRow() throws IOException {
    var lake = honest.lake().copyOf(temp.resolve("empty-column"), "raw");
    lake.spoilLanding("link", rows -> rows.withColumn("throughput_mbps", lit(null).cast("double")));

    var outcome = lake.run(only(Tables.TELEMETRY_LINK), "ingest");

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(lake.rows(LedgerTables.RUN_STEPS, "detail"))
        .singleElement()
        .asString()
        .contains("warning: telemetry_link of 2026-01-01 fails complete:throughput_mbps: ");
    assertNoLinkRowIsLost(lake);
  }

  @Test
  void refusesTelemetryThatIsAllNullAndLosesNoRow() throws IOException {
    var lake = honest.lake().copyOf(temp.resolve("empty-table"), "raw");
    lake.spoilLanding(
        "link",
        rows ->
            rows.select(
                Arrays.stream(rows.schema().fields())
                    .map(field -> lit(null).cast(field.dataType()).as(field.name()))
                    .toArray(Column[]::new)));

    var outcome = lake.run(only(Tables.TELEMETRY_LINK), "ingest");

    assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.DATA.code());
    assertThat(outcome.err().lines().filter(line -> line.startsWith("Cannot")))
        .singleElement()
        .asString()
        .contains("accept the batch: telemetry_link of 2026-01-01 fails refused-share");
    assertThat(lake.rows(Tables.TELEMETRY_LINK)).isEmpty();
    assertNoLinkRowIsLost(lake);
  }

  private static void assertNoLinkRowIsLost(TestLake lake) {
    var quarantine = Tables.quarantineOf(Tables.TELEMETRY_LINK);
    var clean = lake.store().read(Tables.TELEMETRY_LINK).count();
    assertThat(clean + lake.store().read(quarantine).count())
        .isEqualTo(lake.landed("link").count())
        .isPositive();
  }
}
