package io.novacron.dwcp.evaluation.metric;

import io.novacron.dwcp.common.schema.EvaluationTables;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * What an {@link Evaluator} found in some scored rows, prepared once for both of its tables.
 *
 * <p><i>Cost.</i> Lazy, each table by itself prepares the rows again; {@link #kept} prepares them
 * once for both. Kept are, of each partition, scorer, dataset and slice, the sums of at most {@code
 * blocks} blocks, and 13 bytes a row where a metric asks for ranks.
 */
public final class Measurements implements AutoCloseable {

  private final List<Prepared> passes;
  private final EvaluationRun run;
  private final EvaluatorConfig config;

  /** A pass with its prepared rows. */
  record Prepared(Pass pass, Dataset<Row> rows) {}

  Measurements(List<Prepared> passes, EvaluationRun run, EvaluatorConfig config) {
    this.passes = List.copyOf(passes);
    this.run = run;
    this.config = config;
  }

  /** This, its prepared rows held in memory and on disk until it is closed. */
  public Measurements kept() {
    passes.forEach(prepared -> prepared.rows().persist(StorageLevel.MEMORY_AND_DISK()));
    return this;
  }

  /** Rows of {@code eval_metrics}. */
  public Dataset<Row> metrics() {
    var schema = Encoders.row(EvaluationTables.EVAL_METRICS.structType());
    return passes.stream()
        .map(
            prepared ->
                prepared
                    .rows()
                    .groupByKey(key(Exploded.GROUP), Encoders.STRING())
                    .flatMapGroups(new MetricRows(prepared.pass(), run, config), schema))
        .reduce(Dataset::unionByName)
        .orElseThrow();
  }

  /**
   * Rows of {@code eval_pairwise}: the candidate against every other scorer of the same dataset,
   * over all slices together. Scorers that did not score the same rows have no difference.
   */
  public Dataset<Row> pairwise() {
    var schema = Encoders.row(EvaluationTables.EVAL_PAIRWISE.structType());
    return passes.stream()
        .map(
            prepared ->
                Exploded.unsliced(prepared.rows())
                    .groupByKey(key(List.of("model", "dataset")), Encoders.STRING())
                    .flatMapGroups(new PairRows(prepared.pass(), run), schema))
        .reduce(Dataset::unionByName)
        .orElseThrow();
  }

  @Override
  public void close() {
    passes.forEach(prepared -> prepared.rows().unpersist());
  }

  private static MapFunction<Row, String> key(List<String> columns) {
    return row ->
        columns.stream().map(name -> row.<String>getAs(name)).collect(Collectors.joining("\u0000"));
  }
}
