package io.novacron.dwcp.jobs.export;

/**
 * The Box–Cox transform with λ = 1/1024: close to the logarithm, with an inverse that needs no
 * {@code exp} and so gives the same bits in Java and in ONNX.
 *
 * <p>Definition: y = 1024·(r<sup>1/1024</sup> − 1) for r &gt; 0, and r = (1 +
 * y/1024)<sup>1024</sup>, which is ten squarings. For r in [1/16, 16] y differs from ln r by less
 * than 0.4 %. In float32 the inverse is within 1e-4 of the exact value, relatively: the rounding of
 * 1 + y/1024, 6e-8, grows 1,024-fold. ONNX has no rule for the last bit of {@code Exp}, and the
 * runtime's differs from Java's.
 *
 * <p>Source: Box and Cox, "An Analysis of Transformations", JRSS B 26 (1964), eq. 1.
 */
public final class BoxCox {

  /** Largest magnitude of y that the inverse is given: ratios from 1e-7 to 8e6. */
  static final float LIMIT = 16f;

  private static final float LAMBDA = 1f / 1024f;
  private static final int SQUARINGS = 10;

  private BoxCox() {}

  /**
   * Transforms a ratio.
   *
   * @throws IllegalArgumentException when {@code ratio} is not a positive finite number
   */
  public static float transform(double ratio) {
    if (!(ratio > 0) || Double.isInfinite(ratio)) {
      throw new IllegalArgumentException(
          "Cannot transform ratio: it must be positive and finite: " + ratio);
    }
    return (float) (StrictMath.expm1(StrictMath.log(ratio) * LAMBDA) / LAMBDA);
  }

  /** The ratio whose transform is {@code y}, which is clipped to ±16 first. */
  public static float inverse(float y) {
    float power = 1f + Math.min(Math.max(y, -LIMIT), LIMIT) * LAMBDA;
    for (var i = 0; i < SQUARINGS; i++) {
      power = power * power;
    }
    return power;
  }

  /** Adds nodes that compute {@link #inverse} of each element; returns the result's name. */
  public static String addInverse(OnnxGraph graph, String input, String prefix) {
    var low = graph.constant(prefix + "_low", -LIMIT);
    var high = graph.constant(prefix + "_high", LIMIT);
    var lambda = graph.constant(prefix + "_lambda", LAMBDA);
    var one = graph.constant(prefix + "_one", 1f);
    var raised = graph.node("Max", prefix + "_raised", input, low);
    var clipped = graph.node("Min", prefix + "_clipped", raised, high);
    var scaled = graph.node("Mul", prefix + "_scaled", clipped, lambda);
    var power = graph.node("Add", prefix + "_power0", scaled, one);
    for (var i = 1; i <= SQUARINGS; i++) {
      power = graph.node("Mul", prefix + "_power" + i, power, power);
    }
    return power;
  }
}
