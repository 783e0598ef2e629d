package io.novacron.dwcp.features.window;

/**
 * Mean with exponential weights, restricted to the window.
 *
 * <p>A row's weight is 2^(position / half-life), the same whenever it is asked, so that what
 * entered is what leaves and time passing costs nothing: the common factor 2^-now cancels in the
 * quotient. Weights grow without bound, so both sums are scaled down by powers of two, which is
 * exact, before they overflow.
 */
@HotPath
final class Decayed implements Accumulator {

  private static final int HALF_LIVES_A_WINDOW = 4;
  private static final int LARGEST_EXPONENT = 256;

  private final boolean byRows;
  private final double halfLife;
  private final ExactSum weighted = new ExactSum();
  private final ExactSum weights = new ExactSum();
  private final ExactSum sizes = new ExactSum();
  private long count;
  private int shift;

  private Decayed(boolean byRows, double halfLife) {
    this.byRows = byRows;
    this.halfLife = halfLife;
  }

  static Decayed over(Span span) {
    var length = span.countsRows() ? span.rows() : span.lengthSeconds() * 1e6;
    return new Decayed(span.countsRows(), length / HALF_LIVES_A_WINDOW);
  }

  @Override
  public void enter(long sequence, long elapsed, double value) {
    var position = position(sequence, elapsed);
    var whole = (int) Math.floor(position);
    if (count == 0) {
      shift = whole;
    } else if (whole - shift > LARGEST_EXPONENT) {
      weighted.scale(shift - whole);
      weights.scale(shift - whole);
      sizes.scale(shift - whole);
      shift = whole;
    }
    count++;
    add(1, position, value);
  }

  @Override
  public void leave(long sequence, long elapsed, double value) {
    count--;
    if (count == 0) {
      clear();
      return;
    }
    add(-1, position(sequence, elapsed), value);
  }

  private void add(double sign, double position, double value) {
    var whole = (int) Math.floor(position);
    var mantissa = sign * Math.pow(2, position - whole);
    var term = Math.scalb(mantissa * value, whole - shift);
    weighted.add(term);
    sizes.add(sign * Math.abs(term));
    weights.add(Math.scalb(mantissa, whole - shift));
  }

  private double position(long sequence, long elapsed) {
    return (byRows ? sequence : elapsed) / halfLife;
  }

  @Override
  public double value(Aggregate aggregate, long elapsedNow) {
    return count == 0 ? Double.NaN : weighted.value() / weights.value();
  }

  @Override
  public boolean isWorn() {
    return sizes.isWorn();
  }

  @Override
  public void clear() {
    count = 0;
    weighted.clear();
    weights.clear();
    sizes.clear();
  }
}
