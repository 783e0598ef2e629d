package io.novacron.dwcp.jobs.export;

import java.util.List;
import java.util.function.ToDoubleFunction;

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
   * @param predictions stage one's output [n, packed candidates]
   * @param open which candidates are open [n, C]
   */
  void add(String predictions, String open, String output) {
    var closed = graph.constant("closed_ms", SelectorMath.CLOSED_MS);
    var least = graph.constant("least_ms", SelectorMath.LEAST_MS);
    var one = graph.constant("lowest_relative", 1f);
    var highest = graph.constant("highest_relative", SelectorMath.HIGHEST_RELATIVE);
    var cost = graph.node("Where", "open_cost", open, cost(ratios(predictions)), closed);
    var axis = OnnxAttributes.none().withInts("axes", List.of(1L)).with("keepdims", 1);
    var minimum = graph.node("ReduceMin", "least_cost", axis, cost);
    var divisor = graph.node("Max", "divisor", minimum, least);
    var quotient = graph.node("Div", "quotient", cost, divisor);
    graph.node("Min", output, graph.node("Max", "raised_quotient", quotient, one), highest);
  }

  private String ratios(String predictions) {
    var unpacked = new boolean[spec.candidates().size()];
    var regressors = new long[unpacked.length];
    var next = 0;
    for (var c = 0; c < unpacked.length; c++) {
      unpacked[c] = spec.candidates().get(c).isUnpacked();
      regressors[c] = unpacked[c] ? 0 : next++;
    }
    var relative = BoxCox.addInverse(graph, predictions, "inverse");
    var order = graph.constant("regressor_of_candidate", regressors);
    var axis = OnnxAttributes.none().with("axis", 1);
    var perCandidate = graph.node("Gather", "relative_ratio", axis, relative, order);
    var packed = graph.node("Mul", "packed_ratio", inputs.trials(), perCandidate);
    var asIs = graph.constant("is_unpacked", unpacked);
    return graph.node("Where", "ratio", asIs, graph.constant("unpacked_ratio", 1f), packed);
  }

  private String cost(String ratio) {
    var size = inputs.quantity(Quantity.SIZE_BYTES);
    var perByte = perCandidate("per_byte_ms", work -> work.perByteMs());
    var perByteAndRatio = perCandidate("per_byte_and_ratio_ms", work -> work.perByteAndRatioMs());
    var perCall = perCandidate("per_call_ms", work -> work.perCallMs());
    var zero = graph.constant("zero", 0f);
    var slope = graph.node("Mul", "slope", perByteAndRatio, ratio);
    var unbounded = graph.node("Add", "unbounded_byte_ms", slope, perByte);
    var byteMs = graph.node("Max", "byte_ms", unbounded, zero);
    var busy = graph.node("Add", "busy_ms", graph.node("Mul", "bytes_ms", size, byteMs), perCall);
    var shared = graph.node("Div", "shared_ms", busy, speedup());
    var sum = graph.node("Add", "work_and_wire_ms", shared, wire(size, ratio));
    return graph.node("Add", "cost_ms", sum, inputs.quantity(Quantity.RTT_MS));
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

  private String perCandidate(String name, ToDoubleFunction<CandidateCost.Work> term) {
    var values = new float[spec.candidates().size()];
    for (var c = 0; c < values.length; c++) {
      values[c] = (float) term.applyAsDouble(spec.candidates().get(c).work());
    }
    return graph.constant(name, values, values.length);
  }
}
