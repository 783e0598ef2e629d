package io.novacron.dwcp.features.window;

import java.util.Arrays;

/**
 * The lower median and the quartiles, rounded to a grid on which neighbours differ by 2 %.
 *
 * <p>Definition: a value x lies in cell round(ln|x| / ln 1.02) of its sign, clipped to |x| between
 * 1e-7 and 1e10, smaller ones in the cell of 0 (Masson, Rim and Lee, DDSketch, VLDB 2019, with
 * fixed cells). The result is the middle of the cell that holds the value of rank ceil(n / 2), or
 * ceil(n / 4) and ceil(3 n / 4), at most 1 % from it. Counts per cell lie in a Fenwick tree: 13
 * steps to add, remove or read, whatever the window holds, where an exact median costs the
 * logarithm of the window.
 */
@HotPath
final class LogHistogram implements Accumulator {

  private static final double LOG_BASE = Math.log(1.02);
  private static final int LOWEST = (int) Math.round(Math.log(1e-7) / LOG_BASE);
  private static final int HIGHEST = (int) Math.round(Math.log(1e10) / LOG_BASE);
  private static final int ZERO = HIGHEST - LOWEST + 1;
  private static final int CELLS = 4096;

  private final int[] tree = new int[CELLS + 1];
  private int count;

  @Override
  public void enter(long sequence, long elapsed, double value) {
    count++;
    add(cell(value), 1);
  }

  @Override
  public void leave(long sequence, long elapsed, double value) {
    count--;
    add(cell(value), -1);
  }

  private void add(int cell, int amount) {
    for (var i = cell + 1; i <= CELLS; i += i & -i) {
      tree[i] += amount;
    }
  }

  @Override
  public double value(Aggregate aggregate, long elapsedNow) {
    if (count == 0) {
      return Double.NaN;
    }
    var quarters = aggregate == Aggregate.Q25 ? 1 : aggregate == Aggregate.Q75 ? 3 : 2;
    return middle(cellOfRank((int) ((quarters * (long) count + 3) / 4)));
  }

  private int cellOfRank(int rank) {
    var cell = 0;
    var missing = rank;
    for (var step = CELLS; step > 0; step >>= 1) {
      if (cell + step <= CELLS && tree[cell + step] < missing) {
        cell += step;
        missing -= tree[cell];
      }
    }
    return cell;
  }

  /** Cells in the order of their values: negative from large to small, zero, positive. */
  private static int cell(double value) {
    var log = (int) Math.round(Math.log(Math.abs(value)) / LOG_BASE);
    if (value == 0 || log < LOWEST) {
      return ZERO;
    }
    var above = Math.min(log, HIGHEST) - LOWEST + 1;
    return value > 0 ? ZERO + above : ZERO - above;
  }

  private static double middle(int cell) {
    if (cell == ZERO) {
      return 0;
    }
    var size = Math.exp((Math.abs(cell - ZERO) - 1 + LOWEST) * LOG_BASE);
    return cell > ZERO ? size : -size;
  }

  @Override
  public void clear() {
    count = 0;
    Arrays.fill(tree, 0);
  }
}
