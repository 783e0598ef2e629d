package io.novacron.dwcp.features.set;

import io.novacron.dwcp.features.set.NodeSignal.Harm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The inputs of the reliability model: for each signal the same columns, then a few over all. */
public final class NodeColumns {

  /** What is computed of each signal, in order; a model picks families. */
  public enum Kind {
    LEVEL_5M("mean_5m", "level", "Mean over 5 minutes."),
    LEVEL_15M("mean_15m", "level", "Mean over 15 minutes."),
    LEVEL_1H("mean_1h", "level", "Mean over the hour."),
    CHANGE("change_1h", "change", "Last 5 minutes less the last hour, on the signal's scale."),
    OWN_5M("own_5m", "own", "Last 5 minutes against the node's own 2 hours before."),
    OWN_15M("own_15m", "own", "Last 15 minutes against the node's own 2 hours before."),
    PEER_5M("peer_5m", "peer", "That deviation over 5 minutes against the peers' at the time."),
    PEER_15M("peer_15m", "peer", "That deviation over 15 minutes against the peers'."),
    HARM_5M("harm_5m", "harm", "How bad and unlike past and peers the last 5 minutes are."),
    HARM_15M("harm_15m", "lasting", "How bad both the last 5 and the last 15 minutes are.");

    private final String suffix;
    private final String family;
    private final String comment;

    Kind(String suffix, String family, String comment) {
      this.suffix = suffix;
      this.family = family;
      this.comment = comment;
    }

    /** Whether a signal that is no fault has the column too. */
    boolean isOfLoad() {
      return family.equals("level") || family.equals("change");
    }

    private String unit(NodeSignal signal) {
      return switch (family) {
        case "level" -> signal.metric().unit();
        case "change" ->
            switch (signal.shape()) {
              case PLAIN -> signal.metric().unit();
              case ROOT, SHARE -> "root " + signal.metric().unit();
              case LOG -> "log ratio";
            };
        default -> "log deviations";
      };
    }

    /** The column of a signal. */
    public String column(NodeSignal signal) {
      return signal.name() + "_" + suffix;
    }
  }

  /** What is computed over all signals' harm. */
  public enum Across {
    LARGEST("largest", "Largest harm of any signal beyond what is usual."),
    SECOND("second", "Second largest."),
    SQUARES("squares", "ln(1 + sum of squared deviations beyond what is usual)."),
    COUNT("count", "Signals more than the configured deviation from normal.");

    private final String prefix;
    private final String comment;

    Across(String prefix, String comment) {
      this.prefix = prefix;
      this.comment = comment;
    }

    /** The column over {@link Kind#HARM_5M} or {@link Kind#HARM_15M}. */
    public String column(Kind harm) {
      return prefix + "_" + harm.suffix;
    }
  }

  private static final List<Kind> OVER = List.of(Kind.HARM_5M, Kind.HARM_15M);

  private NodeColumns() {}

  /** The columns that a signal has, in order. */
  public static List<Kind> kinds(NodeSignal signal) {
    return Arrays.stream(Kind.values())
        .filter(kind -> signal.harm() != Harm.NONE || kind.isOfLoad())
        .toList();
  }

  static List<FeatureColumn> all() {
    var columns = new ArrayList<FeatureColumn>();
    for (var signal : NodeWindows.SIGNALS) {
      for (var kind : kinds(signal)) {
        columns.add(
            new FeatureColumn(kind.column(signal), kind.unit(signal), kind.comment, kind.family));
      }
    }
    for (var over : OVER) {
      for (var across : Across.values()) {
        var unit = across == Across.COUNT ? "count" : "log deviations";
        columns.add(
            new FeatureColumn(across.column(over), unit, across.comment, "across_" + over.family));
      }
    }
    return columns;
  }

  static Map<String, String> metrics() {
    var metrics = new LinkedHashMap<String, String>();
    for (var signal : NodeWindows.SIGNALS) {
      kinds(signal).forEach(kind -> metrics.put(kind.column(signal), signal.name()));
    }
    return metrics;
  }
}
