package io.novacron.dwcp.features.window;

/**
 * A running sum to which terms are added and from which the same terms are taken again.
 *
 * <p>Definition: an unevaluated sum of two doubles, about 106 bits (Dekker, Numer. Math. 18, 1971;
 * Knuth's TwoSum). A term that leaves is bit for bit the term that entered, so the error is below
 * 2^-100 of the largest sum since the last {@link #clear}; {@link #isWorn} says when that is too
 * much for what is left, and the owner then sums up its window again. Products enter with their
 * rounding error (Dekker's TwoProduct, by splitting: {@code Math.fma} is a BigDecimal on machines
 * without the instruction). This is why sums need no centre: the variance of values with
 * mean/deviation up to 1e10 keeps 11 digits.
 */
@HotPath
final class ExactSum {

  private static final double SPLITTER = 0x1.0p27 + 1;
  private static final double WORN = 0x1.0p16;

  private double high;
  private double low;
  private double peak;

  void clear() {
    high = 0;
    low = 0;
    peak = 0;
  }

  void add(double term) {
    var sum = high + term;
    var shadow = sum - high;
    var error = (high - (sum - shadow)) + (term - shadow) + low;
    high = sum + error;
    low = error - (high - sum);
    peak = Math.max(peak, Math.abs(high));
  }

  void subtract(double term) {
    add(-term);
  }

  /** Adds a·b as if without rounding; take it out again with {@code addProduct(-a, b)}. */
  void addProduct(double a, double b) {
    var product = a * b;
    add(product);
    add(productError(a, b, product));
  }

  /** Multiplies by 2^exponent, exactly. */
  void scale(int exponent) {
    high = Math.scalb(high, exponent);
    low = Math.scalb(low, exponent);
    peak = Math.scalb(peak, exponent);
  }

  double value() {
    return high + low;
  }

  /**
   * Whether the sum has fallen to less than 2^-16 of its peak. Of terms of one sign only: there it
   * takes a huge term that left, hence happens at most once a window's length.
   */
  boolean isWorn() {
    return peak > WORN * Math.abs(high);
  }

  /** count·products - a·b, the numerator of a covariance, rounded once at the end. */
  static double spread(long count, ExactSum products, ExactSum a, ExactSum b) {
    var result = new ExactSum();
    result.addProduct((double) count, products.high);
    result.addProduct((double) count, products.low);
    result.addProduct(-a.high, b.high);
    result.addProduct(-a.high, b.low);
    result.addProduct(-a.low, b.high);
    return result.value();
  }

  private static double productError(double a, double b, double product) {
    var aHigh = upperHalf(a);
    var aLow = a - aHigh;
    var bHigh = upperHalf(b);
    var bLow = b - bHigh;
    return ((aHigh * bHigh - product) + aHigh * bLow + aLow * bHigh) + aLow * bLow;
  }

  private static double upperHalf(double x) {
    var scaled = SPLITTER * x;
    return scaled - (scaled - x);
  }
}
