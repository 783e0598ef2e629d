package io.novacron.dwcp.jobs.launch;

import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.evaluation.leak.LeakRules;
import io.novacron.dwcp.features.set.FeatureSet;
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

/** A trainer that does what the given one does; a test overrides what it changes. */
class ChangedTrainer implements Trainer {

  private final Trainer real;

  ChangedTrainer(Trainer real) {
    this.real = real;
  }

  @Override
  public String name() {
    return real.name();
  }

  @Override
  public FeatureSet inputs() {
    return real.inputs();
  }

  @Override
  public TableSpec labelTable() {
    return real.labelTable();
  }

  @Override
  public List<TableSpec> featureSources() {
    return real.featureSources();
  }

  @Override
  public List<TableSpec> labelSources() {
    return real.labelSources();
  }

  @Override
  public Dataset<Row> features(Sources sources) {
    return real.features(sources);
  }

  @Override
  public Labelled label(Sources sources, Run run) {
    return real.label(sources, run);
  }

  @Override
  public Dataset<Row> split(Dataset<Row> rows, long splitSeed) {
    return real.split(rows, splitSeed);
  }

  @Override
  public LeakRules leakRules() {
    return real.leakRules();
  }

  @Override
  public TrainedModel fit(TrainingSet rows, long seed) {
    return real.fit(rows, seed);
  }

  @Override
  public TrainedModel control(TrainingSet rows, long seed) {
    return real.control(rows, seed);
  }

  @Override
  public TrainedModel load(Path folder) {
    return real.load(folder);
  }

  @Override
  public Optional<String> problem(Path folder) {
    return real.problem(folder);
  }

  @Override
  public Dataset<Row> references(TrainingSet rows) {
    return real.references(rows);
  }
}
