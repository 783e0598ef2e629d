package io.novacron.dwcp.jobs.model.compression;

import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.evaluation.leak.LeakRules;
import io.novacron.dwcp.features.Features;
import io.novacron.dwcp.features.set.FeatureSet;
import io.novacron.dwcp.features.set.FeatureSets;
import io.novacron.dwcp.jobs.training.EntitySplit;
import io.novacron.dwcp.jobs.training.Labelled;
import io.novacron.dwcp.jobs.training.Run;
import io.novacron.dwcp.jobs.training.Sources;
import io.novacron.dwcp.jobs.training.TrainedModel;
import io.novacron.dwcp.jobs.training.Trainer;
import io.novacron.dwcp.jobs.training.TrainingSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The compression selector: which codec, with or without a delta, for a transfer.
 *
 * <p>Two stages of trees. The first predicts what each codec makes of the payload, relative to a
 * trial on a sample; from the sizes follow relative costs. The second sees features and relative
 * costs and chooses. A plain classifier on the features alone is fitted beside it, and validation
 * keeps whichever loses less, the probe included.
 */
public final class CompressionTrainer implements Trainer {

  /** The model's name. */
  public static final String NAME = "compression";

  /** A site has its files and links to itself. */
  static final EntitySplit SPLIT =
      new EntitySplit("site", "link_type", "there are no transfers; ingest days that have some");

  private final CompressionModelConfig config;

  public CompressionTrainer(CompressionModelConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FeatureSet inputs() {
    return FeatureSets.COMPRESSION;
  }

  @Override
  public TableSpec labelTable() {
    return Tables.LABELS_COMPRESSION;
  }

  @Override
  public List<TableSpec> featureSources() {
    return List.of(Tables.TELEMETRY_TRANSFERS, Tables.TELEMETRY_LINK, Tables.TELEMETRY_OUTCOMES);
  }

  @Override
  public List<TableSpec> labelSources() {
    return List.of(Tables.TELEMETRY_TRANSFERS, Tables.TELEMETRY_CONDITIONS);
  }

  @Override
  public Dataset<Row> features(Sources sources) {
    return Features.compression(
        sources.read(Tables.TELEMETRY_TRANSFERS),
        sources.read(Tables.TELEMETRY_LINK),
        sources.read(Tables.TELEMETRY_OUTCOMES),
        config.features());
  }

  @Override
  public Labelled label(Sources sources, Run run) {
    return new CompressionLabels(config).label(sources, run);
  }

  @Override
  public Dataset<Row> split(Dataset<Row> rows, long splitSeed) {
    return SPLIT.assign(rows, config.split(), splitSeed);
  }

  @Override
  public LeakRules leakRules() {
    return new SelectorLeaks(config).rules(inputs());
  }

  @Override
  public TrainedModel fit(TrainingSet rows, long seed) {
    return new SelectorSearch(config, inputs(), seed).fit(rows);
  }

  @Override
  public TrainedModel control(TrainingSet rows, long seed) {
    return new SelectorControl(config, inputs()).fit(rows, seed);
  }

  @Override
  public TrainedModel load(Path folder) {
    return SelectorFiles.load(folder, config);
  }

  @Override
  public Optional<String> problem(Path folder) {
    return SelectorFiles.problem(folder);
  }

  @Override
  public Dataset<Row> references(TrainingSet rows) {
    return new CompressionReferences(config).of(rows);
  }
}
