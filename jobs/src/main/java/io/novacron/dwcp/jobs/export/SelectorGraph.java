package io.novacron.dwcp.jobs.export;

import io.novacron.dwcp.jobs.export.TensorSpec.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * The compression selector as one ONNX model, {@code compression_selector_v1.onnx}: features in,
 * decision out, with nothing left for the caller to compute.
 *
 * <p>Stage one: for each codec and stream kind one regressor predicts the Box–Cox transform of
 * bytes out over bytes in, relative to a trial on a sample, and one that of the work a byte; from
 * both follow the candidates' relative costs ({@link SelectorMath} has the formula). Stage two: a
 * multiclass booster sees the features and the relative costs. Its margins are divided by the
 * temperature and masked where a candidate is not open; {@link DecisionRule} states the decision.
 * The plain variant has stage two alone.
 *
 * <p>Input {@code features} float32 [n, F], NaN = missing. Outputs {@code probabilities} float32
 * [n, C], {@code decision} int64 [n], {@code confidence} float32 [n] and, from the variant with
 * costs, {@code relative_costs} float32 [n, C]. All but the softmax is float32 arithmetic whose
 * last bit IEEE 754 fixes, and all leaves must be exact ({@link ExactLeaves}).
 */
public final class SelectorGraph {

  /** File name that the runtime looks for. */
  public static final String FILE = "compression_selector_v1.onnx";

  /** Output with the probability of each candidate. */
  public static final String PROBABILITIES = "probabilities";

  /** Output with the chosen class. */
  public static final String DECISION = "decision";

  /** Output with the largest probability. */
  public static final String CONFIDENCE = "confidence";

  /** Output with each candidate's predicted cost over the least. */
  public static final String RELATIVE_COSTS = "relative_costs";

  private static final String MODEL = "compression_selector_v1";
  private static final String MASKED = "masked";
  private static final float CLOSED_MARGIN = -1e30f;

  private final SelectorSpec spec;
  private final OnnxGraph graph;
  private final SelectorInputs inputs;

  private SelectorGraph(SelectorSpec spec) {
    this.spec = spec;
    this.graph = OnnxGraph.named(MODEL).input(SelectorInputs.FEATURES, spec.features().size());
    this.inputs = new SelectorInputs(spec, graph);
  }

  /**
   * The selector with costs.
   *
   * @param sizes one target for each of the spec's regressors, over the features
   * @param classes one target for each candidate, over the features and the relative costs
   * @throws IllegalArgumentException when trees are not exact or of other widths
   */
  public static ExportedModel withCosts(
      SelectorSpec spec, TreeEnsemble sizes, TreeEnsemble classes) {
    var width = spec.features().size();
    var count = spec.candidates().size();
    requireFits("regressors", sizes, width, spec.regressors());
    requireFits("classifier", classes, width + count, count);
    return new SelectorGraph(spec).build(sizes, classes);
  }

  /**
   * The plain classifier.
   *
   * @param classes one target for each candidate, over the features
   * @throws IllegalArgumentException when trees are not exact or of other widths
   */
  public static ExportedModel plain(SelectorSpec spec, TreeEnsemble classes) {
    requireFits("classifier", classes, spec.features().size(), spec.candidates().size());
    return new SelectorGraph(spec).build(classes);
  }

  private ExportedModel build(TreeEnsemble sizes, TreeEnsemble classes) {
    var open = inputs.open();
    var predictions = TreesToOnnx.addMargins(graph, SelectorInputs.FEATURES, "sizes", sizes);
    new CostNodes(spec, graph, inputs).add(predictions, open, RELATIVE_COSTS);
    graph.node(
        "Concat",
        "features_and_costs",
        OnnxAttributes.none().with("axis", 1),
        SelectorInputs.FEATURES,
        RELATIVE_COSTS);
    var cheapest = arg("ArgMin", "cheapest", RELATIVE_COSTS);
    var margins = TreesToOnnx.addMargins(graph, "features_and_costs", "margins", classes);
    var doubtful = graph.node("Or", "doubtful", unsure(margins, open), measured());
    graph.node("Where", DECISION, doubtful, cheapest, largest());
    return export(List.of(perCandidate(RELATIVE_COSTS)));
  }

  private ExportedModel build(TreeEnsemble classes) {
    var fallback = spec.labels().indexOf(spec.settings().fallback());
    var constant = graph.constant("fallback", new long[] {fallback});
    var margins = TreesToOnnx.addMargins(graph, SelectorInputs.FEATURES, "margins", classes);
    var unsure = unsure(margins, inputs.open());
    graph.node("Where", DECISION, unsure, constant, largest());
    return export(List.of());
  }

  /** Whether every candidate is exact or too dear to matter, bool [n]. */
  private String measured() {
    var clear = graph.constant("clear_cost_ratio", spec.settings().clearCostRatio());
    var tooDear = graph.node("GreaterOrEqual", "too_dear", RELATIVE_COSTS, clear);
    var settled = graph.node("Or", "settled", inputs.exact(), tooDear);
    var yes = graph.constant("settled_yes", 1f);
    var number =
        graph.node("Where", "settled_number", settled, yes, graph.constant("settled_no", 0f));
    var least = graph.node("ReduceMin", "least_settled", perRow().with("keepdims", 0), number);
    return graph.node("Greater", "measured", least, graph.constant("half_settled", 0.5f));
  }

  /** The first index of the largest margin of an open candidate, int64 [n]. */
  private String largest() {
    return arg("ArgMax", "largest", MASKED);
  }

  /** Adds probabilities and confidence; whether the latter is under the threshold, bool [n]. */
  private String unsure(String margins, String open) {
    var temperature = graph.constant("temperature", spec.settings().temperature());
    var closed = graph.constant("closed_margin", CLOSED_MARGIN);
    var calibrated = graph.node("Div", "calibrated", margins, temperature);
    graph.node("Where", MASKED, open, calibrated, closed);
    graph.node("Softmax", PROBABILITIES, OnnxAttributes.none().with("axis", 1), MASKED);
    graph.node("ReduceMax", CONFIDENCE, perRow().with("keepdims", 0), PROBABILITIES);
    var threshold = graph.constant("threshold", spec.settings().threshold());
    return graph.node("Less", "unsure", CONFIDENCE, threshold);
  }

  /** The first index of the least or largest value of a row. */
  private String arg(String operator, String output, String input) {
    var attributes = OnnxAttributes.none().with("axis", 1).with("keepdims", 0);
    return graph.node(operator, output, attributes.with("select_last_index", 0), input);
  }

  private static OnnxAttributes perRow() {
    return OnnxAttributes.none().withInts("axes", List.of(1L));
  }

  private ExportedModel export(List<TensorSpec> more) {
    graph.output(PROBABILITIES, spec.candidates().size());
    graph.integerOutput(DECISION).output(CONFIDENCE);
    more.forEach(tensor -> graph.output(tensor.name(), spec.candidates().size()));
    var outputs = new ArrayList<TensorSpec>();
    outputs.add(perCandidate(PROBABILITIES));
    outputs.add(
        new TensorSpec(
            DECISION, TensorSpec.INT64, List.of(), List.of(new Field(DECISION, "class index"))));
    outputs.add(
        new TensorSpec(
            CONFIDENCE, TensorSpec.FLOAT32, List.of(), List.of(new Field(CONFIDENCE, "1"))));
    outputs.addAll(more);
    graph
        .metadata("classes", String.join(",", spec.labels()))
        .metadata("feature_order", String.join(",", spec.featureNames()));
    var input = TensorSpec.floats(SelectorInputs.FEATURES, spec.features());
    return new ExportedModel(graph.toBytes(), new Signature(MODEL, List.of(input), outputs));
  }

  private TensorSpec perCandidate(String name) {
    return TensorSpec.floats(
        name, spec.labels().stream().map(label -> new Field(label, "1")).toList());
  }

  private static void requireFits(String what, TreeEnsemble trees, int features, int targets) {
    if (trees.features() != features || trees.targets() != targets) {
      throw new IllegalArgumentException(
          "Cannot export selector: %s read %d columns for %d targets, not %d for %d"
              .formatted(what, trees.features(), trees.targets(), features, targets));
    }
    if (!ExactLeaves.isExact(trees)) {
      throw new IllegalArgumentException(
          "Cannot export selector: leaves of the %s are not exact; use ExactLeaves.round"
              .formatted(what));
    }
  }
}
