package io.novacron.dwcp.jobs.export;

import io.novacron.dwcp.jobs.export.TensorSpec.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * A forecasting LSTM as one ONNX model: raw windows in, forecasts in the units of the contract out,
 * with all scaling inside.
 *
 * <p>Input {@code input} float32 [n, steps, inputs]; NaN is a gap, and no value is clipped. Output
 * {@code output} float32 [n, targets]. The {@link #full} form adds {@code quantiles} [n, levels x
 * targets], level after level, and, where the model has classes, an input {@code reference} [n, 1]
 * in the classed target's unit, NaN where it is not known, and {@code class_probabilities} [n,
 * classes]. Gates are reordered from PyTorch's i, f, g, o to ONNX's i, o, f, c.
 */
public final class LstmToOnnx {

  /** The input. */
  public static final String INPUT = "input";

  /** Output with the forecasts. */
  public static final String OUTPUT = "output";

  /** Output with the forecasts' quantiles. */
  public static final String QUANTILES = "quantiles";

  /** Input with what the classed target's shares are of. */
  public static final String REFERENCE = "reference";

  /** Output with the classes' probabilities. */
  public static final String CLASSES = "class_probabilities";

  private final LstmModel model;
  private final LstmSpec spec;
  private final OnnxGraph graph;
  private final List<TensorSpec> inputs = new ArrayList<>();
  private final List<TensorSpec> outputs = new ArrayList<>();

  private LstmToOnnx(LstmModel model) {
    this.model = model;
    this.spec = model.spec();
    this.graph = OnnxGraph.named(spec.name()).input(INPUT, spec.steps(), spec.inputs().size());
    inputs.add(
        new TensorSpec(
            INPUT,
            TensorSpec.FLOAT32,
            List.of(spec.steps(), spec.inputs().size()),
            windowFields()));
  }

  /**
   * The file of a contract: some of the targets and nothing else; the same model gives the same
   * bytes.
   *
   * @param targets names of the targets in the order of {@code output}
   */
  public static ExportedModel contract(LstmModel model, List<String> targets) {
    var export = new LstmToOnnx(model);
    export.addForecasts(export.addHead(), targets);
    return export.exported();
  }

  /** The file with all that the model gives; the same model gives the same bytes. */
  public static ExportedModel full(LstmModel model) {
    var export = new LstmToOnnx(model);
    var head = export.addHead();
    export.addForecasts(head, model.targetNames());
    if (!model.spec().heads().quantiles().isEmpty()) {
      export.addQuantiles(head);
    }
    if (!model.spec().heads().classes().isNone()) {
      export.addClasses(head);
    }
    return export.exported();
  }

  private ExportedModel exported() {
    graph
        .metadata("missing_value", "NaN is a gap")
        .metadata("parameters", Integer.toString(model.parameters()));
    return new ExportedModel(graph.toBytes(), new Signature(spec.name(), inputs, outputs));
  }

  /** One field a step and input: {@code bandwidth@-9} to {@code bandwidth@0}. */
  private List<Field> windowFields() {
    var fields = new ArrayList<Field>();
    for (var step = 1 - spec.steps(); step <= 0; step++) {
      for (var input : spec.inputs()) {
        fields.add(new Field(input.field().name() + "@" + step, input.field().unit()));
      }
    }
    return fields;
  }

  /** The head's numbers, [n, head values]. */
  private String addHead() {
    var window = new WindowNodes(graph, model.scaling(), INPUT);
    var order = OnnxAttributes.none().withInts("perm", List.of(1L, 0L, 2L));
    var sequence = graph.node("Transpose", "steps_first", order, window.encoded());
    var layers = spec.size().layers();
    for (var layer = 0; layer < layers; layer++) {
      sequence = addLayer(sequence, layer);
    }
    var lastStep = graph.constant("last_step", new long[] {spec.steps() - 1});
    var chosen = graph.node("Gather", "last_output", sequence, lastStep);
    var first = graph.constant("first_axis", new long[] {0});
    var value = graph.node("Squeeze", "lstm_output", chosen, first);
    var at = 4 * layers;
    if (spec.size().dense() > 0) {
      value = graph.node("Relu", "dense_output", addLinear("dense", value, at));
      at += 2;
    }
    window.anchors();
    window.scales();
    return addLinear("head", value, at);
  }

  private String addLayer(String sequence, int layer) {
    var hidden = spec.size().hidden();
    var name = "lstm" + layer;
    var at = 4 * layer;
    var width = layer == 0 ? spec.channels() : hidden;
    var weights =
        new LstmGates.Weights(
            model.weight(at), model.weight(at + 1), model.weight(at + 2), model.weight(at + 3));
    var all = new LstmGates(graph, hidden).layer(name, sequence, width, weights);
    return graph.node("Squeeze", name + "_sequence", all, "along_steps");
  }

  private String addLinear(String name, String value, int at) {
    var shape = spec.weights().get(at).shape();
    var weight = graph.constant(name + "_weight", model.weight(at), shape.get(0), shape.get(1));
    var bias = graph.constant(name + "_bias", model.weight(at + 1), shape.get(0));
    var transposed = OnnxAttributes.none().with("transB", 1);
    return graph.node("Gemm", name, transposed, value, weight, bias);
  }

  private void addForecasts(String head, List<String> wanted) {
    var names = model.targetNames();
    if (wanted.isEmpty() || !names.containsAll(wanted)) {
      throw new IllegalArgumentException(
          "Cannot export LSTM %s: targets are wanted that it has not: %s; it has %s"
              .formatted(spec.name(), wanted, names));
    }
    var which = wanted.stream().mapToLong(names::indexOf).toArray();
    var forecasts = addForecasts("forecasts", head, 0);
    var index = graph.constant("wanted", which);
    graph.node("Gather", OUTPUT, OnnxAttributes.none().with("axis", 1), forecasts, index);
    graph.output(OUTPUT, wanted.size());
    outputs.add(
        TensorSpec.floats(
            OUTPUT,
            wanted.stream().map(name -> spec.targets().get(names.indexOf(name)).field()).toList()));
  }

  private void addQuantiles(String head) {
    var levels = spec.heads().quantiles();
    var fields = new ArrayList<Field>();
    var parts = new ArrayList<String>();
    for (var level = 0; level < levels.size(); level++) {
      var from = spec.targets().size() * (1 + level);
      parts.add(addForecasts("quantile" + level, head, from));
      for (var target : spec.targets()) {
        var name = target.field().name() + "@q" + levels.get(level);
        fields.add(new Field(name, target.field().unit()));
      }
    }
    var axis = OnnxAttributes.none().with("axis", 1);
    graph.node("Concat", QUANTILES, axis, parts.toArray(String[]::new));
    graph.output(QUANTILES, fields.size());
    outputs.add(TensorSpec.floats(QUANTILES, fields));
  }

  /** The nodes of {@link ShareClasses#probabilities}. */
  private void addClasses(String head) {
    var classes = spec.heads().classes();
    var levels = spec.heads().quantiles();
    var at = model.targetNames().indexOf(classes.target());
    graph.input(REFERENCE, 1);
    inputs.add(
        TensorSpec.floats(
            REFERENCE, List.of(new Field(REFERENCE, spec.targets().get(at).field().unit()))));
    var bounds = graph.node("Mul", "class_bounds", REFERENCE, shares(classes));
    var above = graph.node("Sub", "class_above", bounds, slice("class_anchor", "anchors", at, 1));
    var share = graph.node("Div", "class_share", above, slice("class_scale", "scales", at, 1));
    var forecast = slice("class_forecast", head, at, 1);
    var distance = graph.node("Sub", "class_distance", share, forecast);
    var targets = spec.targets().size();
    var low = slice("class_low", head, targets + at, 1);
    var high = slice("class_high", head, targets * levels.size() + at, 1);
    var lowHalf = graph.node("Sub", "class_low_half", forecast, low);
    var highHalf = graph.node("Sub", "class_high_half", high, forecast);
    var isBelow = graph.node("Less", "class_is_below", distance, "zero");
    var odds =
        graph.node(
            "Where",
            "class_odds",
            isBelow,
            odds("class_low", distance, lowHalf, -ShareClasses.logit(levels.get(0))),
            odds(
                "class_high",
                distance,
                highHalf,
                ShareClasses.logit(levels.get(levels.size() - 1))));
    differences(classes, graph.node("Sigmoid", "class_below", odds));
  }

  private String shares(ShareClasses classes) {
    var shares = new float[classes.shares().size()];
    for (var i = 0; i < shares.length; i++) {
      shares[i] = classes.shares().get(i).floatValue();
    }
    return graph.constant("class_shares", shares, shares.length);
  }

  private String odds(String name, String distance, String half, double steepness) {
    var least = graph.constant(name + "_least", ShareClasses.LEAST_HALF);
    var width = graph.node("Max", name + "_width", half, least);
    var widths = graph.node("Div", name + "_widths", distance, width);
    var steep = graph.constant(name + "_steepness", (float) steepness);
    return graph.node("Mul", name + "_odds", widths, steep);
  }

  /** From the probabilities of lying below each bound to those of lying between. */
  private void differences(ShareClasses classes, String below) {
    var width = classes.names().size();
    var steps = new float[(width - 1) * width];
    for (var bound = 0; bound < width - 1; bound++) {
      steps[bound * width + bound] = -1;
      steps[bound * width + bound + 1] = 1;
    }
    var first = new float[width];
    first[0] = 1;
    var between =
        graph.node(
            "Gemm",
            "class_between",
            OnnxAttributes.none(),
            below,
            graph.constant("class_steps", steps, width - 1, width),
            graph.constant("class_first", first, width));
    // Sigmoid loses NaN: without a reference there is no class.
    var known = graph.node("Sub", "class_known", REFERENCE, REFERENCE);
    graph.node("Add", CLASSES, between, known);
    graph.output(CLASSES, width);
    outputs.add(
        TensorSpec.floats(
            CLASSES, classes.names().stream().map(name -> new Field(name, "1")).toList()));
  }

  /** One number of the head a target, brought back to the target's unit. */
  private String addForecasts(String name, String head, int from) {
    var numbers = slice(name + "_numbers", head, from, spec.targets().size());
    var scaled = graph.node("Mul", name + "_scaled", numbers, "scales");
    return graph.node("Add", name, "anchors", scaled);
  }

  private String slice(String name, String head, int from, int count) {
    var index = new long[count];
    for (var i = 0; i < count; i++) {
      index[i] = (long) from + i;
    }
    var which = graph.constant(name + "_index", index);
    return graph.node("Gather", name, OnnxAttributes.none().with("axis", 1), head, which);
  }
}
