package io.novacron.dwcp.jobs.model.reliability;

import io.novacron.dwcp.evaluation.gate.GateEntry;
import io.novacron.dwcp.evaluation.gate.Measurable;
import io.novacron.dwcp.evaluation.leak.LeakConfig;
import io.novacron.dwcp.evaluation.metric.Evaluator;
import io.novacron.dwcp.evaluation.metric.EvaluatorConfig;
import io.novacron.dwcp.features.node.NodeFeatureConfig;
import io.novacron.dwcp.features.split.SplitConfig;
import io.novacron.dwcp.jobs.training.alarm.AlarmColumns;
import io.novacron.dwcp.jobs.training.alarm.ScoredAlarms;
import io.novacron.dwcp.jobs.training.alarm.ThresholdSearch;
import java.util.List;

/** The file {@code conf/models/reliability.conf}. */
public record ReliabilityModelConfig(
    NodeFeatureConfig features,
    SplitConfig split,
    DetectorConfig detector,
    LeakConfig leak,
    EvaluatorConfig evaluation,
    List<GateEntry> gates) {

  /** What the detector's rows are judged by. */
  static final AlarmColumns ALARMS =
      new AlarmColumns(
          "node_id",
          "incident_id",
          "anomaly",
          List.of("kind", "severity", "network_tier", "region"));

  public ReliabilityModelConfig {
    gates = List.copyOf(gates);
    // Read here, so that a bad metric, slice or gate is found before the night and not in it.
    new Measurable(
            new Evaluator(evaluation).names(),
            evaluation.slices().metrics(),
            evaluation.slices().datasets(),
            ALARMS.dimensions(),
            ScoredAlarms.DATASETS,
            ReliabilityReferences.NAMES)
        .require(gates);
  }

  ScoredAlarms scored() {
    return new ScoredAlarms(ALARMS, features.stepSeconds(), detector.alarm().mergeGapS());
  }

  ThresholdSearch search() {
    return new ThresholdSearch(detector.alarm(), features.stepSeconds(), ALARMS);
  }
}
