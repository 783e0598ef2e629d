package io.novacron.dwcp.jobs.training;

import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.evaluation.leak.LeakRules;
import io.novacron.dwcp.features.set.FeatureSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * All that the night needs to know of one model; stateless.
 *
 * <p>The steps, the judge, the registry and the report see models only through this interface: a
 * further model is a further implementation.
 */
public interface Trainer {

  /** The name in tables, file names and {@code conf/models}. */
  String name();

  /** The model's inputs. */
  FeatureSet inputs();

  /** Where its truth is. */
  TableSpec labelTable();

  /** Telemetry tables that its features read. */
  List<TableSpec> featureSources();

  /** Telemetry tables that its labels read. */
  List<TableSpec> labelSources();

  /** Rows of {@code inputs().tableSpec()}; no truth is readable here. */
  Dataset<Row> features(Sources sources);

  /** Rows of {@code labelTable()}. */
  Labelled label(Sources sources, Run run);

  /** The rows with a column {@code dataset}: what each may be used for under one seed. */
  Dataset<Row> split(Dataset<Row> rows, long splitSeed);

  /** What the leak guard must know of this model. */
  LeakRules leakRules();

  /** Fits on the train part and decides settings on the validation part; the rows hold no other. */
  TrainedModel fit(TrainingSet rows, long seed);

  /**
   * A small and quick fit of the same kind, exported and scored as the model itself, which the
   * night gives rows with shuffled labels. It decides nothing on top of what it learnt, such as a
   * fallback: what it gets right beyond chance is a leak.
   */
  TrainedModel control(TrainingSet rows, long seed);

  /** A model from its folder, every file of which was verified just before. */
  TrainedModel load(Path folder);

  /** What keeps a published folder from serving, in one sentence; empty when it serves. */
  Optional<String> problem(Path folder);

  /** Floors and ceilings on the same rows: what the model must beat, and what nothing can beat. */
  Dataset<Row> references(TrainingSet rows);
}
