package io.novacron.dwcp.jobs.export;

import io.novacron.dwcp.jobs.export.LstmSpec.Anchor;
import io.novacron.dwcp.jobs.export.LstmSpec.Scaling;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The nodes that do in a graph what {@link WindowScaling} does, operation by operation.
 *
 * <p>Shapes: window [n, steps, inputs]; by input [n, 1, inputs]; by target [n, targets].
 */
final class WindowNodes {

  private static final OnnxAttributes KEEP = OnnxAttributes.none().with("keepdims", 1);

  private final OnnxGraph graph;
  private final LstmSpec spec;
  private final WindowScaling scaling;
  private final int width;

  private final String zero;
  private final String one;
  private final String alongSteps;
  private final String isMissing;
  private final String observed;
  private final String filled;
  private final String count;
  private final String isObserved;
  private final String centre;
  private final String deviation;
  private final String last;
  private final String distance;
  private final String mean;
  private final String scale;

  /** Adds the nodes that everything else needs. */
  WindowNodes(OnnxGraph graph, WindowScaling scaling, String input) {
    this.graph = graph;
    this.spec = scaling.spec();
    this.scaling = scaling;
    this.width = spec.inputs().size();
    this.zero = graph.constant("zero", 0f);
    this.one = graph.constant("one", 1f);
    this.alongSteps = graph.constant("along_steps", new long[] {1});
    this.isMissing = graph.node("IsNaN", "is_missing", input);
    this.observed = graph.node("Where", "observed", isMissing, zero, one);
    this.filled = graph.node("Where", "filled", isMissing, zero, input);
    var counted = graph.node("ReduceSum", "counted", KEEP, observed, alongSteps);
    this.count = graph.node("Max", "count", counted, one);
    this.isObserved = graph.node("Greater", "is_observed", counted, zero);
    this.centre = graph.constant("centre", floats(scaling.centres(), 0, width), width);
    this.deviation = graph.constant("deviation", floats(scaling.deviations(), 0, width), width);
    this.last = last();
    var total = graph.node("ReduceSum", "total", KEEP, filled, alongSteps);
    var average = graph.node("Div", "average", total, count);
    var base = graph.node("Where", "base", isObserved, average, centre);
    var differences = graph.node("Sub", "from_base", filled, base);
    var counting = graph.node("Where", "from_base_observed", isMissing, zero, differences);
    var sum = graph.node("ReduceSum", "rise_sum", KEEP, counting, alongSteps);
    var rise = graph.node("Div", "rise", sum, count);
    this.mean = graph.node("Add", "mean", base, rise);
    this.distance = graph.node("Sub", "from_mean", differences, rise);
    this.scale = scale();
  }

  private String scale() {
    var floor = new float[width];
    var squaredFloor = new float[width];
    for (var i = 0; i < width; i++) {
      floor[i] = scaling.floor() * scaling.deviations().get(i);
      squaredFloor[i] = floor[i] * floor[i];
    }
    var least = graph.constant("least_scale", floor, width);
    var squaredLeast = graph.constant("least_scale_squared", squaredFloor, width);
    var square = graph.node("Mul", "square", distance, distance);
    var counting = graph.node("Where", "square_observed", isMissing, zero, square);
    var spread = graph.node("ReduceSum", "spread", KEEP, counting, alongSteps);
    var variance = graph.node("Div", "variance", spread, count);
    var raised = graph.node("Add", "variance_raised", variance, squaredLeast);
    var window = graph.node("Sqrt", "scale_window", raised);
    var size = graph.node("Abs", "mean_size", mean);
    var ratio = graph.node("Max", "scale_ratio", size, least);
    var isRatio =
        flags(
            "is_ratio",
            input -> input.scaling() == Scaling.RATIO || input.scaling() == Scaling.SHAPE);
    var own = graph.node("Where", "scale_own", isRatio, ratio, window);
    var isFixed =
        flags(
            "is_standard",
            input -> input.scaling() == Scaling.STANDARD || input.scaling() == Scaling.UNSEEN);
    return graph.node("Where", "scale", isFixed, deviation, own);
  }

  /** Where the network sees 0: gaps, and inputs that it is not shown. */
  private String hidden() {
    if (spec.inputs().stream().noneMatch(input -> input.scaling() == Scaling.UNSEEN)) {
      return isMissing;
    }
    var unseen = flags("is_unseen", input -> input.scaling() == Scaling.UNSEEN);
    return graph.node("Or", "is_hidden", isMissing, unseen);
  }

  /** The window as the network sees it, [n, steps, channels]. */
  String encoded() {
    var fromCentre = graph.node("Sub", "from_centre", filled, centre);
    var shifted = graph.node("Where", "shifted", "is_standard", fromCentre, distance);
    var ratio = graph.node("Div", "scaled_filled", shifted, scale);
    var below = graph.node("Min", "scaled_below", ratio, limits("upper_limit", 1));
    var within = graph.node("Max", "scaled_within", below, limits("lower_limit", -1));
    var scaled = graph.node("Where", "scaled", hidden(), zero, within);
    var along = graph.constant("along_inputs", new long[] {2});
    var seen = graph.node("ReduceSum", "inputs_observed", KEEP, observed, along);
    var share = graph.node("Div", "share_observed", seen, graph.constant("inputs", width));
    var axis = OnnxAttributes.none().with("axis", 2);
    return spec.levels().isEmpty()
        ? graph.node("Concat", "encoded", axis, scaled, share)
        : graph.node("Concat", "encoded", axis, scaled, levels(), share);
  }

  private String limits(String name, int sign) {
    var limits = new float[width];
    for (var i = 0; i < width; i++) {
      limits[i] = sign * scaling.limit(i);
    }
    return graph.constant(name, limits, width);
  }

  private String levels() {
    var levels = spec.levels();
    var above = graph.node("Sub", "mean_above", mean, centre);
    var height = graph.node("Div", "height", above, deviation);
    var which = graph.constant("level_inputs", longs(levels));
    var axis = OnnxAttributes.none().with("axis", 2);
    var chosen = graph.node("Gather", "height_chosen", axis, height, which);
    var shape = graph.constant("level_shape", new long[] {1, spec.steps(), levels.size()});
    return graph.node("Expand", "levels", chosen, shape);
  }

  /** What the targets' outputs are differences from, [n, targets]. */
  String anchors() {
    var both =
        graph.node("Concat", "anchors_by_input", OnnxAttributes.none().with("axis", 2), last, mean);
    var which =
        spec.targets().stream()
            .map(
                target ->
                    Math.max(0, spec.anchorOf(target))
                        + (target.anchor() == Anchor.MEAN ? width : 0))
            .toList();
    var chosen = byTarget("anchors_chosen", both, which);
    return graph.node("Where", "anchors", isFree(), ofTargets("centre", scaling.centres()), chosen);
  }

  /** By what the targets' outputs are multiplied, [n, targets]. */
  String scales() {
    var which = spec.targets().stream().map(target -> Math.max(0, spec.anchorOf(target))).toList();
    var chosen = byTarget("scales_chosen", scale, which);
    return graph.node(
        "Where", "scales", "is_free", ofTargets("deviation", scaling.deviations()), chosen);
  }

  /** The last observed value, [n, 1, inputs]. */
  private String last() {
    var positions = new float[spec.steps()];
    for (var step = 0; step < positions.length; step++) {
      positions[step] = step + 1;
    }
    var position = graph.constant("position", positions, 1, spec.steps(), 1);
    var reached = graph.node("Mul", "position_observed", observed, position);
    var attributes = KEEP.withInts("axes", List.of(1L));
    var latest = graph.node("ReduceMax", "latest", attributes, reached);
    var isLatest = graph.node("Equal", "is_latest", reached, latest);
    var value = graph.node("Where", "latest_value", isLatest, filled, zero);
    var observedLast = graph.node("ReduceSum", "last_observed", KEEP, value, alongSteps);
    return graph.node("Where", "last", isObserved, observedLast, centre);
  }

  private String byTarget(String output, String byInput, List<Integer> which) {
    var chosen =
        graph.node(
            "Gather",
            output + "_step",
            OnnxAttributes.none().with("axis", 2),
            byInput,
            graph.constant(output + "_inputs", longs(which)));
    return graph.node("Squeeze", output, chosen, alongSteps);
  }

  private String isFree() {
    var flags = new boolean[spec.targets().size()];
    for (var i = 0; i < flags.length; i++) {
      flags[i] = spec.targets().get(i).anchor() == Anchor.NONE;
    }
    return graph.constant("is_free", flags);
  }

  private String ofTargets(String name, List<Float> values) {
    var targets = spec.targets().size();
    return graph.constant("target_" + name, floats(values, width, targets), targets);
  }

  private String flags(String name, Predicate<LstmSpec.Input> holds) {
    var flags = new boolean[width];
    for (var i = 0; i < width; i++) {
      flags[i] = holds.test(spec.inputs().get(i));
    }
    return graph.constant(name, flags);
  }

  private static float[] floats(List<Float> values, int from, int count) {
    var floats = new float[count];
    IntStream.range(0, count).forEach(i -> floats[i] = values.get(from + i));
    return floats;
  }

  private static long[] longs(List<Integer> values) {
    return values.stream().mapToLong(Integer::longValue).toArray();
  }
}
