package io.novacron.dwcp.jobs.export;

import io.novacron.dwcp.jobs.export.TensorSpec.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

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
    addScore(rebuilt, scaled, shifted);
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
    var weights =
        new LstmGates.Weights(model.weight(0), model.weight(1), model.weight(2), model.weight(3));
    var all = new LstmGates(graph, spec.hidden()).layer("encoder", sequence, width, weights);
    var lastStep = graph.constant("last_step", new long[] {spec.steps() - 1L});
    var chosen = graph.node("Gather", "encoder_last", all, lastStep);
    var last = graph.node("Squeeze", "encoded", chosen, graph.constant("lone", new long[] {0, 1}));
    return graph.node("Tanh", "code", dense("code_sum", last, 4));
  }

  /** The standardised window as the network would have it, [n, steps, columns]. */
  private String rebuilt(String code) {
    var spread = graph.node("Tanh", "decoded", dense("decoder_sum", code, 6));
    var flat = dense("head_sum", spread, 8);
    var shape = graph.constant("window_shape", new long[] {-1, spec.steps(), width});
    return graph.node("Reshape", "rebuilt", flat, shape);
  }

  /** A dense layer of the weights at {@code at} and the bias behind them. */
  private String dense(String name, String value, int at) {
    var shape = spec.weights().get(at).shape();
    var weight = graph.constant(name + "_weight", model.weight(at), shape.get(0), shape.get(1));
    var bias = graph.constant(name + "_bias", model.weight(at + 1), shape.get(0));
    var attributes = OnnxAttributes.none().with("transB", 1);
    return graph.node("Gemm", name, attributes, value, weight, bias);
  }

  private void addScore(String rebuilt, String scaled, String shifted) {
    var scoring = model.scoring();
    var difference = graph.node("Sub", "difference", rebuilt, scaled);
    var which = graph.constant("scored_steps", lastSteps(scoring.scoredSteps()));
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
    var rebuiltError = graph.node("ReduceMean", "error_rebuilt", first, capped);
    var shiftedLast = graph.node("Gather", "shifted_scored", axis, shifted, which);
    var distances = graph.node("Abs", "distances", shiftedLast);
    var both = OnnxAttributes.none().with("keepdims", 0).withInts("axes", List.of(1L, 2L));
    var distance = graph.node("ReduceMean", "distance", both, distances);
    var share = graph.constant("distance_weight", scoring.distance());
    var added = graph.node("Mul", "distance_weighted", distance, share);
    var strange = graph.node("Add", "error_and_distance", rebuiltError, added);
    var error = graph.node("Add", "error", strange, lasting(shifted));
    var raised = graph.node("Add", "error_raised", error, graph.constant("half", scoring.half()));
    var score = graph.node("Div", SCORE, error, raised);
    var threshold = graph.constant("threshold", scoring.threshold());
    var isAbove = graph.node("GreaterOrEqual", "is_above", score, threshold);
    graph.node("Cast", ALARM, OnnxAttributes.none().with("to", 7), isAbove);
  }

  /** What staying on the bad side adds, [n]. */
  private String lasting(String shifted) {
    var lasting = model.scoring().lasting();
    var which = graph.constant("lasting_steps", lastSteps(lasting.steps()));
    var axis = OnnxAttributes.none().with("axis", 1);
    var steps = graph.node("Gather", "shifted_lasting", axis, shifted, which);
    var places = lasting.columns().stream().mapToLong(Integer::longValue).toArray();
    var columns = graph.constant("lasting_columns", places);
    var inward = OnnxAttributes.none().with("axis", 2);
    var chosen = graph.node("Gather", "lasting_shifted", inward, steps, columns);
    var signs = new float[places.length];
    Arrays.fill(signs, 0, lasting.high().size(), 1);
    Arrays.fill(signs, lasting.high().size(), signs.length, -1);
    var bad = graph.constant("lasting_signs", signs, signs.length);
    var signed = graph.node("Mul", "lasting_signed", chosen, bad);
    var distances = graph.node("Relu", "lasting_distances", signed);
    var second = OnnxAttributes.none().with("keepdims", 0).withInts("axes", List.of(2L));
    var ofSteps = graph.node("ReduceMean", "lasting_of_steps", second, distances);
    var farthest = graph.largest("lasting_farthest", lasting.far(), 1, ofSteps);
    var first = OnnxAttributes.none().with("keepdims", 0).withInts("axes", List.of(1L));
    var least = graph.node("ReduceMin", "lasting", first, farthest);
    var share = graph.constant("lasting_weight", lasting.weight());
    return graph.node("Mul", "lasting_weighted", least, share);
  }

  private long[] lastSteps(int count) {
    return LongStream.range((long) spec.steps() - count, spec.steps()).toArray();
  }

  private static float[] floats(List<Float> values) {
    var floats = new float[values.size()];
    for (var i = 0; i < floats.length; i++) {
      floats[i] = values.get(i);
    }
    return floats;
  }
}
