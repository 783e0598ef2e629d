package io.novacron.dwcp.evaluation.metric;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * All metrics that are functions of sums, in one aggregation.
 *
 * <p>Rows are summed by group and block of entities, so that at most {@code blocks} rows of sums
 * are left of each group however many rows and entities there were; then each group is finished
 * where it lies. Entities that share a block are resampled together, which only widens intervals.
 */
final class SumsPass implements Pass {

  private static final long serialVersionUID = 1L;
  private static final int BLOCK = Exploded.GROUP.size();

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
  public Dataset<Row> prepare(Dataset<Row> scored) {
    var values = new LinkedHashMap<String, String>();
    var sums = new ArrayList<Column>(List.of(expr("bit_xor(row_hash) AS keys")));
    for (var i = 0; i < terms.size(); i++) {
      var name = "t" + i;
      values.put(name, "coalesce(%s, 0.0D)".formatted(terms.get(i).sql()));
      sums.add(sum(name).as(name));
    }
    var keys = Stream.concat(Exploded.GROUP.stream(), Stream.of("block")).toList();
    return Exploded.of(scored, config, values)
        .groupBy(keys.stream().map(name -> col(name)).toArray(Column[]::new))
        .agg(count(lit(1)).as("n"), sums.toArray(Column[]::new));
  }

  @Override
  public Measured measure(List<Metric> wanted, Iterator<Row> prepared) {
    var blockIds = new ArrayList<Integer>();
    var blockSums = new ArrayList<double[]>();
    long n = 0;
    long keys = 0;
    while (prepared.hasNext()) {
      var row = prepared.next();
      blockIds.add(row.getInt(BLOCK));
      n += row.getLong(BLOCK + 1);
      keys ^= row.getLong(BLOCK + 2);
      var sums = new double[terms.size()];
      for (var i = 0; i < sums.length; i++) {
        sums[i] = row.getDouble(BLOCK + 3 + i);
      }
      blockSums.add(sums);
    }
    var state = Sums.over(terms.stream().map(Term::name).toList());
    var whole = state.reading(total(blockSums));
    var outcomes = wanted.stream().map(metric -> metric.finish(whole)).toList();
    var replicates = new double[wanted.size()][bootstrap.replicates()];
    for (var r = 0; r < bootstrap.replicates(); r++) {
      var resampled = state.reading(weighted(blockIds, blockSums, r));
      for (var m = 0; m < wanted.size(); m++) {
        replicates[m][r] = wanted.get(m).finish(resampled).value().orElse(Double.NaN);
      }
    }
    return new Measured(outcomes, replicates, blockIds.size(), new Measured.Rows(n, keys));
  }

  private double[] total(List<double[]> blockSums) {
    var total = new double[terms.size()];
    for (var sums : blockSums) {
      add(total, sums, 1);
    }
    return total;
  }

  private double[] weighted(List<Integer> blockIds, List<double[]> blockSums, int replicate) {
    var total = new double[terms.size()];
    for (var b = 0; b < blockSums.size(); b++) {
      var times = bootstrap.count(replicate, blockIds.get(b));
      if (times > 0) {
        add(total, blockSums.get(b), times);
      }
    }
    return total;
  }

  private static void add(double[] total, double[] sums, int times) {
    for (var i = 0; i < total.length; i++) {
      total[i] += times * sums[i];
    }
  }
}
