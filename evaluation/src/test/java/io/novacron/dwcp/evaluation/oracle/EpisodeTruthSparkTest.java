package io.novacron.dwcp.evaluation.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.common.testing.Frames;
import io.novacron.dwcp.common.testing.LocalSpark;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalSpark.class)
class EpisodeTruthSparkTest {

  private static final String EPISODES =
      "episode_id string, cluster_id string, ts timestamp, ds date, ingested_at timestamp,"
          + " kind string, severity double, started_at timestamp, ended_at timestamp";
  private static final EpisodeTruth TRUTH =
      new EpisodeTruth(new EpisodeTruthConfig(8, 30), new EpisodeTruth.Grid(2, 5));

  /** Decided on every other second from 00:00:07 on: steps end five seconds before. */
  private static Dataset<Row> points(SparkSession spark) {
    return spark.sql(
        """
        SELECT 'c1' AS cluster_id, ts, to_date(ts) AS ds
        FROM (SELECT explode(sequence(
          TIMESTAMP '2026-01-01 00:00:07', TIMESTAMP '2026-01-01 00:04:05',
          INTERVAL 2 SECONDS)) AS ts)
        """);
  }

  private static String record(String id, String cluster, String severity, String from, String to) {
    return "%s | %s | 2026-01-01 00:05:00 | 2026-01-01 | 2026-01-01 00:05:01 | overload | %s | 2026-01-01 %s | 2026-01-01 %s"
        .formatted(id, cluster, severity, from, to);
  }

  private static Dataset<Row> label(SparkSession spark, String... records) {
    return TRUTH.label(Frames.of(spark, EPISODES, records), points(spark), "r1");
  }

  private static List<String> ends(Dataset<Row> labels, String condition) {
    return labels
        .where(condition)
        .selectExpr("date_format(ts - INTERVAL 5 SECONDS, 'mm:ss') AS at")
        .orderBy("at")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  @Test
  void judgesByTheLastStepAndNeitherAtTheOnsetNorWhileRecovering(SparkSession spark) {
    var labels = label(spark, record("e1", "c1", "2", "00:01:00", "00:01:20"));

    assertThat(labels.columns()).containsExactly(Tables.LABELS_CONSENSUS.structType().fieldNames());
    assertThat(ends(labels, "label = 'episode'"))
        .containsExactly("01:08", "01:10", "01:12", "01:14", "01:16", "01:18", "01:20");
    assertThat(ends(labels, "label IS NULL AND episode_id = 'e1'"))
        .containsExactly("01:00", "01:02", "01:04", "01:06");
    assertThat(ends(labels, "label IS NULL AND episode_id IS NULL"))
        .startsWith("01:22")
        .endsWith("01:50")
        .hasSize(15);
    assertThat(labels.where("label = 'normal'").count()).isEqualTo(120 - 7 - 4 - 15);
  }

  @Test
  void overlapIsTheLastStepsTimeInTheEpisode(SparkSession spark) {
    var labels = label(spark, record("e1", "c1", "2", "00:01:01", "00:01:20"));

    var overlap = labels.selectExpr("sum(overlap_s)").head().getDouble(0);

    assertThat(overlap).isEqualTo(19);
  }

  @Test
  void namesSeveritiesByTheThirdOfTheirKind(SparkSession spark) {
    var labels =
        label(
            spark,
            record("e1", "c1", "2", "00:00:20", "00:00:30"),
            record("e2", "c1", "4", "00:01:20", "00:01:30"),
            record("e3", "c1", "9", "00:02:20", "00:02:30"));

    var words = labels.where("episode_id IS NOT NULL").select("episode_id", "severity").distinct();

    assertThat(words.orderBy("episode_id").collectAsList())
        .extracting(row -> row.getString(1))
        .containsExactly("low", "middle", "high");
    var only = label(spark, record("e1", "c1", "2", "00:00:20", "00:00:30"));
    assertThat(only.where("severity = 'only'").count()).isEqualTo(6);
  }

  @Test
  void refusesEpisodesOfUnknownClusters(SparkSession spark) {
    assertThatThrownBy(() -> label(spark, record("e1", "c9", "2", "00:01:00", "00:01:20")))
        .isInstanceOf(DataError.class)
        .hasMessage(
            "Cannot label clusters: an episode is of a cluster without telemetry: e1 of c9; land"
                + " the cluster's telemetry or remove the record");
  }
}
