package io.novacron.dwcp.jobs.export;

import io.novacron.dwcp.jobs.export.TensorSpec.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * An LSTM autoencoder as one ONNX model: windows in, score and alarm out, with scaling,
 * reconstruction, score and threshold inside.
 *
 * <p>Input {@code input} float32 [n, steps, columns]; NaN is a missing value. Outputs: {@code
 * score} [n] in 0..1, high = anomalous; {@code alarm} int64 [n], 1 from the threshold on, before
 * any hysteresis; {@code column_errors} [n, columns], each column's share in the mean error; {@code
 * reconstruction} [n, steps, columns] in the units of the input. See {@link AutoencoderScoring} for
 * the definitions.
 */
public final class AutoencoderToOnnx {

  /** The input. */
  public static final String INPUT = "input";

  /** Output with the score. */
  public static final String SCORE = "score";

  /** Output that is 1 from the threshold on. */
  public static final String ALARM = "alarm";

  /** Output with the weighted error of each column. */
  public static final String ERRORS = "column_errors";

  /** Output with the window as the network would have it. */
  public static final String RECONSTRUCTION = "reconstruction";

  private final AutoencoderModel model;
  private final AutoencoderSpec spec;
  private final OnnxGraph graph;
  private final int width;

  private AutoencoderToOnnx(AutoencoderModel model) {
    this.model = model;
    this.spec = model.spec();
    this.width = spec.columns().size();
    this.graph = OnnxGraph.named(spec.name()).input(INPUT, spec.steps(), width);
  }

  /** The file; the same model gives the same bytes. */
  public static ExportedModel export(AutoencoderModel model) {
    return new AutoencoderToOnnx(model).exported();
  }

  private ExportedModel exported() {
    var scoring = model.scoring();
    var means = graph.constant("means", floats(scoring.means()), width);
    var deviations = graph.constant("deviations", floats(scoring.deviations()), width);
    var isMissing = graph.node("IsNaN", "is_missing", INPUT);
    var filled = graph.node("Where", "filled", isMissing, means, INPUT);
    var shifted = graph.node("Sub", "shifted", filled, means);
    var far = graph.node("Div", "scaled_far", shifted, deviations);
    var least = graph.constant("farthest_below", -AutoencoderScoring.FARTHEST);
    var largest = graph.constant("farthest_above", AutoencoderScoring.FARTHEST);
    var scaled = graph.node("Clip", "scaled", far, least, largest);
    var rebuilt = rebuilt(code(scaled));
    var unscaled = graph.node("Mul", "unscaled", rebuilt, deviations);
    graph.node("Add", RECONSTRUCTION, unscaled, means);
    addScore(rebuilt, scaled);
    graph
        .output(SCORE)
        .integerOutput(ALARM)
        .output(ERRORS, width)
        .output(RECONSTRUCTION, spec.steps(), width)
        .metadata("missing_value", "NaN is a missing value")
        .metadata("threshold", Float.toString(scoring.threshold()))
        .metadata("parameters", Integer.toString(model.parameters()));
    return new ExportedModel(
        graph.toBytes(), new Signature(spec.name(), List.of(window(INPUT)), outputs()));
  }

  private List<TensorSpec> outputs() {
    var errors =
        spec.columns().stream().map(field -> new Field(field.name() + "_error", "1")).toList();
    return List.of(
        new TensorSpec(SCORE, TensorSpec.FLOAT32, List.of(), List.of(new Field(SCORE, "1"))),
        new TensorSpec(ALARM, TensorSpec.INT64, List.of(), List.of(new Field(ALARM, "0 or 1"))),
        TensorSpec.floats(ERRORS, errors),
        window(RECONSTRUCTION));
  }

  /** One field a step and column: {@code p50@-29} to {@code p50@0}. */
  private TensorSpec window(String name) {
    var fields = new ArrayList<Field>();
    for (var step = 1 - spec.steps(); step <= 0; step++) {
      for (var column : spec.columns()) {
        fields.add(new Field(column.name() + "@" + step, column.unit()));
      }
    }
    return new TensorSpec(name, TensorSpec.FLOAT32, List.of(spec.steps(), width), fields);
  }

  /** The window's code, [n, code]. */
  private String code(String scaled) {
    var order = OnnxAttributes.none().withInts("perm", List.of(1L, 0L, 2L));
    var sequence = graph.node("Transpose", "steps_first", order, scaled);
    var all = layer("encoder", sequence, width, 0);
    var lastStep = graph.constant("last_step", new long[] {spec.steps() - 1L});
    var chosen = graph.node("Gather", "encoder_last", all, lastStep);
    var last = graph.node("Squeeze", "encoded", chosen, graph.constant("first", new long[] {0}));
    var weight = graph.constant("code_weight", model.weight(4), spec.code(), spec.hidden());
    var bias = graph.constant("code_bias", model.weight(5), spec.code());
    var transposed = OnnxAttributes.none().with("transB", 1);
    return graph.node(
        "Tanh", "code", graph.node("Gemm", "code_sum", transposed, last, weight, bias));
  }

  /** The standardised window as the network would have it, [n, steps, columns]. */
  private String rebuilt(String code) {
    var one = graph.node("Unsqueeze", "code_step", code, "first");
    var shape = graph.constant("code_steps", new long[] {spec.steps(), 1, spec.code()});
    var repeated = graph.node("Expand", "code_sequence", one, shape);
    var all = layer("decoder", repeated, spec.code(), 6);
    var order = OnnxAttributes.none().withInts("perm", List.of(1L, 0L, 2L));
    var decoded = graph.node("Transpose", "rows_first", order, all);
    var weight = graph.constant("head_weight", transposed(model.weight(10)), spec.hidden(), width);
    var bias = graph.constant("head_bias", model.weight(11), width);
    return graph.node("Add", "rebuilt", graph.node("MatMul", "head_sum", decoded, weight), bias);
  }

  /** A layer's outputs, [steps, n, hidden]. */
  private String layer(String name, String sequence, int inputs, int at) {
    var weights =
        new LstmGates.Weights(
            model.weight(at), model.weight(at + 1), model.weight(at + 2), model.weight(at + 3));
    var all = new LstmGates(graph, spec.hidden()).layer(name, sequence, inputs, weights);
    var direction = graph.constant(name + "_direction", new long[] {1});
    return graph.node("Squeeze", name + "_sequence", all, direction);
  }

  private void addScore(String rebuilt, String scaled) {
    var scoring = model.scoring();
    var difference = graph.node("Sub", "difference", rebuilt, scaled);
    var steps = new long[scoring.scoredSteps()];
    for (var i = 0; i < steps.length; i++) {
      steps[i] = spec.steps() - steps.length + (long) i;
    }
    var which = graph.constant("scored_steps", steps);
    var axis = OnnxAttributes.none().with("axis", 1);
    var last = graph.node("Gather", "difference_scored", axis, difference, which);
    var squares = graph.node("Mul", "squares", last, last);
    var weights = graph.constant("weights", floats(scoring.weights()), width);
    var weighted = graph.node("Mul", "weighted", squares, weights);
    var first = OnnxAttributes.none().with("keepdims", 0).withInts("axes", List.of(1L));
    graph.node("ReduceMean", ERRORS, first, weighted);
    var second = OnnxAttributes.none().with("keepdims", 0).withInts("axes", List.of(2L));
    var ofSteps = graph.node("ReduceMean", "step_errors", second, weighted);
    var most = graph.constant("most", scoring.most());
    var capped = graph.node("Min", "step_errors_capped", ofSteps, most);
    var error = graph.node("ReduceMean", "error", first, capped);
    var raised = graph.node("Add", "error_raised", error, graph.constant("half", scoring.half()));
    var score = graph.node("Div", SCORE, error, raised);
    var threshold = graph.constant("threshold", scoring.threshold());
    var isAbove = graph.node("GreaterOrEqual", "is_above", score, threshold);
    graph.node("Cast", ALARM, OnnxAttributes.none().with("to", 7), isAbove);
  }

  /** [columns, hidden] as [hidden, columns]. */
  private float[] transposed(float[] head) {
    var turned = new float[head.length];
    for (var column = 0; column < width; column++) {
      for (var i = 0; i < spec.hidden(); i++) {
        turned[i * width + column] = head[column * spec.hidden() + i];
      }
    }
    return turned;
  }

  private static float[] floats(List<Float> values) {
    var floats = new float[values.size()];
    for (var i = 0; i < floats.length; i++) {
      floats[i] = values.get(i);
    }
    return floats;
  }
}
