package io.novacron.dwcp.features.window;

/** Harmonic mean: what equal amounts at these rates would take as one rate. */
@HotPath
final class Harmonic implements Accumulator {

  private final ExactSum reciprocals = new ExactSum();
  private long positive;
  private long others;

  @Override
  public void enter(long sequence, long elapsed, double value) {
    if (value > 0) {
      positive++;
      reciprocals.add(1 / value);
    } else {
      others++;
    }
  }

  @Override
  public void leave(long sequence, long elapsed, double value) {
    if (value > 0) {
      positive--;
      reciprocals.subtract(1 / value);
    } else {
      others--;
    }
    if (positive == 0) {
      reciprocals.clear();
    }
  }

  @Override
  public double value(Aggregate aggregate, long elapsedNow) {
    if (others > 0) {
      return 0;
    }
    return positive == 0 ? Double.NaN : positive / reciprocals.value();
  }

  @Override
  public boolean isWorn() {
    return reciprocals.isWorn();
  }

  @Override
  public void clear() {
    positive = 0;
    others = 0;
    reciprocals.clear();
  }
}
