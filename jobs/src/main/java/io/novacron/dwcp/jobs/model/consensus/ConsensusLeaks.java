package io.novacron.dwcp.jobs.model.consensus;

import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.evaluation.leak.FeatureOrigin;
import io.novacron.dwcp.evaluation.leak.LeakRules;
import io.novacron.dwcp.evaluation.leak.RowChecks.Anchor;
import io.novacron.dwcp.evaluation.leak.RowChecks.LabelWindow;
import io.novacron.dwcp.features.cluster.ClusterColumn;
import io.novacron.dwcp.features.cluster.ClusterSignal;
import io.novacron.dwcp.features.set.FeatureSet;
import io.novacron.dwcp.jobs.training.EntitySplit;
import java.util.Arrays;
import java.util.List;

/** What the leak guard must know of the detector. */
final class ConsensusLeaks {

  private static final String CLUSTER = Tables.TELEMETRY_CONSENSUS.name() + ".";
  private static final String EPISODE = Tables.CONSENSUS_EPISODES.name() + ".";

  private final ConsensusModelConfig config;

  ConsensusLeaks(ConsensusModelConfig config) {
    this.config = config;
  }

  LeakRules rules(FeatureSet inputs) {
    var origins =
        inputs.names().stream().map(name -> new FeatureOrigin(name, origin(name))).toList();
    var oracle =
        Tables.CONSENSUS_EPISODES.truthColumns().stream().map(name -> EPISODE + name).toList();
    return new LeakRules(
        origins,
        oracle,
        "label",
        List.of(),
        List.of(new Anchor(overlap(), "overlap_s")),
        EntitySplit.rules(config.split().gapSeconds(), List.of("cluster_id")),
        new LabelWindow("ts", "known_at", "known_at"),
        ConsensusNotes.SETTINGS,
        config.leak());
  }

  private static List<String> origin(String input) {
    var of =
        Arrays.stream(ClusterColumn.values())
            .filter(column -> input.equals("now_" + column.word()))
            .map(ClusterColumn::signal)
            .findFirst()
            .orElse(ClusterSignal.P50);
    // The tail is made of two percentiles.
    return of == ClusterSignal.TAIL || input.equals("tail_ratio")
        ? List.of(CLUSTER + ClusterSignal.P50.column(), CLUSTER + ClusterSignal.P95.column())
        : List.of(CLUSTER + of.column());
  }

  /**
   * How long the features' last step lies in the label's episode: computed from the features' own
   * time, so that labels which have slipped by a window do not agree.
   */
  private String overlap() {
    var end =
        "(unix_micros(ts) - %dL)".formatted(config.features().decideAfterSeconds() * 1_000_000);
    var begin = "(%s - %dL)".formatted(end, config.features().stepSeconds() * 1_000_000);
    return "CASE WHEN started_at IS NULL THEN 0.0D ELSE (least(%s, coalesce(unix_micros(ended_at), %s)) - greatest(%s, unix_micros(started_at))) / 1000000.0D END"
        .formatted(end, end, begin);
  }
}
