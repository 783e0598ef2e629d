package io.novacron.dwcp.jobs.model.reliability;

import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.evaluation.leak.LeakRules;
import io.novacron.dwcp.evaluation.oracle.IncidentTruth;
import io.novacron.dwcp.features.Features;
import io.novacron.dwcp.features.node.NodeFeatures;
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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Node reliability: which node is failing, and which of its metrics say so.
 *
 * <p>An isolation forest over deviations of a node's metrics from its own past and from its peers;
 * the validation part, whose incidents are labelled, chooses the forest and the alarm rule.
 */
public final class ReliabilityTrainer implements Trainer {

  /** The model's name. */
  public static final String NAME = "reliability";

  private static final EntitySplit SPLIT =
      new EntitySplit("node_id", "network_tier", "there are no nodes; ingest days that have some");

  private final ReliabilityModelConfig config;

  public ReliabilityTrainer(ReliabilityModelConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FeatureSet inputs() {
    return FeatureSets.RELIABILITY;
  }

  @Override
  public TableSpec labelTable() {
    return Tables.LABELS_RELIABILITY;
  }

  @Override
  public List<TableSpec> featureSources() {
    return List.of(Tables.TELEMETRY_NODE, Tables.TELEMETRY_NODE_LINK);
  }

  @Override
  public List<TableSpec> labelSources() {
    return List.of(Tables.TELEMETRY_NODE, Tables.TELEMETRY_INCIDENTS);
  }

  @Override
  public Dataset<Row> features(Sources sources) {
    return Features.reliability(
        sources.read(Tables.TELEMETRY_NODE),
        sources.read(Tables.TELEMETRY_NODE_LINK),
        config.features());
  }

  @Override
  public Labelled label(Sources sources, Run run) {
    var step = config.features().stepSeconds();
    var incidents = sources.read(Tables.TELEMETRY_INCIDENTS);
    var grid = NodeFeatures.grid(sources.read(Tables.TELEMETRY_NODE), step);
    return new Labelled(
        IncidentTruth.label(incidents, grid, step, run.runId()),
        Map.of(),
        "windows of %d s".formatted(step));
  }

  @Override
  public Dataset<Row> split(Dataset<Row> rows, long splitSeed) {
    return SPLIT.assign(rows, config.split(), splitSeed);
  }

  @Override
  public LeakRules leakRules() {
    return new ReliabilityLeaks(config).rules(inputs());
  }

  @Override
  public TrainedModel fit(TrainingSet rows, long seed) {
    return new ReliabilityFit(config, inputs(), seed).fit(rows);
  }

  @Override
  public TrainedModel control(TrainingSet rows, long seed) {
    return TreeControl.fit(rows, ReliabilityModelConfig.ALARMS, config.scored(), seed);
  }

  @Override
  public TrainedModel load(Path folder) {
    return new ReliabilityFiles(config).load(folder);
  }

  @Override
  public Optional<String> problem(Path folder) {
    return ReliabilityFiles.problem(folder);
  }

  @Override
  public Dataset<Row> references(TrainingSet rows) {
    return new ReliabilityReferences(config, inputs()).of(rows);
  }
}
