package io.novacron.dwcp.jobs.export;

import io.novacron.dwcp.common.error.DataError;
import java.util.List;
import ml.dmlc.xgboost4j.java.Booster;

/**
 * Proof that an exported selector decides as its native boosters do: the same rows go through
 * XGBoost with {@link SelectorMath} and {@link DecisionRule}, and through ONNX Runtime.
 */
public final class Parity {

  /** Largest difference of two probabilities that passes. */
  public static final double TOLERANCE = 1e-5;

  private final SelectorSpec spec;

  public Parity(SelectorSpec spec) {
    this.spec = spec;
  }

  /**
   * The comparison's result.
   *
   * @param rows rows compared
   * @param maxAbsDifference largest absolute difference of two probabilities, costs or scores
   * @param flippedDecisions rows on which the decisions differ
   */
  public record ParityReport(int rows, double maxAbsDifference, int flippedDecisions) {

    /** Whether a file with this result may be published. */
    public boolean passes() {
      return rows > 0 && maxAbsDifference <= TOLERANCE && flippedDecisions == 0;
    }

    /**
     * Refuses a result that does not pass.
     *
     * @throws DataError with the figures
     */
    public ParityReport requirePassed() {
      if (!passes()) {
        throw new DataError(
            "Cannot publish model: ONNX and the trained model differ: %s; at most %s and no flip"
                    .formatted(this, TOLERANCE)
                + " are allowed");
      }
      return this;
    }
  }

  /** Compares a selector with costs. */
  public ParityReport withCosts(
      OnnxScorer scorer, List<Booster> sizes, Booster classes, FloatMatrix features) {
    var costs = new SelectorMath(spec).relativeCosts(features, sizes);
    var margins = NativeMargins.of(classes, features.beside(costs));
    var expected = new DecisionRule(spec).decide(features, margins, costs);
    var actual = scorer.score(features);
    var report = compare(expected, actual);
    var difference = maxDifference(costs, actual.floats(SelectorGraph.RELATIVE_COSTS));
    return new ParityReport(
        report.rows, Math.max(difference, report.maxAbsDifference), report.flippedDecisions);
  }

  /** Compares a plain selector. */
  public ParityReport plain(OnnxScorer scorer, Booster classes, FloatMatrix features) {
    var margins = NativeMargins.of(classes, features);
    return compare(new DecisionRule(spec).decide(features, margins), scorer.score(features));
  }

  private static ParityReport compare(DecisionRule.Decisions expected, Scores actual) {
    var decisions = actual.integers(SelectorGraph.DECISION);
    var flipped = 0;
    for (var row = 0; row < decisions.size(); row++) {
      if (decisions.get(row) != (long) expected.choices().get(row)) {
        flipped++;
      }
    }
    var probabilities = actual.floats(SelectorGraph.PROBABILITIES);
    return new ParityReport(
        actual.rows(), maxDifference(expected.probabilities(), probabilities), flipped);
  }

  /** Largest absolute difference; infinite when a value is missing on one side only. */
  static double maxDifference(FloatMatrix left, FloatMatrix right) {
    double largest = 0;
    for (var i = 0; i < left.values().length; i++) {
      float a = left.values()[i];
      float b = right.values()[i];
      if (Float.compare(a, b) != 0) {
        double difference = Math.abs((double) a - b);
        largest =
            Math.max(largest, Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference);
      }
    }
    return largest;
  }
}
