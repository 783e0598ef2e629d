package io.novacron.dwcp.evaluation.gate;

import java.util.ArrayList;
import java.util.List;

/**
 * What a model's evaluation will measure, as its configuration says before any night: gates are
 * held against it at the start, since a gate on a number that is never made refuses every model.
 *
 * @param metrics names of all metrics
 * @param sliced those that are measured by slice too
 * @param slicedDatasets data sets that are sliced
 * @param dimensions what a row can be sliced by
 * @param datasets data sets of the first split
 * @param references floors and ceilings that are scored beside the candidate
 */
public record Measurable(
    List<String> metrics,
    List<String> sliced,
    List<String> slicedDatasets,
    List<String> dimensions,
    List<String> datasets,
    List<String> references) {

  private static final String ALL = "all";
  private static final String FURTHER_SPLIT = "test_seed_[1-9][0-9]*";

  public Measurable {
    metrics = List.copyOf(metrics);
    sliced = List.copyOf(sliced);
    slicedDatasets = List.copyOf(slicedDatasets);
    dimensions = List.copyOf(dimensions);
    datasets = List.copyOf(datasets);
    references = List.copyOf(references);
  }

  /**
   * Refuses slices and gates that nothing will measure.
   *
   * @throws IllegalArgumentException with every fault, a line each
   */
  public void require(List<GateEntry> entries) {
    var faults = faults(GateConfig.of(entries).gates());
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults));
    }
  }

  /** Every fault of slices and gates, a sentence each, beginning with its key. */
  public List<String> faults(List<Gate> gates) {
    var faults = new ArrayList<String>();
    for (var dataset : slicedDatasets) {
      if (!datasets.contains(dataset)) {
        faults.add(
            "evaluation.slices.datasets: no such data set: %s; use some of %s"
                .formatted(dataset, datasets));
      }
    }
    gates.forEach(gate -> check(gate, faults));
    return faults;
  }

  private void check(Gate gate, List<String> faults) {
    var at = "gates." + gate.name();
    if (!metrics.contains(gate.metric())) {
      faults.add(
          "%s.metric: not measured: %s; name it in evaluation.metrics"
              .formatted(at, gate.metric()));
    }
    if (!datasets.contains(gate.dataset()) && !gate.dataset().matches(FURTHER_SPLIT)) {
      faults.add(
          "%s.datasets: no such data set: %s; use some of %s or test_seed_<n>"
              .formatted(at, gate.dataset(), datasets));
    }
    var against = gate.against();
    if (!List.of(Gate.NONE, Gate.CHAMPION).contains(against) && !references.contains(against)) {
      faults.add(
          "%s.against: no such reference: %s; use none, champion or one of %s"
              .formatted(at, against, references));
    }
    if (!gate.slice().equals(ALL)) {
      checkSlice(gate, at, faults);
    }
  }

  private void checkSlice(Gate gate, String at, List<String> faults) {
    var dimension = gate.slice().replaceFirst("=.*", "");
    if (!gate.slice().contains("=") || !dimensions.contains(dimension)) {
      faults.add(
          "%s.slice: no such slice: %s; write all, or <dimension>=<value> with one of %s"
              .formatted(at, gate.slice(), dimensions));
    }
    if (!sliced.contains(gate.metric()) || !slicedDatasets.contains(gate.dataset())) {
      faults.add(
          "%s.slice: %s on %s is not measured by slice: %s; name both in evaluation.slices"
              .formatted(at, gate.metric(), gate.dataset(), gate.slice()));
    }
  }
}
