package io.novacron.dwcp.jobs.operate.outlier;

import io.novacron.dwcp.evaluation.metric.ScoreAreas;
import io.novacron.dwcp.jobs.operate.BenchmarkRow;
import io.novacron.dwcp.jobs.operate.outlier.OutlierSet.Report;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The forest, as the reliability model grows and scores it, on labelled public data.
 *
 * <p>Sets are found by folder and their series by the ending of a file's name, so that further
 * files are measured without a change; a set whose folder is not there is absent. Labels are read
 * for measuring alone: forests and alarm thresholds come from rows whose labels nobody looks at.
 * There is no point adjustment.
 */
public final class OutlierBenchmark {

  private static final Logger LOG = LoggerFactory.getLogger(OutlierBenchmark.class);
  private static final String AUROC = "auroc";
  private static final String AUPRC = "auprc";

  private final SparkSession spark;
  private final OutlierConfig config;
  private final long seed;

  public OutlierBenchmark(SparkSession spark, OutlierConfig config, long seed) {
    this.spark = spark;
    this.config = config;
    this.seed = seed;
  }

  /** All rows of the suite, set by set. */
  public List<BenchmarkRow> run(Path data) {
    var rows = new ArrayList<BenchmarkRow>();
    new TreeMap<>(config.sets()).forEach((name, set) -> rows.addAll(rows(name, set, data)));
    return List.copyOf(rows);
  }

  private List<BenchmarkRow> rows(String name, OutlierSet set, Path data) {
    var folder = data.resolve(set.folder());
    var series = Series.in(folder, set.files());
    var rows = new OutlierRows(name, set);
    if (series.isEmpty()) {
      return rows.absent();
    }
    var run = new OutlierRun(spark, set, folder, seed);
    if (set.protocol().report() == Report.EVENTS) {
      return rows.events(series.stream().map(one -> told(run.alarmed(one))).toList());
    }
    var ranked = series.stream().map(one -> told(run.ranked(one))).toList();
    if (set.protocol().report() == Report.EACH) {
      return ranked.stream().flatMap(one -> each(rows, one).stream()).toList();
    }
    var all = new ArrayList<>(rows.mean(name, AUROC, means(ranked, ScoreAreas::auroc), n(ranked)));
    all.addAll(rows.mean(name, AUPRC, means(ranked, ScoreAreas::auprc), n(ranked)));
    return all;
  }

  /** The mean over the seeds of each series that has anomalies and normal rows. */
  private static List<Double> means(
      List<OutlierRun.Ranked> ranked, ToDoubleFunction<ScoreAreas> area) {
    return ranked.stream()
        .map(one -> one.areas().stream().mapToDouble(area).average())
        .filter(OptionalDouble::isPresent)
        .map(OptionalDouble::getAsDouble)
        .toList();
  }

  private static long n(List<OutlierRun.Ranked> ranked) {
    return ranked.stream().mapToLong(OutlierRun.Ranked::rows).sum();
  }

  private static List<BenchmarkRow> each(OutlierRows rows, OutlierRun.Ranked ranked) {
    var roc = ranked.areas().stream().map(ScoreAreas::auroc).toList();
    var precisionRecall = ranked.areas().stream().map(ScoreAreas::auprc).toList();
    var all = new ArrayList<>(rows.mean(ranked.series(), AUROC, roc, ranked.rows()));
    all.addAll(rows.mean(ranked.series(), AUPRC, precisionRecall, ranked.rows()));
    return all;
  }

  /** The suite takes minutes: each series is told when it ends. */
  private static <T> T told(T result) {
    LOG.info("{}", result);
    return result;
  }
}
