package io.novacron.dwcp.evaluation.metric;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * All metrics that are functions of sums, in one aggregation.
 *
 * <p>Rows are summed by group and block of entities where they lie, so that at most {@code blocks}
 * rows of sums are left of each group and partition however many rows and entities there were; then
 * each group is finished. Entities that share a block are resampled together, which only widens
 * intervals.
 */
final class SumsPass implements Pass {

  private static final long serialVersionUID = 1L;

  private final List<Metric> metrics;
  private final List<Term> terms;
  private final Bootstrap bootstrap;
  private final EvaluatorConfig config;

  SumsPass(List<Metric> metrics, Bootstrap bootstrap, EvaluatorConfig config) {
    this.metrics = metrics.stream().filter(metric -> !(metric instanceof Ranking)).toList();
    this.terms = this.metrics.stream().flatMap(m -> m.terms().stream()).distinct().toList();
    this.bootstrap = bootstrap;
    this.config = config;
  }

  @Override
  public List<Metric> metrics() {
    return metrics;
  }

  @Override
  public Dataset<Row> prepare(Dataset<Row> scored, List<String> datasets) {
    var values = new LinkedHashMap<String, String>();
    for (var i = 0; i < terms.size(); i++) {
      values.put("t" + i, "coalesce(%s, 0.0D)".formatted(terms.get(i).sql()));
    }
    return Exploded.of(scored, config.blocks(), datasets, values)
        .mapPartitions(new BlockSums(terms.size()), Encoders.row(BlockSums.schema(terms.size())));
  }

  @Override
  public Measured measure(List<Metric> wanted, Iterator<Row> prepared) {
    var sums = new TreeMap<Integer, double[]>();
    long n = 0;
    long keys = 0;
    while (prepared.hasNext()) {
      var row = prepared.next();
      n += row.getLong(BlockSums.N);
      keys ^= row.getLong(BlockSums.KEYS);
      var block = sums.computeIfAbsent(row.getInt(BlockSums.BLOCK), b -> new double[terms.size()]);
      for (var i = 0; i < block.length; i++) {
        block[i] += row.getDouble(BlockSums.SUMS + i);
      }
    }
    var needed = needed(wanted);
    var blockIds = sums.keySet().stream().mapToInt(Integer::intValue).toArray();
    var blockSums = sums.values().stream().map(block -> picked(block, needed)).toList();
    var state = Sums.over(IntStream.of(needed).mapToObj(i -> terms.get(i).name()).toList());
    var whole = state.reading(total(blockSums, needed.length));
    var outcomes = wanted.stream().map(metric -> metric.finish(whole)).toList();
    var replicates = new double[wanted.size()][bootstrap.replicates()];
    var total = new double[needed.length];
    for (var r = 0; r < bootstrap.replicates(); r++) {
      resample(total, blockIds, blockSums, r);
      var resampled = state.reading(total);
      for (var m = 0; m < wanted.size(); m++) {
        replicates[m][r] = wanted.get(m).finish(resampled).value().orElse(Double.NaN);
      }
    }
    return new Measured(outcomes, replicates, blockIds.length, new Measured.Rows(n, keys));
  }

  /** Positions of the terms of those metrics: a slice wants a few of many. */
  private int[] needed(List<Metric> wanted) {
    var names = wanted.stream().flatMap(m -> m.terms().stream()).collect(Collectors.toSet());
    return IntStream.range(0, terms.size()).filter(i -> names.contains(terms.get(i))).toArray();
  }

  private static double[] picked(double[] block, int[] needed) {
    return IntStream.of(needed).mapToDouble(i -> block[i]).toArray();
  }

  private static double[] total(List<double[]> blockSums, int length) {
    var total = new double[length];
    for (var sums : blockSums) {
      add(total, sums, 1);
    }
    return total;
  }

  private void resample(double[] total, int[] blockIds, List<double[]> blockSums, int replicate) {
    Arrays.fill(total, 0);
    var counts = bootstrap.counts(replicate);
    for (var b = 0; b < blockIds.length; b++) {
      var times = counts[blockIds[b]];
      if (times > 0) {
        add(total, blockSums.get(b), times);
      }
    }
  }

  private static void add(double[] total, double[] sums, int times) {
    for (var i = 0; i < total.length; i++) {
      total[i] += times * sums[i];
    }
  }
}
