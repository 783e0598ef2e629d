package io.novacron.dwcp.jobs.model.compression;

import io.novacron.dwcp.common.codec.Candidate;
import io.novacron.dwcp.common.codec.Codec;
import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.features.set.FeatureSet;
import io.novacron.dwcp.jobs.export.CandidateCost;
import io.novacron.dwcp.jobs.export.CandidateCost.Need;
import io.novacron.dwcp.jobs.export.Quantity;
import io.novacron.dwcp.jobs.export.SelectorSettings;
import io.novacron.dwcp.jobs.export.SelectorSpec;
import io.novacron.dwcp.jobs.export.SelectorSpec.CostColumn;
import io.novacron.dwcp.jobs.export.TensorSpec.Field;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which features play which part in the selector's cost, in the order of the feature set. */
final class SelectorShape {

  /** The safe default of the plain variant. */
  static final String FALLBACK = "zstd";

  private static final Set<String> LINK_STATE =
      Set.of(
          "bandwidth_estimate_mbps",
          "rtt_ms",
          "cpu_idle",
          "amst_streams",
          "log_transfer_ms",
          "log_rtt_share",
          "log_estimate_over_ewma");

  private SelectorShape() {}

  static SelectorSpec of(FeatureSet inputs, SelectorSettings settings) {
    var fields =
        inputs.columns().stream().map(column -> new Field(column.name(), column.unit())).toList();
    var quantities =
        Map.of(
            Quantity.SIZE_BYTES,
            new CostColumn("payload_bytes", 65_536f),
            Quantity.BANDWIDTH_MBPS,
            new CostColumn("bandwidth_estimate_mbps", 100f),
            Quantity.CPU_IDLE,
            new CostColumn("cpu_idle", 0.5f),
            Quantity.STREAMS,
            new CostColumn("amst_streams", 1f));
    var candidates = new ArrayList<CandidateCost>();
    for (var label : Tables.CANDIDATES) {
      candidates.add(new CandidateCost(label, trial(label), share(label), needs(label)));
    }
    return new SelectorSpec(fields, quantities, "has_baseline", candidates, settings);
  }

  /** The feature to which the predicted ratio of a candidate is relative. */
  static String trial(String label) {
    return probed(label, "ratio");
  }

  /** The feature that tells how much of the payload that trial looked at. */
  private static String share(String label) {
    var candidate = Candidate.of(label);
    if (candidate.codec() == Codec.LZ4) {
      return candidate.usesDelta() ? "probe_delta_share" : "probe_sample_share";
    }
    return probed(label, "share");
  }

  private static String probed(String label, String what) {
    var candidate = Candidate.of(label);
    if (candidate.codec() == Codec.NONE) {
      return "";
    }
    var codec = candidate.codec().label().replace('-', '_');
    return (candidate.usesDelta() ? "probe_delta_" : "probe_") + codec + "_" + what;
  }

  private static EnumSet<Need> needs(String label) {
    var candidate = Candidate.of(label);
    var needs = EnumSet.noneOf(Need.class);
    if (candidate.usesDelta()) {
      needs.add(Need.BASELINE);
    }
    if (candidate.codec() == Codec.ZSTD_MAX) {
      needs.add(Need.SLOW_LINK);
    }
    return needs;
  }

  /** Whether a feature describes the link and the sender, not the payload. */
  static boolean isOfLink(String feature) {
    return feature.startsWith("link_") || LINK_STATE.contains(feature);
  }

  /** Number of classes. */
  static int classes() {
    return Tables.CANDIDATES.size();
  }

  /** Labels that have a size regressor, in the regressors' order. */
  static List<String> packed() {
    return Tables.CANDIDATES.stream().filter(label -> !trial(label).isEmpty()).toList();
  }
}
