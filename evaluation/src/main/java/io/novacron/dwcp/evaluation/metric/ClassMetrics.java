package io.novacron.dwcp.evaluation.metric;

import static io.novacron.dwcp.evaluation.metric.Sql.LABELLED;
import static io.novacron.dwcp.evaluation.metric.Sql.RIGHT;
import static io.novacron.dwcp.evaluation.metric.Sql.flag;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

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
    return new Formula(
        About.ratio("f1:" + name, "harmonic mean of precision and recall, 2 TP/(2 TP + FP + FN)"),
        List.of(ofTruth(name), ofDecision(name), both(name)),
        sums -> {
          double below = sums.at(ofTruth(name).name()) + sums.at(ofDecision(name).name());
          double above = 2 * sums.at(both(name).name());
          return Outcome.ratio(above, below, Math.round(below), "class never seen nor decided");
        });
  }

  Metric balancedAccuracy() {
    return new Formula(
        About.ratio("balanced_accuracy", "mean recall over classes that the truth has"),
        allTerms(),
        sums -> {
          var present = classes.stream().filter(c -> sums.at(ofTruth(c).name()) > 0).toList();
          return mean(sums, present, c -> ratioOrZero(sums, both(c), ofTruth(c)));
        });
  }

  Metric macroRecall() {
    return new Formula(
        About.ratio("macro_recall", "mean recall over classes in truth or decisions"),
        allTerms(),
        sums -> mean(sums, met(sums), c -> ratioOrZero(sums, both(c), ofTruth(c))));
  }

  Metric macroPrecision() {
    return new Formula(
        About.ratio("macro_precision", "mean precision over classes in truth or decisions"),
        allTerms(),
        sums -> mean(sums, met(sums), c -> ratioOrZero(sums, both(c), ofDecision(c))));
  }

  Metric macroF1() {
    return new Formula(
        About.ratio("macro_f1", "mean F1 over classes in truth or decisions"),
        allTerms(),
        sums -> mean(sums, met(sums), c -> f1(c).finish(sums).value().orElse(0)));
  }

  Metric majorityShare() {
    return new Formula(
        About.ratio(
            "majority_share", "share of the most frequent true class: what a constant gets"),
        allTerms(),
        sums -> {
          double most = 0;
          for (var c : classes) {
            most = Math.max(most, sums.at(ofTruth(c).name()));
          }
          double n = sums.at(LABELLED.name());
          return strangers(sums) ? strange() : Outcome.ratio(most, n, Math.round(n), "no rows");
        });
  }

  private Outcome mean(Sums sums, List<String> over, ToDoubleFunction<String> part) {
    if (strangers(sums)) {
      return strange();
    }
    double total = 0;
    for (var c : over) {
      total += part.applyAsDouble(c);
    }
    return Outcome.ratio(total, over.size(), sums.count(LABELLED.name()), "no rows");
  }

  private static Outcome strange() {
    return Outcome.undefined("the truth has classes outside the configured list");
  }

  private boolean strangers(Sums sums) {
    double known = 0;
    for (var c : classes) {
      known += sums.at(ofTruth(c).name());
    }
    return Math.round(known) != sums.count(LABELLED.name());
  }

  private List<String> met(Sums sums) {
    return classes.stream()
        .filter(c -> sums.at(ofTruth(c).name()) + sums.at(ofDecision(c).name()) > 0)
        .toList();
  }

  private static double ratioOrZero(Sums sums, Term above, Term below) {
    double divisor = sums.at(below.name());
    return divisor > 0 ? sums.at(above.name()) / divisor : 0;
  }

  private List<Term> allTerms() {
    var terms = new ArrayList<>(List.of(LABELLED));
    for (var c : classes) {
      terms.addAll(List.of(ofTruth(c), ofDecision(c), both(c)));
    }
    return terms;
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
