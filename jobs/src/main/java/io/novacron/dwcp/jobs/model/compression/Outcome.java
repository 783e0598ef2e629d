package io.novacron.dwcp.jobs.model.compression;

import java.util.List;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * How one way to decide did on the validation rows.
 *
 * @param regrets by row, the probe included; rows in the same order for every way
 * @param hits rows whose decision was the oracle's
 */
record Outcome(List<Double> regrets, int hits) {

  Outcome {
    regrets = List.copyOf(regrets);
  }

  double meanRegret() {
    return statistics(regrets).getMean();
  }

  /**
   * The way to keep: of those whose mean regret is not told apart from the least, that is whose
   * paired differences to it have a mean within their standard error, the one that hits most; the
   * first of equals.
   *
   * @return its position
   */
  static int keep(List<Outcome> outcomes) {
    var least = outcomes.get(0);
    for (var outcome : outcomes) {
      least = outcome.meanRegret() < least.meanRegret() ? outcome : least;
    }
    var kept = outcomes.indexOf(least);
    for (var i = outcomes.size() - 1; i >= 0; i--) {
      var outcome = outcomes.get(i);
      if (!outcome.isWorseThan(least) && outcome.hits >= outcomes.get(kept).hits) {
        kept = i;
      }
    }
    return kept;
  }

  private boolean isWorseThan(Outcome other) {
    var differences = new SummaryStatistics();
    for (var i = 0; i < regrets.size(); i++) {
      differences.addValue(regrets.get(i) - other.regrets.get(i));
    }
    var standardError = differences.getStandardDeviation() / Math.sqrt(regrets.size());
    return differences.getMean() > standardError;
  }

  private static SummaryStatistics statistics(List<Double> values) {
    var statistics = new SummaryStatistics();
    values.forEach(statistics::addValue);
    return statistics;
  }
}
