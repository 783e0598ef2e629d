package io.novacron.dwcp.jobs.model.reliability;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.common.testing.LocalSpark;
import io.novacron.dwcp.evaluation.leak.SignalChecks;
import io.novacron.dwcp.features.set.FeatureSets;
import io.novacron.dwcp.jobs.training.TrainingSet;
import io.novacron.dwcp.jobs.training.alarm.ScoredAlarms;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nodes that nobody knows and metrics that never move: scored, not lost, and nobody is called. */
@ExtendWith(LocalSpark.class)
class ReliabilityBadInputSparkTest {

  private static final List<Integer> ONSETS = List.of(35, 60, 80);
  private static final long SEED = 7;

  private final ReliabilityTrainer trainer = ReliabilityTrainerSparkTest.trainer();

  /** The rows with every feature changed. */
  private TrainingSet rows(SparkSession spark, UnaryOperator<Column> change) {
    var joined = new NodeRows(ONSETS, 4).joined(spark);
    var inputs = FeatureSets.RELIABILITY.names();
    var columns =
        Arrays.stream(joined.rows().columns())
            .map(name -> inputs.contains(name) ? change.apply(col(name)).as(name) : col(name))
            .toArray(Column[]::new);
    var divided = trainer.split(joined.rows().select(columns), 0);
    return joined.with(divided.persist(StorageLevel.MEMORY_ONLY()));
  }

  private static Dataset<Row> of(Dataset<Row> scored, String node) {
    return scored.where(col("entity").equalTo(node));
  }

  @Test
  void scoresANodeWithoutHistoryAndNeverCallsForIt(SparkSession spark) {
    var unknown = List.of("n3", "n4");
    var rows =
        rows(
            spark,
            value ->
                when(col("node_id").isin(unknown.toArray()), lit(null).cast("double"))
                    .otherwise(value));

    var model = trainer.fit(rows.forFit(), SEED);
    var scored = model.score(rows);

    for (var node : unknown) {
      var given = ScoredAlarms.scorable(rows.rows()).where(col("node_id").equalTo(node));
      assertThat(of(scored, node).count()).as(node).isEqualTo(given.count()).isPositive();
      assertThat(of(scored, node).where("prediction = 'anomaly'").isEmpty()).as(node).isTrue();
    }
    assertThat(scored.where("prediction = 'anomaly'").isEmpty()).isFalse();
    rows.rows().unpersist();
  }

  @Test
  void aDetectorOfMetricsThatNeverMoveSaysTheSameOfAllAndIsCaught(SparkSession spark) {
    var rows = rows(spark, value -> lit(1.0));

    var scored = trainer.fit(rows.forFit(), SEED).score(rows);

    var finding = SignalChecks.constantPrediction(scored);
    assertThat(finding.passed()).isFalse();
    assertThat(finding.detail()).contains("says the same on all of test");
    rows.rows().unpersist();
  }

  @Test
  void namesTheCausesOfAlarmsAndOfNothingElse(SparkSession spark) {
    var rows = rows(spark, value -> value);
    var model = trainer.fit(rows.forFit(), SEED);
    var scored = model.score(rows).persist(StorageLevel.MEMORY_ONLY());

    var windows = model.alarms(rows, scored).orElseThrow().windows();

    assertThat(windows.count()).isEqualTo(scored.where("prediction = 'anomaly'").count());
    assertThat(windows.where("incident_kind = 'crash'").count()).isPositive();
    assertThat(windows.where("incident_id IS NOT NULL AND since_onset_s <= 0").isEmpty()).isTrue();
    assertThat(windows.where("size(causes) NOT BETWEEN 1 AND 3").isEmpty()).isTrue();
    assertThat(windows.where(expr("exists(causes, c -> c.contribution <= 0)")).isEmpty()).isTrue();
    scored.unpersist();
    rows.rows().unpersist();
  }
}
