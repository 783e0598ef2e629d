package io.novacron.dwcp.evaluation.oracle;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.percent_rank;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.schema.Tables;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Which windows of which clusters lie in an episode that makes them slow.
 *
 * <p><i>Definition</i>: a window is known by its last step, {@code (ts - delay - step, ts -
 * delay]}. It belongs to the episode whose {@code [started_at, ended_at)} it meets. Its label is
 * {@code episode} when that episode is at least the settling time old at the step's end; {@code
 * normal} when no episode meets the step or the recovery time before it; null otherwise, in
 * between: such a window counts for episodes and false alarms, and is neither hit nor miss by
 * itself. Of several records of an episode the one written last counts.
 *
 * <p>The cause alone says when an episode begins and ends; no latency is looked at. Severity is the
 * third of its kind's severities that it lies in, and {@code only} where a kind has just one.
 *
 * <p><i>Shape</i>: one row of {@link Tables#LABELS_CONSENSUS} for each point of the grid.
 *
 * <p><i>Cost</i>: two joins of the grid with the episodes' days by cluster and date; episodes are
 * few.
 */
public final class EpisodeTruth {

  private static final double MICROS = 1e6;
  private static final double THIRD = 1 / 3.0;
  private static final Events EVENTS =
      new Events("cluster_id", "episode_id", new Events.Words("cluster", "episode"));

  private final EpisodeTruthConfig config;
  private final Grid grid;

  /**
   * The windows' grid.
   *
   * @param stepSeconds length of a step, s
   * @param delaySeconds from the end of a window's last step to {@code ts}, s
   */
  public record Grid(long stepSeconds, long delaySeconds) {}

  public EpisodeTruth(EpisodeTruthConfig config, Grid grid) {
    this.config = config;
    this.grid = grid;
  }

  /**
   * Labels in {@link Tables#LABELS_CONSENSUS}'s columns.
   *
   * @param episodes rows of {@code consensus_episodes}
   * @param points distinct {@code cluster_id, ts, ds}
   * @throws DataError when an episode ends before it starts, is of a cluster that the points do not
   *     have, or overlaps another of its cluster
   */
  public Dataset<Row> label(Dataset<Row> episodes, Dataset<Row> points, String runId) {
    var latest = EVENTS.latest(episodes);
    EVENTS.requireSound(latest, points);
    var ranked = ranked(latest);
    var from = grid.delaySeconds() + grid.stepSeconds();
    var keys = points.select("cluster_id", "ts", "ds");
    var hits = EVENTS.hits(ranked, keys, from, grid.delaySeconds());
    var near =
        EVENTS
            .hits(ranked, keys, from + config.recoverSeconds(), grid.delaySeconds())
            .select(col("cluster_id"), col("ts"), lit(true).as("near"));
    var key = new String[] {"cluster_id", "ts"};
    var hit = col(Events.HIT);
    var ripe = timestamp_micros(unix_micros(col("ts")).plus(lit(grid.stepSeconds() * 1_000_000L)));
    return keys.join(hits, key, "left")
        .join(near, key, "left")
        .select(
            col("cluster_id"),
            col("ts"),
            col("ds"),
            lit(runId).as("run_id"),
            greatest(ripe, coalesce(hit.getField("ingested_at"), ripe)).as("known_at"),
            word(hit).as("label"),
            hit.getField("episode_id").as("episode_id"),
            hit.getField("kind").as("kind"),
            hit.getField("severity").as("severity"),
            hit.getField("started_at").as("started_at"),
            hit.getField("ended_at").as("ended_at"),
            coalesce(hit.getField(Events.SHARE), lit(0.0)).as("overlap_s"));
  }

  private Column word(Column hit) {
    var end = unix_micros(col("ts")).minus(lit(grid.delaySeconds() * 1_000_000L));
    var age = end.minus(unix_micros(hit.getField("started_at"))).divide(lit(MICROS));
    return when(hit.isNotNull(), when(age.geq(config.settleSeconds()), "episode"))
        .when(col("near").isNull(), "normal");
  }

  /** Severity as the third of its kind's severities. */
  private static Dataset<Row> ranked(Dataset<Row> latest) {
    var kind = Window.partitionBy("kind");
    var rank = percent_rank().over(kind.orderBy("severity"));
    return latest
        .withColumn("rank", rank)
        .withColumn("alone", min("severity").over(kind).equalTo(max("severity").over(kind)))
        .withColumn(
            "severity",
            when(col("alone"), "only")
                .when(col("rank").lt(THIRD), "low")
                .when(col("rank").lt(2 * THIRD), "middle")
                .otherwise("high"))
        .drop("rank", "alone");
  }
}
