package io.novacron.dwcp.jobs.model.reliability;

import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.evaluation.leak.FeatureOrigin;
import io.novacron.dwcp.evaluation.leak.LeakRules;
import io.novacron.dwcp.evaluation.leak.RowChecks.Anchor;
import io.novacron.dwcp.evaluation.leak.RowChecks.LabelWindow;
import io.novacron.dwcp.features.set.FeatureSet;
import io.novacron.dwcp.features.set.FeatureSets;
import io.novacron.dwcp.features.set.NodeWindows;
import io.novacron.dwcp.jobs.training.EntitySplit;
import java.util.List;
import java.util.stream.Stream;

/** What the leak guard must know of the detector. */
final class ReliabilityLeaks {

  private static final String NODE = Tables.TELEMETRY_NODE.name() + ".";
  private static final String LINK = Tables.TELEMETRY_NODE_LINK.name() + ".";
  private static final String INCIDENT = Tables.TELEMETRY_INCIDENTS.name() + ".";

  private final ReliabilityModelConfig config;

  ReliabilityLeaks(ReliabilityModelConfig config) {
    this.config = config;
  }

  LeakRules rules(FeatureSet inputs) {
    var metrics = FeatureSets.reliabilityMetrics();
    var all = metrics.values().stream().map(ReliabilityLeaks::column).distinct().toList();
    var origins =
        inputs.names().stream()
            .map(
                name ->
                    new FeatureOrigin(
                        name, metrics.containsKey(name) ? List.of(column(metrics.get(name))) : all))
            .toList();
    return new LeakRules(
        origins,
        Stream.of("node_id", "kind", "severity", "started_at", "ended_at")
            .map(column -> INCIDENT + column)
            .toList(),
        "label",
        List.of(),
        List.of(new Anchor(overlap(), "overlap_s")),
        EntitySplit.rules(config.split().gapSeconds(), List.of("node_id")),
        new LabelWindow("ts", "known_at", "known_at"),
        ReliabilityNotes.SETTINGS,
        config.leak());
  }

  /** The column of telemetry that a signal is made of. */
  private static String column(String signal) {
    var link = NodeWindows.LINK_COLUMNS.get(signal);
    return link == null ? NODE + signal : LINK + link;
  }

  /**
   * How long the features' window lies in the label's incident: computed from the features' own
   * time, so that labels which have slipped by a window do not agree.
   */
  private String overlap() {
    var end = "unix_micros(ts)";
    var begin = "(%s - %dL)".formatted(end, config.features().stepSeconds() * 1_000_000);
    return "CASE WHEN started_at IS NULL THEN 0.0D ELSE (least(%s, coalesce(unix_micros(ended_at), %s)) - greatest(%s, unix_micros(started_at))) / 1000000.0D END"
        .formatted(end, end, begin);
  }
}
