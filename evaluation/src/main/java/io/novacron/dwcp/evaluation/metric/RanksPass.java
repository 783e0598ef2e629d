package io.novacron.dwcp.evaluation.metric;

import static io.novacron.dwcp.evaluation.metric.Sql.number;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Metrics of the order of {@code predicted_value}, high meaning the positive class.
 *
 * <p>The rows of one group are sorted in memory, about 40 bytes each, so this pass runs only for
 * models that ask for AUROC or AUPRC.
 */
final class RanksPass implements Pass {

  private static final long serialVersionUID = 1L;

  private final List<Metric> metrics;
  private final Bootstrap bootstrap;
  private final EvaluatorConfig config;

  RanksPass(List<Metric> metrics, Bootstrap bootstrap, EvaluatorConfig config) {
    this.metrics = metrics.stream().filter(Ranking.class::isInstance).toList();
    this.bootstrap = bootstrap;
    this.config = config;
  }

  @Override
  public List<Metric> metrics() {
    return metrics;
  }

  @Override
  public Dataset<Row> prepare(Dataset<Row> scored) {
    return Exploded.of(scored, config, Map.of("scored", scored(config.positive())));
  }

  private static String scored(String positive) {
    return "named_struct('positive', truth = '%s', 'score', %s)"
        .formatted(positive, number("predicted_value"));
  }

  @Override
  public Measured measure(List<Metric> wanted, Iterator<Row> prepared) {
    var rows = new ArrayList<RankedRows.Scored>();
    long n = 0;
    long keys = 0;
    while (prepared.hasNext()) {
      var row = prepared.next();
      keys ^= row.<Long>getAs("row_hash");
      var scored = row.<Row>getAs("scored");
      n += scored.isNullAt(0) ? 0 : 1;
      if (!scored.isNullAt(0) && !scored.isNullAt(1)) {
        rows.add(
            new RankedRows.Scored(
                scored.getDouble(1), scored.getBoolean(0), row.<Integer>getAs("block")));
      }
    }
    var ranked = new RankedRows(rows);
    var replicates = new double[wanted.size()][bootstrap.replicates()];
    for (var r = 0; r < bootstrap.replicates(); r++) {
      var replicate = r;
      var areas = ranked.areas(block -> bootstrap.count(replicate, block));
      for (var m = 0; m < wanted.size(); m++) {
        replicates[m][r] = value(wanted.get(m), areas);
      }
    }
    return new Measured(
        outcomes(wanted, ranked, rows.size(), n),
        replicates,
        ranked.groups(),
        new Measured.Rows(n, keys));
  }

  private static List<Outcome> outcomes(
      List<Metric> wanted, RankedRows ranked, long scored, long all) {
    var areas = ranked.areas(block -> 1);
    if (scored < all) {
      var silent = Outcome.undefined("%d rows without score".formatted(all - scored));
      return wanted.stream().map(metric -> silent).toList();
    }
    if (all == 0) {
      return wanted.stream().map(metric -> Outcome.undefined("no rows with truth")).toList();
    }
    return wanted.stream()
        .map(metric -> value(metric, areas))
        .map(v -> v.isNaN() ? Outcome.undefined("one class only") : Outcome.of(v, all))
        .toList();
  }

  private static Double value(Metric metric, RankedRows.Areas areas) {
    return metric.name().equals("auroc") ? areas.roc() : areas.precisionRecall();
  }
}
