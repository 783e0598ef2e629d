package io.novacron.dwcp.jobs.step;

import io.novacron.dwcp.common.table.LandingConfig;
import io.novacron.dwcp.evaluation.gate.GateEntry;
import io.novacron.dwcp.evaluation.metric.EvaluatorConfig;
import io.novacron.dwcp.features.clean.CleanConfig;
import io.novacron.dwcp.jobs.quality.QualityConfig;
import java.util.List;
import java.util.Map;

/**
 * What the steps themselves are configured with.
 *
 * @param gates gates by model
 * @param evaluators metrics and slices by model
 * @param provenance what is stored with every model of the night
 */
public record StepSettings(
    NightConfig night,
    LandingConfig landing,
    CleanConfig clean,
    QualityConfig quality,
    Map<String, List<GateEntry>> gates,
    Map<String, EvaluatorConfig> evaluators,
    Provenance provenance) {

  public StepSettings {
    gates = Map.copyOf(gates);
    evaluators = Map.copyOf(evaluators);
  }

  /** How a model is measured. */
  public EvaluatorConfig evaluator(String model) {
    var found = evaluators.get(model);
    if (found == null) {
      throw new IllegalStateException("no evaluation is configured for " + model);
    }
    return found;
  }
}
