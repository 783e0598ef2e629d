package io.novacron.dwcp.jobs.model.bandwidth;

import static org.apache.spark.sql.functions.col;

import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.evaluation.leak.LeakRules;
import io.novacron.dwcp.evaluation.oracle.PathTruth;
import io.novacron.dwcp.features.Features;
import io.novacron.dwcp.features.sequence.SequenceContract;
import io.novacron.dwcp.features.set.FeatureSet;
import io.novacron.dwcp.features.set.FeatureSets;
import io.novacron.dwcp.jobs.training.EntitySplit;
import io.novacron.dwcp.jobs.training.Labelled;
import io.novacron.dwcp.jobs.training.Run;
import io.novacron.dwcp.jobs.training.Sources;
import io.novacron.dwcp.jobs.training.TrainedModel;
import io.novacron.dwcp.jobs.training.Trainer;
import io.novacron.dwcp.jobs.training.TrainingSet;
import io.novacron.dwcp.jobs.training.sequence.Checkpoints;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Bandwidth of one of the runtime's two contracts: what will this link carry next?
 *
 * <p>An LSTM over the link's last steps forecasts bandwidth, latency, loss and jitter one and
 * fifteen steps ahead, each with an interval. Its published graph takes what the runtime scales and
 * returns the runtime's four values of the next step.
 */
public final class BandwidthTrainer implements Trainer {

  /** First part of the models' names; the contract's name follows. */
  public static final String PREFIX = "bandwidth-";

  private static final EntitySplit SPLIT =
      new EntitySplit(
          "link",
          "link_type",
          "no link has a window with a truth after it: 0 rows; ingest more dates, or shorten the"
              + " window");

  private final SequenceContract contract;
  private final BandwidthModelConfig config;
  private final Checkpoints checkpoints;

  /**
   * @param checkpoints where unfinished trainings keep their epochs
   */
  public BandwidthTrainer(
      SequenceContract contract, BandwidthModelConfig config, Checkpoints checkpoints) {
    this.contract = contract;
    this.config = config;
    this.checkpoints = checkpoints;
  }

  /** The name of a contract's model. */
  public static String nameOf(SequenceContract contract) {
    return PREFIX + contract.name();
  }

  @Override
  public String name() {
    return nameOf(contract);
  }

  @Override
  public FeatureSet inputs() {
    return datacenter() ? FeatureSets.BANDWIDTH_DATACENTER : FeatureSets.BANDWIDTH_INTERNET;
  }

  @Override
  public TableSpec labelTable() {
    return datacenter() ? Tables.LABELS_BANDWIDTH_DATACENTER : Tables.LABELS_BANDWIDTH_INTERNET;
  }

  private boolean datacenter() {
    return contract.equals(SequenceContract.DATACENTER);
  }

  @Override
  public List<TableSpec> featureSources() {
    return List.of(Tables.TELEMETRY_PATH);
  }

  @Override
  public List<TableSpec> labelSources() {
    return List.of(Tables.TELEMETRY_PATH, Tables.TELEMETRY_PATH_STATE);
  }

  @Override
  public Dataset<Row> features(Sources sources) {
    return Features.bandwidth(sources.read(Tables.TELEMETRY_PATH), contract, config.sequence());
  }

  @Override
  public Labelled label(Sources sources, Run run) {
    var sequence = config.sequence();
    var grid =
        new PathTruth.Grid(
            sequence.stepSeconds(), sequence.decideAfterSeconds(), contract.linkTypes());
    var labels =
        new PathTruth(config.truth(), grid)
            .label(
                sources.read(Tables.TELEMETRY_PATH),
                sources.read(Tables.TELEMETRY_PATH_STATE),
                labelTable(),
                run.runId());
    return new Labelled(
        labels, Map.of(), "%s steps of %d s".formatted(Quantities.HORIZONS, grid.stepSeconds()));
  }

  @Override
  public Dataset<Row> split(Dataset<Row> rows, long splitSeed) {
    return SPLIT.assign(rows.where(col("label").isNotNull()), config.split(), splitSeed);
  }

  @Override
  public LeakRules leakRules() {
    return BandwidthLeaks.rules(inputs(), config);
  }

  @Override
  public TrainedModel fit(TrainingSet rows, long seed) {
    return new BandwidthFit(contract, config, checkpoints).fit(rows, seed);
  }

  @Override
  public TrainedModel control(TrainingSet rows, long seed) {
    return BandwidthControl.fit(rows);
  }

  @Override
  public TrainedModel load(Path folder) {
    return new BandwidthFiles(contract, config).load(folder);
  }

  @Override
  public Optional<String> problem(Path folder) {
    return BandwidthFiles.problem(contract, folder);
  }

  @Override
  public Dataset<Row> references(TrainingSet rows) {
    return new BandwidthReferences(contract, config.truth()).of(rows);
  }
}
