package io.novacron.dwcp.features.window;

/** Least-squares slope of the value over arrival time, per second. */
@HotPath
final class Trend implements Accumulator {

  private static final double MICROS_A_SECOND = 1e6;

  private final ExactSum times = new ExactSum();
  private final ExactSum values = new ExactSum();
  private final ExactSum timesSquared = new ExactSum();
  private final ExactSum products = new ExactSum();
  private final ExactSum sizes = new ExactSum();
  private long count;

  @Override
  public void enter(long sequence, long elapsed, double value) {
    count++;
    add(1, (double) elapsed, value);
  }

  @Override
  public void leave(long sequence, long elapsed, double value) {
    count--;
    if (count == 0) {
      clear();
    } else {
      add(-1, (double) elapsed, value);
    }
  }

  private void add(double sign, double elapsed, double value) {
    times.add(sign * elapsed);
    values.add(sign * value);
    sizes.add(sign * Math.abs(value));
    timesSquared.addProduct(sign * elapsed, elapsed);
    products.addProduct(sign * elapsed, value);
  }

  @Override
  public double value(Aggregate aggregate, long elapsedNow) {
    if (count < 2) {
      return Double.NaN;
    }
    var spread = ExactSum.spread(count, timesSquared, times, times);
    if (spread <= 0) {
      return Double.NaN;
    }
    return ExactSum.spread(count, products, times, values) / spread * MICROS_A_SECOND;
  }

  @Override
  public boolean isWorn() {
    return sizes.isWorn();
  }

  @Override
  public void clear() {
    count = 0;
    times.clear();
    values.clear();
    timesSquared.clear();
    products.clear();
    sizes.clear();
  }
}
