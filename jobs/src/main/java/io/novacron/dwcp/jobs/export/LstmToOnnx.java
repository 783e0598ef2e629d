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
 * targets], level after level, and {@code class_probabilities} [n, classes] where the model has
 * them. Gates are reordered from PyTorch's i, f, g, o to ONNX's i, o, f, c.
 */
public final class LstmToOnnx {

  /** The input. */
  public static final String INPUT = "input";

  /** Output with the forecasts. */
  public static final String OUTPUT = "output";

  /** Output with the forecasts' quantiles. */
  public static final String QUANTILES = "quantiles";

  /** Output with the classes' probabilities. */
  public static final String CLASSES = "class_probabilities";

  private final LstmModel model;
  private final LstmSpec spec;
  private final OnnxGraph graph;
  private final List<TensorSpec> outputs = new ArrayList<>();

  private LstmToOnnx(LstmModel model) {
    this.model = model;
    this.spec = model.spec();
    this.graph = OnnxGraph.named(spec.name()).input(INPUT, spec.steps(), spec.inputs().size());
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
    if (model.spec().heads().classes() > 0) {
      export.addClasses(head);
    }
    return export.exported();
  }

  private ExportedModel exported() {
    var inputs =
        new TensorSpec(
            INPUT, TensorSpec.FLOAT32, List.of(spec.steps(), spec.inputs().size()), windowFields());
    graph
        .metadata("missing_value", "NaN is a gap")
        .metadata("parameters", Integer.toString(model.parameters()));
    return new ExportedModel(graph.toBytes(), new Signature(spec.name(), List.of(inputs), outputs));
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

  private void addClasses(String head) {
    var classes = spec.heads().classes();
    var logits = slice("class_logits", head, spec.headValues() - classes, classes);
    graph.node("Softmax", CLASSES, OnnxAttributes.none().with("axis", 1), logits);
    graph.output(CLASSES, classes);
    var fields = new ArrayList<Field>();
    for (var i = 0; i < classes; i++) {
      fields.add(new Field("class" + i, "1"));
    }
    outputs.add(TensorSpec.floats(CLASSES, fields));
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
