package io.novacron.dwcp.features.window;

/** Count, mean and sample standard deviation. */
@HotPath
final class Moments implements Accumulator {

  private final ExactSum sum = new ExactSum();
  private final ExactSum squares = new ExactSum();
  private long count;

  @Override
  public void enter(long sequence, long elapsed, double value) {
    count++;
    sum.add(value);
    squares.addProduct(value, value);
  }

  @Override
  public void leave(long sequence, long elapsed, double value) {
    count--;
    if (count == 0) {
      clear();
      return;
    }
    sum.subtract(value);
    squares.addProduct(-value, value);
  }

  @Override
  public double value(Aggregate aggregate, long elapsedNow) {
    if (aggregate == Aggregate.COUNT) {
      return count;
    }
    return aggregate == Aggregate.STD ? deviation() : mean();
  }

  private double mean() {
    return count == 0 ? Double.NaN : sum.value() / count;
  }

  private double deviation() {
    if (count < 2) {
      return Double.NaN;
    }
    var spread = ExactSum.spread(count, squares, sum, sum);
    return Math.sqrt(Math.max(0, spread) / count / (count - 1));
  }

  @Override
  public boolean isWorn() {
    return squares.isWorn();
  }

  @Override
  public void clear() {
    count = 0;
    sum.clear();
    squares.clear();
  }
}
