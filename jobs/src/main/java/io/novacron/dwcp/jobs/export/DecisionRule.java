package io.novacron.dwcp.jobs.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/**
 * From margins to a decision, in Java: the reference with which {@link Parity} compares the graph.
 *
 * <p>Definition: margins are divided by the temperature; candidates that are not open get
 * probability 0, the others the softmax. Where the largest probability reaches the threshold and
 * the cheapest candidate does not follow from measurement ({@link SelectorMath#isMeasured}), the
 * class with the largest divided margin is chosen (the first of equals), else the fallback: the
 * candidate of least predicted cost (the first of equals), or a fixed label for a selector without
 * costs.
 *
 * <p>The choice compares margins and not probabilities, since margins are the same bits on every
 * runtime and exponentials are not.
 */
public final class DecisionRule {

  private final SelectorSpec spec;
  private final SelectorMath math;

  public DecisionRule(SelectorSpec spec) {
    this.spec = spec;
    this.math = new SelectorMath(spec);
  }

  /**
   * What was decided.
   *
   * @param probabilities [rows, candidates]
   * @param choices class of each row
   */
  public record Decisions(FloatMatrix probabilities, List<Integer> choices) {

    public Decisions {
      choices = List.copyOf(choices);
    }
  }

  /** Decisions of a selector that predicts costs; both matrices are [rows, candidates]. */
  public Decisions decide(FloatMatrix features, FloatMatrix margins, FloatMatrix relativeCosts) {
    var fallbacks = new ArrayList<Integer>();
    var measured = new BitSet();
    for (var row = 0; row < relativeCosts.rows(); row++) {
      fallbacks.add(firstLeast(relativeCosts, row));
      measured.set(row, math.isMeasured(features, relativeCosts, row));
    }
    return decide(features, margins, fallbacks, measured);
  }

  /** Decisions of a selector that predicts no costs. */
  public Decisions decide(FloatMatrix features, FloatMatrix margins) {
    int fallback = spec.labels().indexOf(spec.settings().fallback());
    var fallbacks = Collections.nCopies(features.rows(), fallback);
    return decide(features, margins, fallbacks, new BitSet());
  }

  private Decisions decide(
      FloatMatrix features, FloatMatrix margins, List<Integer> fallbacks, BitSet measured) {
    var open = math.open(features);
    var scaled = scaled(margins);
    var probabilities = FloatMatrix.zeros(margins.rows(), margins.columns());
    var choices = new ArrayList<Integer>();
    for (var row = 0; row < margins.rows(); row++) {
      var best = firstLargestOpen(scaled, open, row);
      softmax(scaled, open, row, probabilities);
      var isSure = probabilities.at(row, best) >= spec.settings().threshold();
      choices.add(isSure && !measured.get(row) ? best : fallbacks.get(row));
    }
    return new Decisions(probabilities, choices);
  }

  private FloatMatrix scaled(FloatMatrix margins) {
    var scaled = FloatMatrix.zeros(margins.rows(), margins.columns());
    for (var i = 0; i < margins.values().length; i++) {
      scaled.values()[i] = margins.values()[i] / spec.settings().temperature();
    }
    return scaled;
  }

  private static void softmax(FloatMatrix scaled, FloatMatrix open, int row, FloatMatrix result) {
    float largest = scaled.at(row, firstLargestOpen(scaled, open, row));
    var weights = new double[scaled.columns()];
    for (var c = 0; c < weights.length; c++) {
      weights[c] = open.at(row, c) * Math.exp((double) scaled.at(row, c) - largest);
    }
    var sum = Arrays.stream(weights).sum();
    for (var c = 0; c < weights.length; c++) {
      result.set(row, c, (float) (weights[c] / sum));
    }
  }

  private static int firstLargestOpen(FloatMatrix scaled, FloatMatrix open, int row) {
    var largest = -1;
    for (var c = 0; c < scaled.columns(); c++) {
      var isOpen = open.at(row, c) > 0;
      if (isOpen && (largest < 0 || scaled.at(row, c) > scaled.at(row, largest))) {
        largest = c;
      }
    }
    return largest;
  }

  private static int firstLeast(FloatMatrix values, int row) {
    var least = 0;
    for (var c = 1; c < values.columns(); c++) {
      if (values.at(row, c) < values.at(row, least)) {
        least = c;
      }
    }
    return least;
  }
}
