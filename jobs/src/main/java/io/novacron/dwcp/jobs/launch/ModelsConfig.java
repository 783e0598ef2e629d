package io.novacron.dwcp.jobs.launch;

import io.novacron.dwcp.evaluation.gate.GateConfig;
import io.novacron.dwcp.evaluation.metric.EvaluatorConfig;
import io.novacron.dwcp.jobs.model.compression.CompressionModelConfig;
import io.novacron.dwcp.jobs.model.compression.CompressionTrainer;
import io.novacron.dwcp.jobs.training.Trainer;
import java.util.List;
import java.util.Map;

/** Every model that the suite can train: one line here is all that registers one. */
record ModelsConfig(CompressionModelConfig compression) {

  /** One trainer for each model, in the order of the night. */
  List<Trainer> trainers() {
    return List.of(new CompressionTrainer(compression));
  }

  /** Gates by model. */
  Map<String, GateConfig> gates() {
    return Map.of(CompressionTrainer.NAME, compression.gates());
  }

  /** Metrics and slices by model. */
  Map<String, EvaluatorConfig> evaluators() {
    return Map.of(CompressionTrainer.NAME, compression.evaluation());
  }
}
