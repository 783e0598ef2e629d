package io.novacron.dwcp.jobs.model.compression;

import io.novacron.dwcp.common.schema.Tables;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What validation says of one exported variant: its probabilities beside the measured costs.
 *
 * <p>Held on the driver, a few dozen numbers a row; the caller bounds the rows.
 *
 * @param rows one per validation row, in the order of their keys
 */
record Decided(List<Case> rows) {

  Decided {
    rows = List.copyOf(rows);
  }

  /**
   * One validation row.
   *
   * @param probabilities by class, at temperature 1
   * @param decision class that the variant takes where no threshold applies
   * @param fallback class below the threshold
   * @param costs cost by class, ms; NaN where it is no candidate
   * @param probeMs what the decision cost
   * @param best the oracle's class
   */
  record Case(
      List<Float> probabilities,
      int decision,
      int fallback,
      List<Double> costs,
      double probeMs,
      int best)
      implements java.io.Serializable {

    int likeliest() {
      var likeliest = 0;
      for (var c = 1; c < probabilities.size(); c++) {
        if (probabilities.get(c) > probabilities.get(likeliest)) {
          likeliest = c;
        }
      }
      return likeliest;
    }

    double regret(int decision) {
      var best = costs.get(this.best);
      return (costs.get(decision) + probeMs) / best - 1;
    }
  }

  /** Reads the rows that {@link SelectorModel#cases} made. */
  static Decided collect(Dataset<Row> cases, int limit) {
    return new Decided(
        cases.orderBy("key").limit(limit).collectAsList().stream()
            .map(
                row ->
                    new Case(
                        row.getList(row.fieldIndex("probabilities")),
                        row.<Integer>getAs("decision"),
                        row.<Integer>getAs("fallback"),
                        row.getList(row.fieldIndex("costs")),
                        row.<Double>getAs("probe_ms"),
                        Tables.CANDIDATES.indexOf(row.<String>getAs("best"))))
            .toList());
  }

  /** What comes of falling back for classes under {@code threshold}. */
  Outcome outcome(double temperature, double threshold) {
    var regrets = new ArrayList<Double>();
    var hits = 0;
    for (var one : rows) {
      var sure = calibrated(one, one.likeliest(), temperature) >= threshold;
      var decision = sure ? one.decision() : one.fallback();
      regrets.add(one.regret(decision));
      hits += decision == one.best() ? 1 : 0;
    }
    return new Outcome(regrets, hits);
  }

  /** The temperature of least log loss on a grid from 0.5 to 3 in steps of 5 %. */
  double bestTemperature() {
    var best = 1.0;
    var least = Double.POSITIVE_INFINITY;
    for (var temperature = 0.5; temperature <= 3.0; temperature *= 1.05) {
      var loss = 0.0;
      for (var one : rows) {
        loss -= Math.log(Math.max(1e-12, calibrated(one, one.best(), temperature)));
      }
      if (loss < least) {
        least = loss;
        best = temperature;
      }
    }
    return best;
  }

  /** Softmax of log p / T at {@code wanted}. */
  private static double calibrated(Case one, int wanted, double temperature) {
    var sum = 0.0;
    for (var p : one.probabilities()) {
      sum += Math.pow(p, 1 / temperature);
    }
    return Math.pow(one.probabilities().get(wanted), 1 / temperature) / sum;
  }
}
