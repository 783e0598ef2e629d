package io.novacron.dwcp.jobs.model.reliability;

import io.novacron.dwcp.evaluation.gate.GateEntry;
import io.novacron.dwcp.evaluation.gate.Measurable;
import io.novacron.dwcp.evaluation.leak.LeakConfig;
import io.novacron.dwcp.evaluation.metric.Evaluator;
import io.novacron.dwcp.evaluation.metric.EvaluatorConfig;
import io.novacron.dwcp.features.node.NodeFeatureConfig;
import io.novacron.dwcp.features.split.SplitConfig;
import java.util.List;

/** The file {@code conf/models/reliability.conf}. */
public record ReliabilityModelConfig(
    NodeFeatureConfig features,
    SplitConfig split,
    DetectorConfig detector,
    LeakConfig leak,
    EvaluatorConfig evaluation,
    List<GateEntry> gates) {

  public ReliabilityModelConfig {
    gates = List.copyOf(gates);
    // Read here, so that a bad metric, slice or gate is found before the night and not in it.
    new Measurable(
            new Evaluator(evaluation).names(),
            evaluation.slices().metrics(),
            evaluation.slices().datasets(),
            ScoredNodes.DIMENSIONS,
            ScoredNodes.DATASETS,
            ReliabilityReferences.NAMES)
        .require(gates);
  }
}
