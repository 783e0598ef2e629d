package io.novacron.dwcp.jobs.export;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Classes of a forecast value by its share of a reference, such as what a link should carry, which
 * the caller gives with the window.
 *
 * <p>Definition: class i holds values of at least share i of the reference that no class before it
 * holds, the last class the rest. The value is distributed as two logistic halves that meet at the
 * forecast f and pass through the lowest and the highest quantile l and u of levels p and q:
 * P(value {@literal <} x) = 1 / (1 + e<sup>-z</sup>), z = (x - f) / max(f - l, φ) · ln((1 - p) / p)
 * below f and (x - f) / max(u - f, φ) · ln(q / (1 - q)) above, φ = {@link #LEAST_HALF} scales of
 * the window. Where the forecast lies in a class, that class has a probability of at least a half
 * unless two bounds lie within its interval.
 *
 * @param target name of the target that is classed; empty for no classes
 * @param names the classes, that of the largest values first
 * @param shares least share of each class but the last, falling
 */
public record ShareClasses(String target, List<String> names, List<Double> shares)
    implements Serializable {

  /** No classes. */
  public static final ShareClasses NONE = new ShareClasses("", List.of(), List.of());

  /** Least half of a distribution, scales of the window: quantile heads may cross the forecast. */
  static final float LEAST_HALF = 1e-2f;

  public ShareClasses {
    names = List.copyOf(names);
    shares = List.copyOf(shares);
    var isNone = target.isEmpty() && names.isEmpty() && shares.isEmpty();
    if (!isNone && (target.isEmpty() || names.size() < 2 || shares.size() != names.size() - 1)) {
      throw new IllegalArgumentException(
          "classes of %s: %s with least shares %s; name a target, at least two classes, and a share of each but the last"
              .formatted(target, names, shares));
    }
    for (var i = 0; i < shares.size(); i++) {
      if (!(shares.get(i) > 0 && (i == 0 || shares.get(i) < shares.get(i - 1)))) {
        throw new IllegalArgumentException(
            "classes of %s: least shares %s; set falling ones above 0".formatted(target, shares));
      }
    }
  }

  /** Whether there are none. */
  public boolean isNone() {
    return names.isEmpty();
  }

  /**
   * A forecast in one window.
   *
   * @param anchor what numbers are differences from
   * @param scale by what they are multiplied
   * @param forecast the forecast's number
   * @param low the lowest quantile's number
   * @param high the highest quantile's number
   */
  public record Spread(double anchor, double scale, double forecast, double low, double high) {}

  /**
   * A probability for each class; NaN for all without a reference.
   *
   * @param levels the lowest and the highest quantile's
   */
  public double[] probabilities(Spread spread, List<Double> levels, double reference) {
    var probabilities = new double[names.size()];
    double before = 1;
    for (var i = 0; i < probabilities.length; i++) {
      var isLast = i == shares.size();
      var below = isLast ? 0 : below(shares.get(i) * reference, spread, levels);
      probabilities[i] = before - below;
      before = below;
    }
    if (Double.isNaN(reference)) {
      Arrays.fill(probabilities, Double.NaN);
    }
    return probabilities;
  }

  private static double below(double bound, Spread spread, List<Double> levels) {
    var distance = (bound - spread.anchor) / spread.scale - spread.forecast;
    var steepness = distance < 0 ? lower(spread, levels) : upper(spread, levels);
    return 1 / (1 + Math.exp(-distance * steepness));
  }

  private static double lower(Spread spread, List<Double> levels) {
    return -logit(levels.get(0)) / Math.max(spread.forecast - spread.low, LEAST_HALF);
  }

  private static double upper(Spread spread, List<Double> levels) {
    return logit(levels.get(levels.size() - 1))
        / Math.max(spread.high - spread.forecast, LEAST_HALF);
  }

  /** The most that a probability can move with a number of the head, a unit of it. */
  public static double slope(Spread spread, List<Double> levels) {
    return Math.max(lower(spread, levels), upper(spread, levels)) / 4;
  }

  /** ln(p / (1 - p)). */
  static double logit(double level) {
    return Math.log(level / (1 - level));
  }
}
