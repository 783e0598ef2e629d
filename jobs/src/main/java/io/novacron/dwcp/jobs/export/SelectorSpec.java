package io.novacron.dwcp.jobs.export;

import io.novacron.dwcp.jobs.export.TensorSpec.Field;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Everything about the compression selector but its trees; {@link SelectorGraph} and {@link
 * SelectorMath} both read it, so that they cannot part ways.
 *
 * @param features input columns with their units, in the order of the feature set
 * @param quantities the column that holds each quantity of the cost
 * @param baselineColumn feature that is above 0.5 where a baseline exists
 * @param candidates choices in class order; the k-th that is packed belongs to size regressor k and
 *     to work regressor P + k, P of them being packed
 * @param settings thresholds and the like
 */
public record SelectorSpec(
    List<Field> features,
    Map<Quantity, CostColumn> quantities,
    String baselineColumn,
    List<CandidateCost> candidates,
    SelectorSettings settings)
    implements java.io.Serializable {

  public SelectorSpec {
    features = List.copyOf(features);
    quantities = Map.copyOf(quantities);
    candidates = List.copyOf(candidates);
    var faults = faults(features, quantities, baselineColumn, candidates, settings);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot describe a selector: " + String.join("; ", faults));
    }
  }

  /**
   * A feature that feeds the cost.
   *
   * @param name the feature's name
   * @param whenMissing value used where the feature is missing, in the quantity's unit
   */
  public record CostColumn(String name, float whenMissing) implements java.io.Serializable {}

  /** Names of the input columns in order. */
  public List<String> featureNames() {
    return features.stream().map(Field::name).toList();
  }

  /** Class labels in order. */
  public List<String> labels() {
    return candidates.stream().map(CandidateCost::label).toList();
  }

  /** Candidates with a size regressor, in the regressors' order. */
  public List<CandidateCost> packed() {
    return candidates.stream().filter(candidate -> !candidate.isUnpacked()).toList();
  }

  /** Regressors of stage one: the sizes of all packed candidates, then their work. */
  public int regressors() {
    return 2 * packed().size();
  }

  CostColumn column(Quantity quantity) {
    return Objects.requireNonNull(quantities.get(quantity));
  }

  int indexOf(String feature) {
    return featureNames().indexOf(feature);
  }

  private static List<String> faults(
      List<Field> features,
      Map<Quantity, CostColumn> quantities,
      String baselineColumn,
      List<CandidateCost> candidates,
      SelectorSettings settings) {
    var names = features.stream().map(Field::name).toList();
    var faults = new ArrayList<String>();
    if (Set.copyOf(names).size() != names.size()) {
      faults.add("a feature occurs twice: " + names);
    }
    for (var quantity : Quantity.values()) {
      var column = quantities.get(quantity);
      if (column == null || !Float.isFinite(column.whenMissing())) {
        faults.add("no column, or no value where it is missing, for " + quantity);
      }
    }
    var used = new LinkedHashSet<String>();
    used.add(baselineColumn);
    quantities.values().forEach(column -> used.add(column.name()));
    candidates.stream()
        .filter(candidate -> !candidate.isUnpacked())
        .forEach(candidate -> used.add(candidate.trialColumn()));
    candidates.stream()
        .map(CandidateCost::shareColumn)
        .filter(column -> !column.isEmpty())
        .forEach(used::add);
    used.stream()
        .filter(column -> !names.contains(column))
        .sorted()
        .forEach(column -> faults.add("no such feature: " + column));
    faults.addAll(candidateFaults(candidates, settings));
    return faults;
  }

  private static List<String> candidateFaults(
      List<CandidateCost> candidates, SelectorSettings settings) {
    var faults = new ArrayList<String>();
    var labels = candidates.stream().map(CandidateCost::label).toList();
    if (candidates.size() < 2 || Set.copyOf(labels).size() != labels.size()) {
      faults.add("there must be two or more candidates, each once: " + labels);
    }
    var open =
        candidates.stream()
            .filter(candidate -> candidate.needs().isEmpty())
            .map(CandidateCost::label)
            .toList();
    if (!open.contains(settings.fallback())) {
      faults.add(
          "fallback must always be open: %s; open are %s".formatted(settings.fallback(), open));
    }
    return faults;
  }
}
