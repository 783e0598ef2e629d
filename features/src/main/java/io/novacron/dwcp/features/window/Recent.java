package io.novacron.dwcp.features.window;

/** The last value, its age, and the age of the last change. */
@HotPath
final class Recent implements Accumulator {

  private static final double MICROS_A_SECOND = 1e6;
  private static final long NONE = -1;

  private long lastSequence = NONE;
  private long lastElapsed;
  private double last;
  private long beforeChange = NONE;
  private long changeElapsed;

  @Override
  public void enter(long sequence, long elapsed, double value) {
    if (lastSequence != NONE && value != last) {
      beforeChange = lastSequence;
      changeElapsed = elapsed;
    }
    lastSequence = sequence;
    lastElapsed = elapsed;
    last = value;
  }

  @Override
  public void leave(long sequence, long elapsed, double value) {
    if (sequence == beforeChange) {
      beforeChange = NONE;
    }
    if (sequence == lastSequence) {
      lastSequence = NONE;
    }
  }

  @Override
  public double value(Aggregate aggregate, long elapsedNow) {
    if (aggregate == Aggregate.CHANGE_AGE) {
      return beforeChange == NONE ? Double.NaN : (elapsedNow - changeElapsed) / MICROS_A_SECOND;
    }
    if (lastSequence == NONE) {
      return Double.NaN;
    }
    return aggregate == Aggregate.AGE ? (elapsedNow - lastElapsed) / MICROS_A_SECOND : last;
  }

  @Override
  public void clear() {
    lastSequence = NONE;
    beforeChange = NONE;
  }
}
