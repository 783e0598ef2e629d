package io.novacron.dwcp.evaluation.metric;

import static io.novacron.dwcp.evaluation.metric.Sql.amount;
import static io.novacron.dwcp.evaluation.metric.Sql.flag;
import static io.novacron.dwcp.evaluation.metric.Sql.where;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Metrics of what a decision cost, from the map {@code amounts}, all in milliseconds: {@code
 * cost_ms} of the choice, {@code probe_ms} that the decider spent beside it (0 where it did not
 * probe), {@code best_cost_ms} of the oracle's choice, {@code tolerance_ms} within which two costs
 * tie, {@code best_single_cost_ms} of the one choice that is best for all, {@code runtime_cost_ms}
 * of the runtime's rule.
 *
 * <p>Rows count where {@code best_cost_ms > 0}. Among these a choice without cost is never right,
 * and one missing cost or probe makes sums of costs undefined.
 *
 * @param minShare smallest share of a class that the minimum over classes looks at
 */
record CostMetrics(List<String> classes, double minShare) implements Serializable {

  private static final String BEST = amount("best_cost_ms");
  private static final String COUNTS = BEST + " > 0";
  private static final String SPENT = "(%s + %s)".formatted(amount("cost_ms"), amount("probe_ms"));

  /** The relative slack keeps an exact tie a tie when costs were added in another order. */
  private static final String TIED =
      "%1$s > 0 AND %2$s - %1$s <= coalesce(%3$s, 0.0D) + 1e-9D * %1$s"
          .formatted(BEST, amount("cost_ms"), amount("tolerance_ms"));

  static final Term COSTED = new Term("costs", flag(COUNTS));
  static final Term WITHIN = new Term("within tolerance", flag(TIED));
  private static final Term MISSING =
      new Term("costed without cost or probe", flag(COUNTS + " AND " + SPENT + " IS NULL"));
  private static final Term SUM_SPENT = new Term("spent ms", where(COUNTS, SPENT));
  private static final Term SUM_BEST = new Term("best ms", where(COUNTS, BEST));
  private static final Term REGRETS =
      new Term("relative regret", where(COUNTS, "%s / %s - 1.0D".formatted(SPENT, BEST)));

  private static final String SINGLE = amount("best_single_cost_ms");
  private static final String SINGLE_REGRET = "%s / %s - 1.0D".formatted(SINGLE, BEST);

  CostMetrics {
    classes = List.copyOf(classes);
  }

  static Metric tieAwareAccuracy() {
    return new Rate(
        About.ratio("tie_aware_accuracy", "share of rows with cost - best <= tolerance"),
        COSTED,
        WITHIN);
  }

  static Metric tieAwareRecall(String name) {
    return tieAwareRecallOf(name);
  }

  private static Rate tieAwareRecallOf(String name) {
    return new Rate(
        About.ratio("tie_aware_recall:" + name, "tie-aware accuracy over rows of the true class"),
        costedOf(name),
        withinOf(name));
  }

  private static Term costedOf(String name) {
    return new Term("costs and truth " + name, flag("truth = '%s' AND %s".formatted(name, COUNTS)));
  }

  private static Term withinOf(String name) {
    return new Term("within tolerance " + name, flag("truth = '%s' AND %s".formatted(name, TIED)));
  }

  /** The worst class; its rows are the number of rows. */
  Metric tieAwareRecallMin() {
    var recalls = classes.stream().map(CostMetrics::tieAwareRecallOf).toList();
    var terms = new ArrayList<>(List.of(COSTED));
    recalls.forEach(recall -> terms.addAll(recall.terms()));
    return new Formula(
        About.ratio(
            "tie_aware_recall_min", "least tie-aware recall over classes of share >= " + minShare),
        terms,
        sums -> {
          double least = minShare * sums.at(COSTED);
          return recalls.stream()
              .filter(recall -> sums.at(recall.trials()) > 0)
              .filter(recall -> sums.at(recall.trials()) >= least)
              .map(recall -> recall.finish(sums))
              .min(Comparator.comparingDouble(o -> o.value().orElse(0)))
              .orElse(Outcome.undefined("no class is frequent enough"));
        });
  }

  static Metric meanRegret() {
    return new Formula(
        About.loss("mean_regret", "ratio", "mean over rows of (cost + probe)/best - 1"),
        List.of(COSTED, MISSING, REGRETS),
        sums -> guarded(sums, REGRETS, COSTED));
  }

  static Metric totalRegret() {
    return new Formula(
        About.loss("total_regret", "ratio", "sum of (cost + probe - best) over sum of best"),
        List.of(COSTED, MISSING, SUM_SPENT, SUM_BEST),
        sums -> {
          var ratio = guarded(sums, SUM_SPENT, SUM_BEST);
          return ratio.value().isPresent()
              ? Outcome.of(ratio.value().getAsDouble() - 1, ratio.n())
              : ratio;
        });
  }

  /**
   * 1 is the oracle, 0 the best single choice; below 0 the selector loses to it. Regrets are
   * relative, as {@link #meanRegret} has them, so that a slow link counts no more than a fast one.
   */
  static Metric gapClosed() {
    var single = new Term("relative regret of best single", where(COUNTS, SINGLE_REGRET));
    return gap(
        "gap_closed",
        "1 - mean of (cost + probe)/best - 1 over mean of best single/best - 1",
        single,
        sums -> sums.at(single) - sums.at(REGRETS),
        sums -> sums.at(single));
  }

  /** The same of summed milliseconds: slow links and large payloads decide it. */
  static Metric totalGapClosed() {
    var single = new Term("best single ms", where(COUNTS, SINGLE));
    return gap(
        "total_gap_closed",
        "(best single - (cost + probe)) / (best single - best), each summed",
        single,
        sums -> sums.at(single) - sums.at(SUM_SPENT),
        sums -> sums.at(single) - sums.at(SUM_BEST));
  }

  /** A number from sums, which travels to tasks. */
  private interface Part extends Serializable {
    double of(Sums sums);
  }

  private static Metric gap(String name, String definition, Term single, Part won, Part toWin) {
    var lacking = missing("best_single_cost_ms");
    return new Formula(
        About.ratio(name, definition).within(Double.NEGATIVE_INFINITY, 1),
        List.of(COSTED, MISSING, lacking, single, REGRETS, SUM_SPENT, SUM_BEST),
        sums ->
            sums.at(MISSING) + sums.at(lacking) > 0
                ? Outcome.undefined("rows without cost, probe or best single cost")
                : Outcome.ratio(
                    won.of(sums),
                    toWin.of(sums),
                    sums.count(COSTED),
                    "the best single choice leaves no gap"));
  }

  /** The same bytes in less time: the ratio of times less one. */
  static Metric throughputGain() {
    var lacking = missing("runtime_cost_ms");
    var runtime = new Term("runtime ms", where(COUNTS, amount("runtime_cost_ms")));
    return new Formula(
        About.ratio(
                "throughput_gain_over_runtime_rule",
                "sum of runtime cost / sum of (cost + probe) - 1")
            .within(-1, Double.POSITIVE_INFINITY),
        List.of(COSTED, MISSING, lacking, runtime, SUM_SPENT),
        sums -> {
          double spent = sums.at(SUM_SPENT);
          if (sums.at(MISSING) + sums.at(lacking) > 0 || spent <= 0) {
            return Outcome.undefined("rows without cost, probe or runtime cost");
          }
          return Outcome.of(sums.at(runtime) / spent - 1, sums.count(COSTED));
        });
  }

  private static Term missing(String amount) {
    return new Term(
        "costed without " + amount, flag(COUNTS + " AND " + amount(amount) + " IS NULL"));
  }

  private static Outcome guarded(Sums sums, Term above, Term below) {
    return sums.at(MISSING) > 0
        ? Outcome.undefined("%d rows without cost or probe".formatted(sums.count(MISSING)))
        : Outcome.ratio(sums.at(above), sums.at(below), sums.count(COSTED), "no costs");
  }

  /** Share of rows whose amount is 1 among those that have it, such as {@code share:tie}. */
  static Metric share(String metric, String amount) {
    return new Rate(
        About.ratio(metric, "share of rows with amount %s = 1".formatted(amount)),
        new Term("amount " + amount, flag(amount(amount) + " IS NOT NULL")),
        new Term(amount + " set", flag(amount(amount) + " = 1")));
  }

  /** Mean of an amount over rows that have it, such as {@code mean:probe_ms}. */
  static Metric mean(String amount) {
    var having = new Term("amount " + amount, flag(amount(amount) + " IS NOT NULL"));
    var total = new Term("sum of " + amount, amount(amount));
    return new Formula(
        About.loss("mean:" + amount, "as amount", "mean of the amount over rows that have it")
            .within(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
        List.of(having, total),
        sums ->
            Outcome.ratio(
                sums.at(total), sums.at(having), sums.count(having), "no row has the amount"));
  }
}
