package io.novacron.dwcp.evaluation.metric;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Measures scored rows: all metrics of a model over all slices of all scorers and datasets.
 *
 * <p><i>Shape.</i> Input has the columns of {@code scored_rows}, unique by its key; output is rows
 * of {@code eval_metrics} and {@code eval_pairwise}, lazily. Every metric of the configuration has
 * a row for every scorer and dataset, over the slice {@code all}; the metrics and data sets of
 * {@code slices} have one for every slice too. An undefined value is a row with null, {@code n = 0}
 * and the reason in {@code method}; a slice with fewer than {@code min-n} rows keeps its value and
 * has a method that begins with {@code insufficient}.
 *
 * <p><i>Rounding.</i> Values carry nine significant digits: sums of doubles differ with the
 * partitioning in the twelfth, and the same night twice must give the same table.
 *
 * <p><i>Cost.</i> One pass over the rows for both tables ({@link Measurements#kept}), and for each
 * a Spark job with one shuffle, of at most {@code blocks} rows of sums for a partition, scorer,
 * dataset and slice; as much again, with 13 bytes for each scored row, when AUROC or AUPRC is asked
 * for.
 */
public final class Evaluator {

  private final EvaluatorConfig config;
  private final List<Metric> metrics;

  /**
   * An evaluator of one model.
   *
   * @throws IllegalArgumentException when the configuration names an unknown metric, slices by one
   *     that is not measured, or has a metric of one class without a positive class
   */
  public Evaluator(EvaluatorConfig config) {
    this.config = config;
    this.metrics = Metrics.of(config);
    var names = names();
    var strangers = config.slices().metrics().stream().filter(n -> !names.contains(n)).toList();
    if (!strangers.isEmpty()) {
      throw new IllegalArgumentException(
          "evaluation.slices.metrics: not among evaluation.metrics: %s; name them there too"
              .formatted(strangers));
    }
    var looking = names.stream().filter(Metrics.OF_ONE_CLASS::contains).toList();
    if (config.positive().isEmpty() && !looking.isEmpty()) {
      throw new IllegalArgumentException(
          "evaluation.positive: empty with %s; name the class to look for".formatted(looking));
    }
  }

  /** Names of the metrics that are measured, families spelt out. */
  public List<String> names() {
    return metrics.stream().map(Metric::name).toList();
  }

  /** What both tables are made of. */
  public Measurements over(Dataset<Row> scored, EvaluationRun run) {
    return new Measurements(
        passes(run).stream()
            .map(pass -> new Measurements.Prepared(pass, pass.prepare(scored, sliced(pass))))
            .toList(),
        run,
        config);
  }

  /** Rows of {@code eval_metrics}. */
  public Dataset<Row> metrics(Dataset<Row> scored, EvaluationRun run) {
    return over(scored, run).metrics();
  }

  /** Rows of {@code eval_pairwise}, see {@link Measurements#pairwise}. */
  public Dataset<Row> pairwise(Dataset<Row> scored, EvaluationRun run) {
    return over(scored, run).pairwise();
  }

  /** Data sets that a pass measures by slice: none when none of its metrics is asked for so. */
  private List<String> sliced(Pass pass) {
    var asked = config.slices().metrics();
    return pass.metrics().stream().anyMatch(metric -> asked.contains(metric.name()))
        ? config.slices().datasets()
        : List.of();
  }

  private List<Pass> passes(EvaluationRun run) {
    var bootstrap = new Bootstrap(run.seed(), config.replicates(), config.blocks());
    return List.<Pass>of(
            new SumsPass(metrics, bootstrap, config), new RanksPass(metrics, bootstrap, config))
        .stream()
        .filter(pass -> !pass.metrics().isEmpty())
        .toList();
  }
}
