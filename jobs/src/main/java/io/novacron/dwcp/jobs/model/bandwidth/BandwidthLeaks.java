package io.novacron.dwcp.jobs.model.bandwidth;

import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.evaluation.leak.FeatureOrigin;
import io.novacron.dwcp.evaluation.leak.LeakRules;
import io.novacron.dwcp.evaluation.leak.RowChecks.Anchor;
import io.novacron.dwcp.evaluation.leak.RowChecks.LabelWindow;
import io.novacron.dwcp.evaluation.oracle.PathTruth;
import io.novacron.dwcp.features.sequence.Channel;
import io.novacron.dwcp.features.set.FeatureSet;
import io.novacron.dwcp.jobs.training.EntitySplit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What the leak guard must know of the forecast. */
final class BandwidthLeaks {

  private static final String PATH = Tables.TELEMETRY_PATH.name() + ".";
  private static final String STATE = Tables.TELEMETRY_PATH_STATE.name() + ".";
  private static final double MBPS_A_UNIT = 1000;

  private BandwidthLeaks() {}

  static LeakRules rules(FeatureSet inputs, BandwidthModelConfig config) {
    var origins =
        inputs.names().stream()
            .map(name -> new FeatureOrigin(name, List.of(origin(name))))
            .toList();
    var oracle =
        Stream.concat(
                PathTruth.sources().stream().map(column -> PATH + column),
                Tables.TELEMETRY_PATH_STATE.truthColumns().stream().map(column -> STATE + column))
            .toList();
    // float32 as the window holds it.
    var last = "CAST(CAST(last_mbps / %sD AS FLOAT) AS DOUBLE)".formatted(MBPS_A_UNIT);
    return new LeakRules(
        origins,
        oracle,
        "label",
        List.of(),
        List.of(new Anchor("now_bandwidth", last)),
        EntitySplit.rules(config.split().gapSeconds(), List.of("link")),
        new LabelWindow("ts", "target_from", "known_at"),
        BandwidthNotes.SETTINGS,
        config.leak());
  }

  private static String origin(String input) {
    return Arrays.stream(Channel.values())
        .filter(channel -> input.equals("now_" + channel.word()))
        .map(channel -> channel.column().orElse("ts"))
        .findFirst()
        .map(column -> PATH + column)
        .orElse(PATH + "throughput_mbps");
  }
}
