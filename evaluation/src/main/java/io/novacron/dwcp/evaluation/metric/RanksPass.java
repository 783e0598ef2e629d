package io.novacron.dwcp.evaluation.metric;

import static io.novacron.dwcp.evaluation.metric.Sql.number;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
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
  public Dataset<Row> prepare(Dataset<Row> scored, List<String> datasets) {
    var values = new LinkedHashMap<String, String>();
    values.put("positive", "truth = '%s'".formatted(config.positive()));
    values.put("score", number("predicted_value"));
    return Exploded.of(scored, config.blocks(), datasets, values)
        .mapPartitions(new PackedScores(), Encoders.row(PackedScores.SCHEMA));
  }

  @Override
  public Measured measure(List<Metric> wanted, Iterator<Row> prepared) {
    var rows = new ArrayList<RankedRows.Scored>();
    long n = 0;
    long keys = 0;
    while (prepared.hasNext()) {
      var packet = prepared.next();
      n += packet.getLong(PackedScores.N);
      keys ^= packet.getLong(PackedScores.KEYS);
      rows.addAll(PackedScores.unpacked(packet.getAs(PackedScores.SCORES)));
    }
    var ranked = new RankedRows(rows);
    var replicates = new double[wanted.size()][bootstrap.replicates()];
    for (var r = 0; r < bootstrap.replicates(); r++) {
      var areas = ranked.areas(bootstrap.counts(r));
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
    var areas = ranked.areas();
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
