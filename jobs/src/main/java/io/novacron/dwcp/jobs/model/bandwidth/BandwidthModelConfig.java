package io.novacron.dwcp.jobs.model.bandwidth;

import io.novacron.dwcp.evaluation.gate.GateEntry;
import io.novacron.dwcp.evaluation.gate.Measurable;
import io.novacron.dwcp.evaluation.leak.LeakConfig;
import io.novacron.dwcp.evaluation.metric.Evaluator;
import io.novacron.dwcp.evaluation.metric.EvaluatorConfig;
import io.novacron.dwcp.evaluation.oracle.PathTruthConfig;
import io.novacron.dwcp.features.sequence.SequenceConfig;
import io.novacron.dwcp.features.split.SplitConfig;
import java.util.List;

/** One contract's block of the file {@code conf/models/bandwidth.conf}. */
public record BandwidthModelConfig(
    SequenceConfig sequence,
    PathTruthConfig truth,
    SplitConfig split,
    ForecastSettings forecast,
    LeakConfig leak,
    EvaluatorConfig evaluation,
    List<GateEntry> gates) {

  public BandwidthModelConfig {
    gates = List.copyOf(gates);
    // Read here, so that a bad metric, slice or gate is found before the night and not in it.
    new Measurable(
            new Evaluator(evaluation).names(),
            evaluation.slices().metrics(),
            evaluation.slices().datasets(),
            ScoredPaths.DIMENSIONS,
            ScoredPaths.DATASETS,
            BandwidthReferences.NAMES)
        .require(gates);
  }
}
