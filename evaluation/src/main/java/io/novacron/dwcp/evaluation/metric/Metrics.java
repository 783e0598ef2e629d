package io.novacron.dwcp.evaluation.metric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The catalogue of metrics: names in a model's file become metrics.
 *
 * <p>A family is named {@code <family>:<member>}; {@code <family>:*} is every class. Families by
 * class: recall, precision, f1, class_share, tie_aware_recall. Families by amount: share, mean; by
 * quantity: rmse, mae, bias, mape, pearson_r, interval_coverage.
 */
final class Metrics {

  /** Those that look for the class {@code positive}. */
  static final Set<String> OF_ONE_CLASS = Set.of("auroc", "auprc", "false_positive_rate");

  private final EvaluatorConfig config;
  private final Map<String, Supplier<Metric>> single = new LinkedHashMap<>();
  private final Map<String, Function<String, Metric>> byClass = new LinkedHashMap<>();
  private final Map<String, Function<String, Metric>> byAmount = new LinkedHashMap<>();

  Metrics(EvaluatorConfig config) {
    this.config = config;
    var classes = new ClassMetrics(config.classes());
    single.put("accuracy", ClassMetrics::accuracy);
    single.put("balanced_accuracy", classes::balancedAccuracy);
    single.put("macro_recall", classes::macroRecall);
    single.put("macro_precision", classes::macroPrecision);
    single.put("macro_f1", classes::macroF1);
    single.put("majority_share", classes::majorityShare);
    putNumbers();
    single.put("brier", ConfidenceMetrics::brier);
    single.put("log_loss", ConfidenceMetrics::logLoss);
    single.put("expected_calibration_error", ConfidenceMetrics::calibrationError);
    single.put("auroc", RankedRows::auroc);
    single.put("auprc", RankedRows::auprc);
    single.put("event_recall", EventMetrics::eventRecall);
    single.put("false_positive_rate", () -> EventMetrics.falsePositiveRate(config.positive()));
    single.put("false_alarms_per_entity_week", EventMetrics::falseAlarms);
    single.put("mean_time_to_detect_s", EventMetrics::timeToDetect);
    putCosts(new CostMetrics(config.classes(), config.minClassShare()));
    byClass.put("recall", ClassMetrics::recall);
    byClass.put("precision", ClassMetrics::precision);
    byClass.put("f1", ClassMetrics::f1);
    byClass.put("class_share", ClassMetrics::share);
    byClass.put("tie_aware_recall", CostMetrics::tieAwareRecall);
    byAmount.put("share", amount -> CostMetrics.share("share:" + amount, amount));
    byAmount.put("mean", CostMetrics::mean);
  }

  private void putNumbers() {
    var row = NumberMetrics.ofRow();
    single.put("rmse", row::rmse);
    single.put("mae", row::mae);
    single.put("bias", row::bias);
    single.put("mape", () -> row.mape(config.mapeFloor()));
    single.put("pearson_r", row::pearson);
    byAmount.put("rmse", quantity -> NumberMetrics.of(quantity).rmse());
    byAmount.put("mae", quantity -> NumberMetrics.of(quantity).mae());
    byAmount.put("bias", quantity -> NumberMetrics.of(quantity).bias());
    byAmount.put("mape", quantity -> NumberMetrics.of(quantity).mape(config.mapeFloor()));
    byAmount.put("pearson_r", quantity -> NumberMetrics.of(quantity).pearson());
    byAmount.put("interval_coverage", NumberMetrics::intervalCoverage);
  }

  private void putCosts(CostMetrics costs) {
    single.put("tie_aware_accuracy", CostMetrics::tieAwareAccuracy);
    single.put("tie_aware_recall_min", costs::tieAwareRecallMin);
    single.put("mean_regret", CostMetrics::meanRegret);
    single.put("total_regret", CostMetrics::totalRegret);
    single.put("gap_closed", CostMetrics::gapClosed);
    single.put("total_gap_closed", CostMetrics::totalGapClosed);
    single.put("throughput_gain_over_runtime_rule", CostMetrics::throughputGain);
    single.put("tie_share", () -> CostMetrics.share("tie_share", "tie"));
    single.put("coverage", () -> CostMetrics.share("coverage", "covered"));
  }

  /**
   * The metrics that a model's file names, in its order.
   *
   * @throws IllegalArgumentException naming every unknown name
   */
  static List<Metric> of(EvaluatorConfig config) {
    var catalogue = new Metrics(config);
    var unknown = config.metrics().stream().filter(n -> catalogue.find(n).isEmpty()).toList();
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "evaluation.metrics: unknown or without classes: %s; use %s or a member of %s"
              .formatted(unknown, catalogue.single.keySet(), catalogue.families()));
    }
    return config.metrics().stream().flatMap(n -> catalogue.find(n).stream()).toList();
  }

  /** Every single metric, and every family over the configured classes. */
  List<Metric> everything() {
    var all = new ArrayList<Metric>();
    single.values().forEach(make -> all.add(make.get()));
    byClass.keySet().forEach(family -> all.addAll(find(family + ":*")));
    return all;
  }

  private List<String> families() {
    var names = new ArrayList<>(byClass.keySet());
    names.addAll(byAmount.keySet());
    return names;
  }

  private List<Metric> find(String name) {
    if (single.containsKey(name)) {
      return List.of(single.get(name).get());
    }
    var colon = name.indexOf(':');
    var family = colon < 0 ? "" : name.substring(0, colon);
    var member = name.substring(colon + 1);
    if (byAmount.containsKey(family) && member.matches("[a-z0-9_]+")) {
      return List.of(byAmount.get(family).apply(member));
    }
    return Optional.ofNullable(byClass.get(family))
        .map(make -> members(member).map(make).toList())
        .orElse(List.of());
  }

  private Stream<String> members(String member) {
    return config.classes().stream().filter(c -> member.equals("*") || member.equals(c));
  }
}
