package io.novacron.dwcp.jobs.model.compression;

import io.novacron.dwcp.common.codec.Candidate;
import io.novacron.dwcp.common.codec.Codec;
import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.features.set.FeatureSet;
import io.novacron.dwcp.jobs.export.CandidateCost;
import io.novacron.dwcp.jobs.export.CandidateCost.Need;
import io.novacron.dwcp.jobs.export.CandidateCost.Work;
import io.novacron.dwcp.jobs.export.Quantity;
import io.novacron.dwcp.jobs.export.SelectorSettings;
import io.novacron.dwcp.jobs.export.SelectorSpec;
import io.novacron.dwcp.jobs.export.SelectorSpec.CostColumn;
import io.novacron.dwcp.jobs.export.TensorSpec.Field;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** Which features play which part in the selector's cost, in the order of the feature set. */
final class SelectorShape {

  /** The safe default of the plain variant. */
  static final String FALLBACK = "zstd";

  private SelectorShape() {}

  static SelectorSpec of(FeatureSet inputs, Map<String, Work> work, SelectorSettings settings) {
    var fields =
        inputs.columns().stream().map(column -> new Field(column.name(), column.unit())).toList();
    var quantities =
        Map.of(
            Quantity.SIZE_BYTES,
            new CostColumn("payload_bytes", 65_536f),
            Quantity.BANDWIDTH_MBPS,
            new CostColumn("bandwidth_estimate_mbps", 100f),
            Quantity.RTT_MS,
            new CostColumn("rtt_ms", 20f),
            Quantity.CPU_IDLE,
            new CostColumn("cpu_idle", 0.5f),
            Quantity.STREAMS,
            new CostColumn("amst_streams", 1f));
    var candidates = new ArrayList<CandidateCost>();
    for (var label : Tables.CANDIDATES) {
      candidates.add(
          new CandidateCost(
              label, trial(label), work.getOrDefault(label, new Work(0, 0, 0)), needs(label)));
    }
    return new SelectorSpec(fields, quantities, "has_baseline", candidates, settings);
  }

  /** The feature to which the predicted ratio of a candidate is relative. */
  static String trial(String label) {
    var candidate = Candidate.of(label);
    if (candidate.codec() == Codec.NONE) {
      return "";
    }
    var codec = candidate.codec() == Codec.LZ4 ? "lz4" : "zstd";
    return candidate.usesDelta() ? "probe_delta_" + codec + "_ratio" : "probe_" + codec + "_ratio";
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

  /** Number of classes. */
  static int classes() {
    return Tables.CANDIDATES.size();
  }

  /** Labels that have a size regressor, in the regressors' order. */
  static List<String> packed() {
    return Tables.CANDIDATES.stream().filter(label -> !trial(label).isEmpty()).toList();
  }
}
