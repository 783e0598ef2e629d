package io.novacron.dwcp.jobs.model.compression;

import io.novacron.dwcp.evaluation.gate.GateEntry;
import io.novacron.dwcp.evaluation.gate.Measurable;
import io.novacron.dwcp.evaluation.leak.LeakConfig;
import io.novacron.dwcp.evaluation.metric.Evaluator;
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
    var tried = features.probe().zstdMaxBelowMbps();
    if (tried > oracle.zstdMaxBelowMbps()) {
      throw new IllegalArgumentException(
          "features.probe.zstd-max-below-mbps: %s; the oracle offers zstd-max below %s only, name at most that"
              .formatted(tried, oracle.zstdMaxBelowMbps()));
    }
    // Read here, so that a bad metric, slice or gate is found before the night and not in it.
    new Measurable(
            new Evaluator(evaluation).names(),
            evaluation.slices().metrics(),
            evaluation.slices().datasets(),
            ScoredColumns.DIMENSIONS,
            ScoredColumns.DATASETS,
            CompressionReferences.names())
        .require(gates);
  }
}
