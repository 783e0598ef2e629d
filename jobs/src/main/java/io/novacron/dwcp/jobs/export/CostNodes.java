package io.novacron.dwcp.jobs.export;

import java.util.List;

/** The cost formula of {@link SelectorMath} as nodes: the same operations in the same order. */
final class CostNodes {

  private final SelectorSpec spec;
  private final OnnxGraph graph;
  private final SelectorInputs inputs;

  CostNodes(SelectorSpec spec, OnnxGraph graph, SelectorInputs inputs) {
    this.spec = spec;
    this.graph = graph;
    this.inputs = inputs;
  }

  /**
   * Adds the relative costs [n, C].
   *
   * @param predictions stage one's output [n, regressors]
   * @param open which candidates are open [n, C]
   */
  void add(String predictions, String open, String output) {
    var closed = graph.constant("closed_ms", SelectorMath.CLOSED_MS);
    var least = graph.constant("least_ms", SelectorMath.LEAST_MS);
    var one = graph.constant("lowest_relative", 1f);
    var highest = graph.constant("highest_relative", SelectorMath.HIGHEST_RELATIVE);
    var cost = graph.node("Where", "open_cost", open, cost(predictions), closed);
    var axis = OnnxAttributes.none().withInts("axes", List.of(1L)).with("keepdims", 1);
    var minimum = graph.node("ReduceMin", "least_cost", axis, cost);
    var divisor = graph.node("Max", "divisor", minimum, least);
    var quotient = graph.node("Div", "quotient", cost, divisor);
    graph.node("Min", output, graph.node("Max", "raised_quotient", quotient, one), highest);
  }

  /** Predictions of the regressors from {@code first} on, one a candidate; of none for unpacked. */
  private String perCandidate(String name, String inverted, int first) {
    var regressors = new long[spec.candidates().size()];
    var next = first;
    for (var c = 0; c < regressors.length; c++) {
      regressors[c] = spec.candidates().get(c).isUnpacked() ? first : next++;
    }
    var order = graph.constant(name + "_regressors", regressors);
    return graph.node("Gather", name, OnnxAttributes.none().with("axis", 1), inverted, order);
  }

  private String ratios(String inverted, String unpacked) {
    var trials = inputs.trials();
    var relative = perCandidate("relative_ratio", inverted, 0);
    var predicted = graph.node("Mul", "predicted_ratio", trials, relative);
    var packed = graph.node("Where", "packed_ratio", inputs.whole(), trials, predicted);
    return graph.node("Where", "ratio", unpacked, graph.constant("unpacked_ratio", 1f), packed);
  }

  private String works(String inverted, String unpacked) {
    var predicted = perCandidate("predicted_work", inverted, spec.packed().size());
    return graph.node("Where", "work", unpacked, graph.constant("unpacked_work", 0f), predicted);
  }

  private boolean[] isUnpacked() {
    var unpacked = new boolean[spec.candidates().size()];
    for (var c = 0; c < unpacked.length; c++) {
      unpacked[c] = spec.candidates().get(c).isUnpacked();
    }
    return unpacked;
  }

  private String cost(String predictions) {
    var inverted = BoxCox.addInverse(graph, predictions, "inverse");
    var unpacked = graph.constant("is_unpacked", isUnpacked());
    var ratio = ratios(inverted, unpacked);
    var size = inputs.quantity(Quantity.SIZE_BYTES);
    var unit = graph.constant("work_ms_per_byte", SelectorMath.WORK_MS_PER_BYTE);
    var bytes = graph.node("Mul", "bytes_ms", size, unit);
    var busy = graph.node("Mul", "busy_ms", bytes, works(inverted, unpacked));
    var shared = graph.node("Div", "shared_ms", busy, speedup());
    return graph.node("Add", "cost_ms", shared, wire(size, ratio));
  }

  private String speedup() {
    var count = graph.constant("cores", (float) spec.settings().cores());
    var cores = graph.node("Mul", "idle_cores", inputs.quantity(Quantity.CPU_IDLE), count);
    var used = graph.node("Min", "used_cores", inputs.quantity(Quantity.STREAMS), cores);
    return graph.node("Max", "speedup", used, graph.constant("no_speedup", 1f));
  }

  private String wire(String size, String ratio) {
    var bytes = graph.node("Mul", "bytes_out", size, ratio);
    var bits = graph.node("Mul", "bits_out", bytes, graph.constant("eight", 8f));
    var thousand = graph.constant("thousand", 1000f);
    var bandwidth = inputs.quantity(Quantity.BANDWIDTH_MBPS);
    return graph.node(
        "Div", "wire_ms", bits, graph.node("Mul", "bits_per_ms", bandwidth, thousand));
  }
}
