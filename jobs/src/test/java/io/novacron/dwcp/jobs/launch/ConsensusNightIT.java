package io.novacron.dwcp.jobs.launch;

import static io.novacron.dwcp.common.schema.Tables.LABELS_CONSENSUS;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.common.schema.EvaluationTables;
import io.novacron.dwcp.features.set.FeatureSets;
import io.novacron.dwcp.jobs.launch.TestLake.Models;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Column;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nights of the real detector of slow clusters on a small fleet of the laboratory: an honest one
 * makes a champion, and what has labels that do not belong to its windows is stopped or refused.
 */
@Tag("e2e")
@Tag("long")
class ConsensusNightIT {

  private static final Models DETECTOR = ModelsConfig::trainers;

  /** Steps and seconds of a window. */
  private static final int STEPS = 30;

  private static final int SECONDS = 60;

  @TempDir private static Path temp;
  private static HonestNight honest;

  @BeforeAll
  static void publishAnHonestChampion() {
    HonestNight.prepare();
    var lake = new TestLake(temp.resolve("honest"), "consensus-night.conf");

    honest = new HonestNight(lake, temp).run(DETECTOR, "demo");

    assertThat(lake.rows(EvaluationTables.LEAK_RESULTS, "check", "passed"))
        .isNotEmpty()
        .allMatch(row -> row.endsWith(",true]"));
  }

  @AfterAll
  static void forgetTheLogStore() {
    HonestNight.forget();
  }

  /** Every window has the label of the one that begins where it ends. */
  @Test
  void stopsLabelsThatSlippedByAWindow(TestInfo test) throws IOException {
    var lake = honest.copy(test);
    var own = List.of("cluster_id", "ts", "ds", "run_id");
    var later = "lead(`%1$s`, %2$d, `%1$s`) OVER (PARTITION BY cluster_id ORDER BY ts) AS `%1$s`";

    lake.spoil(
        LABELS_CONSENSUS,
        rows ->
            rows.select(
                List.of(rows.columns()).stream()
                    .map(
                        name -> own.contains(name) ? col(name) : expr(later.formatted(name, STEPS)))
                    .toArray(Column[]::new)));

    honest.assertStopped(lake, DETECTOR, List.of("row-alignment: "), "train");
  }

  /** Labels that agree with a truth which itself is a window late: only the figures can tell. */
  @Test
  void refusesADetectorOfATruthThatIsAWindowLate(TestInfo test) throws IOException {
    var lake = honest.copy(test);

    lake.spoilLanding(
        "episodes",
        rows -> {
          var late = rows;
          for (var time : List.of("started_at", "ended_at", "ingested_at")) {
            late = late.withColumn(time, expr("%s + INTERVAL %d SECONDS".formatted(time, SECONDS)));
          }
          return late;
        });

    assertThat(refusals(lake, DETECTOR, "ingest", "labels", "train", "evaluate", "publish"))
        .anyMatch(reason -> reason.contains("tells-windows: balanced_accuracy on test/all is "));
  }

  @Test
  void stopsAColumnThatHoldsTheLabel(TestInfo test) throws IOException {
    var lake = honest.copy(test);
    var leaked =
        lake.store()
            .read(LABELS_CONSENSUS)
            .selectExpr("cluster_id", "ts", "if(label = 'episode', 9.0D, 0.0D) AS leaked");

    lake.spoil(
        FeatureSets.CONSENSUS.tableSpec(),
        rows ->
            rows.join(leaked, new String[] {"cluster_id", "ts"}, "left")
                .withColumn(
                    "average_residual",
                    coalesce(col("leaked"), lit(0.0))
                        .cast(rows.schema().apply("average_residual").dataType()))
                .select(List.of(rows.columns()).stream().map(n -> col(n)).toArray(Column[]::new)));

    honest.assertStopped(
        lake, DETECTOR, List.of("single-feature-alarm: average_residual alone gets "), "train");
  }

  /** Why a detector beside the honest champion is refused. */
  private static List<String> refusals(TestLake lake, Models models, String... steps) {
    var outcome = honest.steps(lake, models, steps);

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(lake.rows(EvaluationTables.MODEL_VERSIONS, "verdict"))
        .containsExactly("[BLESSED]", "[NOT_BLESSED]");
    return HonestNight.refusals(lake);
  }
}
