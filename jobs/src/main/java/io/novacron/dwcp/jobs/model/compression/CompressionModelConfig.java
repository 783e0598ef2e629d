package io.novacron.dwcp.jobs.model.compression;

import io.novacron.dwcp.evaluation.gate.GateConfig;
import io.novacron.dwcp.evaluation.gate.GateEntry;
import io.novacron.dwcp.evaluation.leak.LeakConfig;
import io.novacron.dwcp.evaluation.metric.EvaluatorConfig;
import io.novacron.dwcp.evaluation.oracle.OracleConfig;
import io.novacron.dwcp.features.FeatureConfig;
import io.novacron.dwcp.features.split.SplitConfig;
import java.util.List;

/** The file {@code conf/models/compression.conf}. */
public record CompressionModelConfig(
    FeatureConfig features,
    SplitConfig split,
    OracleConfig oracle,
    CompressionConfig selector,
    LeakConfig leak,
    EvaluatorConfig evaluation,
    List<GateEntry> gates) {

  public CompressionModelConfig {
    gates = List.copyOf(gates);
    // Parsed here, so that a bad gate is found before the night and not after it.
    GateConfig.of(gates);
  }
}
