package io.novacron.dwcp.jobs.model.consensus;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.last;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.unix_seconds;

import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.evaluation.leak.LeakRules;
import io.novacron.dwcp.evaluation.oracle.EpisodeTruth;
import io.novacron.dwcp.features.Features;
import io.novacron.dwcp.features.cluster.ClusterFeatures;
import io.novacron.dwcp.features.set.FeatureSet;
import io.novacron.dwcp.features.set.FeatureSets;
import io.novacron.dwcp.jobs.training.EntitySplit;
import io.novacron.dwcp.jobs.training.Labelled;
import io.novacron.dwcp.jobs.training.Run;
import io.novacron.dwcp.jobs.training.Sources;
import io.novacron.dwcp.jobs.training.TrainedModel;
import io.novacron.dwcp.jobs.training.Trainer;
import io.novacron.dwcp.jobs.training.TrainingSet;
import io.novacron.dwcp.jobs.training.alarm.TreeControl;
import io.novacron.dwcp.jobs.training.sequence.Checkpoints;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Consensus latency: is a cluster in an episode that makes it slow, and which metrics say so?
 *
 * <p>An LSTM autoencoder learns what windows of normal operation look like; what it cannot rebuild
 * is an episode. Held-back normal windows weigh the errors, and the validation part, whose episodes
 * are labelled, sets the alarm rule.
 */
public final class ConsensusTrainer implements Trainer {

  /** The model's name. */
  public static final String NAME = "consensus";

  private static final String LAST_END = "last_episode_end";
  private static final String SEEN = "episodes_seen_in_part";

  private static final EntitySplit SPLIT =
      new EntitySplit(
          "cluster_id",
          "consensus_type",
          "no cluster has a whole window: 0 rows; ingest more, or longer, telemetry");

  private final ConsensusModelConfig config;
  private final Checkpoints checkpoints;

  /**
   * The trainer of a configuration.
   *
   * @param checkpoints where unfinished trainings keep their epochs
   */
  public ConsensusTrainer(ConsensusModelConfig config, Checkpoints checkpoints) {
    this.config = config;
    this.checkpoints = checkpoints;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FeatureSet inputs() {
    return FeatureSets.CONSENSUS;
  }

  @Override
  public TableSpec labelTable() {
    return Tables.LABELS_CONSENSUS;
  }

  @Override
  public List<TableSpec> featureSources() {
    return List.of(Tables.TELEMETRY_CONSENSUS);
  }

  @Override
  public List<TableSpec> labelSources() {
    return List.of(Tables.TELEMETRY_CONSENSUS, Tables.CONSENSUS_EPISODES);
  }

  @Override
  public Dataset<Row> features(Sources sources) {
    return Features.consensus(sources.read(Tables.TELEMETRY_CONSENSUS), config.features());
  }

  @Override
  public Labelled label(Sources sources, Run run) {
    var points = ClusterFeatures.grid(sources.read(Tables.TELEMETRY_CONSENSUS), config.features());
    var labels =
        new EpisodeTruth(config.truth(), config.grid())
            .label(sources.read(Tables.CONSENSUS_EPISODES), points, run.runId());
    return new Labelled(
        labels, Map.of(), "steps of %d s".formatted(config.features().stepSeconds()));
  }

  @Override
  public Dataset<Row> split(Dataset<Row> rows, long splitSeed) {
    // A window of a cluster that recovers is explained by the episode before it, which may lie
    // beyond the part's border: its alarms would count as false there.
    var judged = rows.where(col("label").isNotNull().or(col("episode_id").isNotNull()));
    var ended = last(col("ended_at"), true).over(Window.partitionBy("cluster_id").orderBy("ts"));
    return withoutTails(
        SPLIT.assign(judged.withColumn(LAST_END, ended), config.split(), splitSeed));
  }

  /**
   * Without the windows of a part that only an episode beyond its border explains. Elsewhere an
   * alarm that outlasts its episode is one call with the alarm before it; at the border the one
   * before it is missing, and it would count as false.
   */
  private Dataset<Row> withoutTails(Dataset<Row> rows) {
    var inPart = Window.partitionBy("cluster_id", TrainingSet.DATASET).orderBy("ts");
    var since = unix_seconds(col("ts")).minus(unix_seconds(col(LAST_END)));
    var reach = config.truth().recoverSeconds() + config.autoencoder().alarm().mergeGapS();
    return rows.withColumn(SEEN, count(col("episode_id")).over(inPart))
        .where(not(coalesce(since.leq(reach), lit(false)).and(col(SEEN).equalTo(0))))
        .drop(LAST_END, SEEN);
  }

  @Override
  public LeakRules leakRules() {
    return new ConsensusLeaks(config).rules(inputs());
  }

  @Override
  public TrainedModel fit(TrainingSet rows, long seed) {
    return new ConsensusFit(config, checkpoints).fit(rows, seed);
  }

  @Override
  public TrainedModel control(TrainingSet rows, long seed) {
    return TreeControl.fit(rows, ConsensusModelConfig.ALARMS, config.scored(), seed);
  }

  @Override
  public TrainedModel load(Path folder) {
    return new ConsensusFiles(config).load(folder);
  }

  @Override
  public Optional<String> problem(Path folder) {
    return ConsensusFiles.problem(folder);
  }

  @Override
  public Dataset<Row> references(TrainingSet rows) {
    return new ConsensusReferences(config).of(rows);
  }
}
