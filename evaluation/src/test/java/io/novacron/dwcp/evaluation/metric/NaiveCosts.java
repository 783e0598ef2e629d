package io.novacron.dwcp.evaluation.metric;

import java.util.List;

/** Costs of decisions measured as one would on paper. */
final class NaiveCosts {

  /** One decision. */
  record Decision(
      String truth,
      String entity,
      double cost,
      double probe,
      double best,
      double tolerance,
      double single,
      double runtime) {

    boolean right() {
      return cost - best <= tolerance + 1e-9 * best;
    }
  }

  private NaiveCosts() {}

  static double tieAwareAccuracy(List<Decision> rows) {
    return rows.stream().filter(Decision::right).count() / (double) rows.size();
  }

  static double tieAwareRecallMin(List<Decision> rows, List<String> classes, double minShare) {
    double least = 1;
    for (var name : classes) {
      var own = rows.stream().filter(d -> d.truth().equals(name)).toList();
      if (!own.isEmpty() && own.size() >= minShare * rows.size()) {
        least = Math.min(least, tieAwareAccuracy(own));
      }
    }
    return least;
  }

  static double meanRegret(List<Decision> rows) {
    return rows.stream()
        .mapToDouble(d -> (d.cost() + d.probe()) / d.best() - 1)
        .average()
        .orElseThrow();
  }

  static double totalRegret(List<Decision> rows) {
    double lost = rows.stream().mapToDouble(d -> d.cost() + d.probe() - d.best()).sum();
    return lost / rows.stream().mapToDouble(Decision::best).sum();
  }

  static double gapClosed(List<Decision> rows) {
    double single =
        rows.stream().mapToDouble(d -> d.single() / d.best() - 1).average().orElseThrow();
    return 1 - meanRegret(rows) / single;
  }

  static double totalGapClosed(List<Decision> rows) {
    double won = rows.stream().mapToDouble(d -> d.single() - d.cost() - d.probe()).sum();
    return won / rows.stream().mapToDouble(d -> d.single() - d.best()).sum();
  }

  static double throughputGain(List<Decision> rows) {
    double spent = rows.stream().mapToDouble(d -> d.cost() + d.probe()).sum();
    return rows.stream().mapToDouble(Decision::runtime).sum() / spent - 1;
  }
}
