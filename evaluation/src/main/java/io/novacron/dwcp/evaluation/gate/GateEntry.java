package io.novacron.dwcp.evaluation.gate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One gate as written in {@code conf/models/<name>.conf}; words are checked by {@link GateConfig},
 * which reports all faults together.
 *
 * @param datasets the gate must hold on each of them: the worst one decides
 * @param compare {@code value}, {@code difference}, {@code ratio} or {@code reference}
 * @param against the other scorer, {@code none} for a value
 * @param bound null when the file leaves it out, which is refused
 */
public record GateEntry(
    String name,
    String metric,
    List<String> datasets,
    String slice,
    String compare,
    String against,
    String direction,
    @Nullable Double bound,
    String on,
    @Nullable Long minN,
    String severity) {

  public GateEntry {
    datasets = List.copyOf(datasets);
  }
}
