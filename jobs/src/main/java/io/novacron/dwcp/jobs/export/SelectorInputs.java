package io.novacron.dwcp.jobs.export;

import io.novacron.dwcp.jobs.export.CandidateCost.Need;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Nodes that take single columns out of the features and make them fit for arithmetic. */
final class SelectorInputs {

  static final String FEATURES = "features";
  private static final String WHOLE = "whole";

  private final SelectorSpec spec;
  private final OnnxGraph graph;
  private final Map<Quantity, String> quantities = new EnumMap<>(Quantity.class);

  SelectorInputs(SelectorSpec spec, OnnxGraph graph) {
    this.spec = spec;
    this.graph = graph;
  }

  /** The quantity [n, 1], never missing and within its range. */
  String quantity(Quantity quantity) {
    return quantities.computeIfAbsent(quantity, this::addQuantity);
  }

  private String addQuantity(Quantity quantity) {
    var column = spec.column(quantity);
    var name = "quantity_" + quantity.name().toLowerCase(Locale.ROOT);
    var raw = columns(name, spec.indexOf(column.name()));
    return clean(raw, column.whenMissing(), quantity.lowest(), quantity.highest());
  }

  /** The trial ratio of each candidate [n, C]; of unpacked ones something that nobody reads. */
  String trials() {
    var indexes =
        spec.candidates().stream()
            .mapToLong(candidate -> Math.max(0, spec.indexOf(candidate.trialColumn())))
            .toArray();
    var raw = columns("trials", indexes);
    return clean(raw, 1f, SelectorMath.LOWEST_TRIAL, SelectorMath.HIGHEST_TRIAL);
  }

  /** Whether the trial looked at the whole payload, bool [n, C]; false where none ever does. */
  String whole() {
    var indexes =
        spec.candidates().stream()
            .mapToLong(candidate -> Math.max(0, spec.indexOf(candidate.shareColumn())))
            .toArray();
    var told = new boolean[indexes.length];
    for (var c = 0; c < told.length; c++) {
      told[c] = !spec.candidates().get(c).shareColumn().isEmpty();
    }
    var shares = columns("trial_shares", indexes);
    var covered =
        graph.node("GreaterOrEqual", "covered", shares, graph.constant("whole_share", 1f));
    return graph.node("And", WHOLE, covered, graph.constant("tells_all", told));
  }

  /**
   * Whether a candidate's size needs no prediction, bool [n, C]: tried whole or never packed.
   * Follows {@link #whole()}.
   */
  String exact() {
    var unpacked = new boolean[spec.candidates().size()];
    for (var c = 0; c < unpacked.length; c++) {
      unpacked[c] = spec.candidates().get(c).isUnpacked();
    }
    return graph.node("Or", "exact", WHOLE, graph.constant("never_packed", unpacked));
  }

  /** Which candidates are open, bool [n, C]. */
  String open() {
    var baseline = columns("baseline", spec.indexOf(spec.baselineColumn()));
    var half = graph.constant("half", 0.5f);
    var hasBaseline = graph.node("Greater", "has_baseline", baseline, half);
    var bound = graph.constant("slow_below", spec.settings().slowLinkBelowMbps());
    var isSlow = graph.node("Less", "is_slow", quantity(Quantity.BANDWIDTH_MBPS), bound);
    var freeOfBaseline = without("without_baseline", Need.BASELINE);
    var freeOfSlow = without("without_slow_link", Need.SLOW_LINK);
    var first = graph.node("Or", "baseline_holds", hasBaseline, freeOfBaseline);
    var second = graph.node("Or", "slow_link_holds", isSlow, freeOfSlow);
    return graph.node("And", "open", first, second);
  }

  private String without(String name, Need need) {
    var free = new boolean[spec.candidates().size()];
    for (var c = 0; c < free.length; c++) {
      free[c] = !spec.candidates().get(c).needs().contains(need);
    }
    return graph.constant(name, free);
  }

  private String columns(String name, long... indexes) {
    var constant = graph.constant(name + "_columns", indexes);
    return graph.node("Gather", name, OnnxAttributes.none().with("axis", 1), FEATURES, constant);
  }

  private String clean(String raw, float whenMissing, float lowest, float highest) {
    var substitute = graph.constant(raw + "_when_missing", whenMissing);
    var low = graph.constant(raw + "_lowest", lowest);
    var high = graph.constant(raw + "_highest", highest);
    var missing = graph.node("IsNaN", raw + "_missing", raw);
    var known = graph.node("Where", raw + "_known", missing, substitute, raw);
    var raised = graph.node("Max", raw + "_raised", known, low);
    return graph.node("Min", raw + "_clean", raised, high);
  }
}
