package io.novacron.dwcp.jobs.export;

import io.novacron.dwcp.jobs.export.TensorSpec.Field;
import java.util.List;

/**
 * An isolation forest as one ONNX model, {@code isolation_forest.onnx}: raw features in, score and
 * alarm out, with scaling, the rule for missing values and the threshold inside.
 *
 * <p>Input {@code features} float32 [n, F]: raw values in their units, NaN = missing = the column's
 * centre. Outputs {@code score} float32 [n, 1], 0..1, high = anomalous, and {@code alarm} int64 [n,
 * 1], 1 where the score is at least the threshold.
 *
 * <p>Scaled values and sums of path lengths are the same bits as in {@link ForestModel}, and the
 * alarm compares sums, so no alarm differs; only the score's power of two may differ in its last
 * bits.
 */
public final class ForestToOnnx {

  /** File name that the runtime looks for. */
  public static final String FILE = "isolation_forest.onnx";

  /** The input. */
  public static final String FEATURES = "features";

  /** Output with the anomaly score. */
  public static final String SCORE = "score";

  /** Output with the alarm. */
  public static final String ALARM = "alarm";

  private static final String MODEL = "isolation_forest";

  private ForestToOnnx() {}

  /** The model as a file with its signature; the same model gives the same bytes. */
  public static ExportedModel export(ForestModel model) {
    var width = model.features().size();
    var graph = OnnxGraph.named(MODEL).input(FEATURES, width);
    var scaled = model.scaling().addTo(graph, FEATURES);
    var sums = TreesToOnnx.addMargins(graph, scaled, "path_sum", model.forest().ensemble());
    addScore(graph, model.forest(), sums);
    addAlarm(graph, model, sums);
    graph
        .output(SCORE, 1)
        .integerOutput(ALARM, 1)
        .metadata("feature_order", String.join(",", model.featureNames()))
        .metadata("missing_value", "NaN is the column's centre")
        .metadata("threshold", Float.toString(model.threshold()))
        .metadata("trees", Integer.toString(model.forest().trees()))
        .metadata("samples", Integer.toString(model.forest().samples()));
    var outputs =
        List.of(
            TensorSpec.floats(SCORE, List.of(new Field(SCORE, "1"))),
            new TensorSpec(
                ALARM, TensorSpec.INT64, List.of(1), List.of(new Field(ALARM, "0 or 1"))));
    var input = TensorSpec.floats(FEATURES, model.features());
    return new ExportedModel(graph.toBytes(), new Signature(MODEL, List.of(input), outputs));
  }

  private static void addScore(OnnxGraph graph, Forest forest, String sums) {
    var divisor = -forest.trees() * Forest.averagePathLength(forest.samples());
    var normal = graph.constant("path_divisor", (float) divisor);
    var two = graph.constant("score_base", 2f);
    var exponent = graph.node("Div", "score_exponent", sums, normal);
    graph.node("Pow", SCORE, two, exponent);
  }

  private static void addAlarm(OnnxGraph graph, ForestModel model, String sums) {
    var border = graph.constant("alarm_sum", model.alarmSum());
    var yes = graph.constant("alarm_yes", new long[] {1});
    var no = graph.constant("alarm_no", new long[] {0});
    var isAlarm = graph.node("LessOrEqual", "is_alarm", sums, border);
    graph.node("Where", ALARM, isAlarm, yes, no);
  }

  /**
   * Compares the file with the model: largest difference of two scores, and alarms that differ.
   *
   * @param rows raw rows without infinities
   */
  public static Parity.ParityReport parity(OnnxScorer scorer, ForestModel model, FloatMatrix rows) {
    var expected = model.scores(rows);
    var actual = scorer.score(rows);
    var alarms = actual.integers(ALARM);
    var flipped = 0;
    for (var row = 0; row < expected.length; row++) {
      if (model.isAlarm(expected[row]) != (alarms.get(row) == 1)) {
        flipped++;
      }
    }
    var difference = Parity.maxDifference(FloatMatrix.of(expected, 1), actual.floats(SCORE));
    return new Parity.ParityReport(rows.rows(), difference, flipped);
  }

  /**
   * The rows, then rows that a graph could read differently: all missing, zeros, large and small
   * values, and each row again with one value on a split's border or just beside it, until there
   * are {@code wanted}.
   */
  public static FloatMatrix withExtremes(FloatMatrix rows, ForestModel model, int wanted) {
    return new ForestExtremes(model).after(rows, wanted);
  }
}
