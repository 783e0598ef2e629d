package io.novacron.dwcp.jobs.model.compression;

import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.evaluation.leak.FeatureOrigin;
import io.novacron.dwcp.evaluation.leak.LeakRules;
import io.novacron.dwcp.evaluation.leak.RowChecks.Anchor;
import io.novacron.dwcp.evaluation.leak.RowChecks.LabelWindow;
import io.novacron.dwcp.evaluation.leak.SplitRules.Apart;
import io.novacron.dwcp.features.set.FeatureColumn;
import io.novacron.dwcp.features.set.FeatureSet;
import io.novacron.dwcp.jobs.training.EntitySplit;
import io.novacron.dwcp.jobs.training.TrainingSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the leak guard must know of the selector. */
final class SelectorLeaks {

  private static final String TRANSFERS = Tables.TELEMETRY_TRANSFERS.name() + ".";
  private static final String LINK = Tables.TELEMETRY_LINK.name() + ".";
  private static final String OUTCOMES = Tables.TELEMETRY_OUTCOMES.name() + ".";

  private static final List<String> ORACLE_INPUTS =
      List.of(
          TRANSFERS + "payload",
          TRANSFERS + "baseline",
          TRANSFERS + "cpu_idle",
          TRANSFERS + "amst_streams",
          TRANSFERS + "bandwidth_estimate_mbps",
          TRANSFERS + "rtt_ms",
          Tables.TELEMETRY_CONDITIONS.name() + ".bandwidth_mbps");

  /** Origins of the features whose name is no column of the transfer. */
  private static final Map<String, List<String>> DERIVED =
      Map.of(
          "payload_bytes", List.of(TRANSFERS + "size_bytes"),
          "has_baseline", List.of(TRANSFERS + "baseline"),
          "log_baseline_size", List.of(TRANSFERS + "baseline", TRANSFERS + "size_bytes"),
          "link_type_code", List.of(TRANSFERS + "link_type"),
          "log_transfer_ms",
              List.of(TRANSFERS + "size_bytes", TRANSFERS + "bandwidth_estimate_mbps"),
          "log_rtt_share",
              List.of(
                  TRANSFERS + "rtt_ms",
                  TRANSFERS + "size_bytes",
                  TRANSFERS + "bandwidth_estimate_mbps"),
          "log_estimate_over_ewma",
              List.of(TRANSFERS + "bandwidth_estimate_mbps", LINK + "throughput_mbps"));

  private final CompressionModelConfig config;

  SelectorLeaks(CompressionModelConfig config) {
    this.config = config;
  }

  LeakRules rules(FeatureSet inputs) {
    return new LeakRules(
        inputs.columns().stream().map(SelectorLeaks::origin).toList(),
        ORACLE_INPUTS,
        "best",
        choiceOf(config.oracle().zstdMaxBelowMbps()),
        // An uncompressed payload is its own size: both sides of a transfer agree on it.
        List.of(new Anchor("size_bytes", "bytes_none")),
        EntitySplit.rules(
            config.split().gapSeconds(),
            List.of("payload_source", "link", "transfer_id"),
            new Apart("transfer_id", TrainingSet.TRAIN, TrainingSet.VALIDATION)),
        new LabelWindow("ts", "known_at", "known_at"),
        SelectorNotes.SETTINGS,
        config.leak());
  }

  /** What a transfer may choose from: known without any label. */
  private static List<String> choiceOf(double zstdMaxBelowMbps) {
    return List.of(
        "has_baseline > 0",
        "coalesce(bandwidth_estimate_mbps < %sD, false)".formatted(zstdMaxBelowMbps));
  }

  private static FeatureOrigin origin(FeatureColumn feature) {
    return new FeatureOrigin(feature.name(), sources(feature));
  }

  private static List<String> sources(FeatureColumn feature) {
    return switch (feature.family()) {
      case "probe" -> List.of(TRANSFERS + "payload", TRANSFERS + "baseline");
      case "history" -> List.of(OUTCOMES + "codec", OUTCOMES + "bytes_in", OUTCOMES + "bytes_out");
      case "link" ->
          Stream.of("throughput_mbps", "rtt_ms", "packet_loss", "queue_depth")
              .filter(metric -> feature.name().contains(metric))
              .map(metric -> LINK + metric)
              .toList();
      default ->
          Optional.ofNullable(DERIVED.get(feature.name()))
              .orElse(List.of(TRANSFERS + feature.name()));
    };
  }
}
