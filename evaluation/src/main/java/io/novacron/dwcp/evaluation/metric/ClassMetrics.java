package io.novacron.dwcp.evaluation.metric;

import static io.novacron.dwcp.evaluation.metric.Sql.LABELLED;
import static io.novacron.dwcp.evaluation.metric.Sql.RIGHT;
import static io.novacron.dwcp.evaluation.metric.Sql.flag;

import java.io.Serializable;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Metrics of decided classes, as scikit-learn 1.x defines them, over a closed list of classes.
 *
 * <p>A truth outside the list makes every metric over all classes undefined, or a class could
 * vanish from a mean. Recall, precision and F1 of a class without rows are undefined; in macro
 * means they count 0 where the class is in the truth or the decisions ({@code zero_division=0}).
 */
record ClassMetrics(List<String> classes) implements Serializable {

  ClassMetrics {
    classes = List.copyOf(classes);
  }

  static Metric accuracy() {
    return new Rate(
        About.ratio("accuracy", "share of rows decided as the truth has it"), LABELLED, RIGHT);
  }

  static Metric recall(String name) {
    return new Rate(
        About.ratio("recall:" + name, "share of the class's rows decided so"),
        ofTruth(name),
        both(name));
  }

  static Metric precision(String name) {
    return new Rate(
        About.ratio("precision:" + name, "share of rows decided so that are of the class"),
        ofDecision(name),
        both(name));
  }

  static Metric share(String name) {
    return new Rate(
        About.ratio("class_share:" + name, "share of rows whose truth is the class"),
        LABELLED,
        ofTruth(name));
  }

  static Metric f1(String name) {
    var cell = Cell.of(name);
    return new Formula(
        About.ratio("f1:" + name, "harmonic mean of precision and recall, 2 TP/(2 TP + FP + FN)"),
        cell.terms(),
        cell::f1);
  }

  Metric balancedAccuracy() {
    var cells = cells();
    return new Formula(
        About.ratio("balanced_accuracy", "mean recall over classes that the truth has"),
        allTerms(cells),
        sums ->
            mean(sums, cells, cell -> cell.isTrueIn(sums), cell -> cell.shareOf(cell.truth, sums)));
  }

  Metric macroRecall() {
    var cells = cells();
    return new Formula(
        About.ratio("macro_recall", "mean recall over classes in truth or decisions"),
        allTerms(cells),
        sums ->
            mean(sums, cells, cell -> cell.isMetIn(sums), cell -> cell.shareOf(cell.truth, sums)));
  }

  Metric macroPrecision() {
    var cells = cells();
    return new Formula(
        About.ratio("macro_precision", "mean precision over classes in truth or decisions"),
        allTerms(cells),
        sums ->
            mean(
                sums,
                cells,
                cell -> cell.isMetIn(sums),
                cell -> cell.shareOf(cell.decision, sums)));
  }

  Metric macroF1() {
    var cells = cells();
    return new Formula(
        About.ratio("macro_f1", "mean F1 over classes in truth or decisions"),
        allTerms(cells),
        sums ->
            mean(sums, cells, cell -> cell.isMetIn(sums), cell -> cell.f1(sums).value().orElse(0)));
  }

  Metric majorityShare() {
    var cells = cells();
    return new Formula(
        About.ratio(
            "majority_share", "share of the most frequent true class: what a constant gets"),
        allTerms(cells),
        sums -> {
          double most = 0;
          for (var cell : cells) {
            most = Math.max(most, sums.at(cell.truth));
          }
          double n = sums.at(LABELLED);
          return strangers(sums, cells)
              ? strange()
              : Outcome.ratio(most, n, Math.round(n), "no rows");
        });
  }

  private static Outcome mean(
      Sums sums, List<Cell> cells, Predicate<Cell> counts, ToDoubleFunction<Cell> part) {
    if (strangers(sums, cells)) {
      return strange();
    }
    double total = 0;
    var over = 0;
    for (var cell : cells) {
      if (counts.test(cell)) {
        total += part.applyAsDouble(cell);
        over++;
      }
    }
    return Outcome.ratio(total, over, sums.count(LABELLED), "no rows");
  }

  private static Outcome strange() {
    return Outcome.undefined("the truth has classes outside the configured list");
  }

  private static boolean strangers(Sums sums, List<Cell> cells) {
    double known = 0;
    for (var cell : cells) {
      known += sums.at(cell.truth);
    }
    return Math.round(known) != sums.count(LABELLED);
  }

  private List<Cell> cells() {
    return classes.stream().map(Cell::of).toList();
  }

  private static List<Term> allTerms(List<Cell> cells) {
    return Stream.concat(Stream.of(LABELLED), cells.stream().flatMap(cell -> cell.terms().stream()))
        .toList();
  }

  /**
   * One class's terms, made once a metric: a state is finished hundreds of times an interval, and
   * making the terms' text each time took longer than the sums.
   */
  private record Cell(Term truth, Term decision, Term found) implements Serializable {

    static Cell of(String name) {
      return new Cell(ofTruth(name), ofDecision(name), both(name));
    }

    List<Term> terms() {
      return List.of(truth, decision, found);
    }

    boolean isTrueIn(Sums sums) {
      return sums.at(truth) > 0;
    }

    boolean isMetIn(Sums sums) {
      return sums.at(truth) + sums.at(decision) > 0;
    }

    /** Share of a term's rows that are both of the class and decided so; 0 without rows. */
    double shareOf(Term below, Sums sums) {
      double divisor = sums.at(below);
      return divisor > 0 ? sums.at(found) / divisor : 0;
    }

    Outcome f1(Sums sums) {
      double below = sums.at(truth) + sums.at(decision);
      double above = 2 * sums.at(found);
      return Outcome.ratio(above, below, Math.round(below), "class never seen nor decided");
    }
  }

  static Term ofTruth(String name) {
    return new Term("truth " + name, flag("truth = '%s'".formatted(name)));
  }

  static Term ofDecision(String name) {
    return new Term(
        "decision " + name, flag("truth IS NOT NULL AND prediction = '%s'".formatted(name)));
  }

  static Term both(String name) {
    return new Term(
        "both " + name, flag("truth = '%s' AND prediction = '%s'".formatted(name, name)));
  }
}
