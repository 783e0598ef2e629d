package io.novacron.dwcp.features.window;

import java.util.Arrays;

/**
 * Largest value, or smallest with sign -1: a queue of the values that no later one exceeds (Lemire,
 * Nordic J. Computing 13, 2006). Each value enters and leaves once, so the cost does not depend on
 * the window's length.
 */
@HotPath
final class Extreme implements Accumulator {

  private static final int FIRST_CAPACITY = 16;

  private final double sign;
  private long[] sequences = new long[FIRST_CAPACITY];
  private double[] keys = new double[FIRST_CAPACITY];
  private int first;
  private int size;

  Extreme(double sign) {
    this.sign = sign;
  }

  boolean isMaximum() {
    return sign > 0;
  }

  @Override
  public void enter(long sequence, long elapsed, double value) {
    var key = sign * value;
    while (size > 0 && keys[slot(size - 1)] <= key) {
      size--;
    }
    if (size == keys.length) {
      grow();
    }
    var slot = slot(size);
    sequences[slot] = sequence;
    keys[slot] = key;
    size++;
  }

  @Override
  public void leave(long sequence, long elapsed, double value) {
    if (size > 0 && sequences[first] == sequence) {
      first = slot(1);
      size--;
    }
  }

  private int slot(int offset) {
    return (first + offset) & (keys.length - 1);
  }

  private void grow() {
    var start = first;
    sequences = unrolled(sequences, start);
    keys = unrolled(keys, start);
    first = 0;
  }

  private static long[] unrolled(long[] ring, int start) {
    var result = Arrays.copyOfRange(ring, start, start + 2 * ring.length);
    System.arraycopy(ring, 0, result, ring.length - start, start);
    return result;
  }

  private static double[] unrolled(double[] ring, int start) {
    var result = Arrays.copyOfRange(ring, start, start + 2 * ring.length);
    System.arraycopy(ring, 0, result, ring.length - start, start);
    return result;
  }

  @Override
  public double value(Aggregate aggregate, long elapsedNow) {
    return size == 0 ? Double.NaN : sign * keys[first];
  }

  @Override
  public void clear() {
    first = 0;
    size = 0;
  }
}
