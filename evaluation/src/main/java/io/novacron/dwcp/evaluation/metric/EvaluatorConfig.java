package io.novacron.dwcp.evaluation.metric;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How one model is measured: the block {@code evaluation} of its file.
 *
 * @param metrics names from {@link Metrics}, no name twice
 * @param slices what is measured by slice too
 * @param classes the closed list of classes, in tie order; empty for a model of numbers
 * @param positive the class that {@code auroc} and {@code auprc} look for; empty without them
 * @param minN slices with fewer rows are marked insufficient
 * @param mapeFloor smallest |truth| that MAPE counts, in the unit of the truth
 * @param minClassShare smallest share of a class that the minimum over classes looks at
 * @param replicates bootstrap replicates, at least 100
 * @param blocks entities are spread over this many groups, at most; bounds the memory
 */
public record EvaluatorConfig(
    List<String> metrics,
    Slicing slices,
    List<String> classes,
    String positive,
    long minN,
    double mapeFloor,
    double minClassShare,
    int replicates,
    int blocks)
    implements Serializable {

  /**
   * What is measured by slice: each metric has a row for every scorer and slice, so that all
   * metrics on all data sets would be many thousand rows that nobody reads.
   *
   * @param metrics some of the metrics, in full ({@code recall:a}, not {@code recall:*})
   * @param datasets data sets, such as test; none means no slices
   */
  public record Slicing(List<String> metrics, List<String> datasets) implements Serializable {

    public Slicing {
      metrics = List.copyOf(metrics);
      datasets = List.copyOf(datasets);
    }
  }

  public EvaluatorConfig {
    metrics = List.copyOf(metrics);
    classes = List.copyOf(classes);
    var faults = new ArrayList<String>();
    require(!metrics.isEmpty(), "metrics: none; name at least one", faults);
    require(metrics.stream().distinct().count() == metrics.size(), "metrics: a name twice", faults);
    for (var name : classes) {
      require(
          name.matches("[A-Za-z0-9_.+-]+"),
          "classes: not a class name: " + name + "; use letters, digits and _.+-",
          faults);
    }
    for (var name : slices.datasets()) {
      require(
          name.matches("[a-z0-9_]+"),
          "slices.datasets: not a data set: " + name + "; use letters, digits and _",
          faults);
    }
    require(
        positive.isEmpty() || classes.contains(positive),
        "positive: not among classes: " + positive + "; name one of them or leave it empty",
        faults);
    require(minN >= 1, "min-n: below 1: " + minN, faults);
    require(mapeFloor > 0, "mape-floor: not positive: " + mapeFloor, faults);
    require(
        minClassShare > 0 && minClassShare < 1,
        "min-class-share: not between 0 and 1: " + minClassShare,
        faults);
    require(
        replicates >= 100 && replicates <= 10_000,
        "replicates: not between 100 and 10000: " + replicates,
        faults);
    require(blocks >= 2 && blocks <= 4096, "blocks: not between 2 and 4096: " + blocks, faults);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException("evaluation." + String.join("\nevaluation.", faults));
    }
  }

  private static void require(boolean holds, String fault, List<String> faults) {
    if (!holds) {
      faults.add(fault);
    }
  }
}
