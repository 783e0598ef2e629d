package io.novacron.dwcp.features.window;

/**
 * The rows that some window may still need, by growing sequence number, in primitive arrays that
 * are used round and round; they grow to twice the largest window's content and no further.
 */
@HotPath
final class RowRing {

  private static final int FIRST_CAPACITY = 1024;

  private final int metrics;
  private long[] elapsed = new long[FIRST_CAPACITY];
  private double[] values;
  private long first;
  private long end;

  RowRing(int metrics) {
    this.metrics = metrics;
    this.values = new double[FIRST_CAPACITY * metrics];
  }

  void clear() {
    first = 0;
    end = 0;
  }

  boolean isFull() {
    return end - first == elapsed.length;
  }

  /** Grows when more than half of the room is taken. */
  void makeRoom() {
    if (end - first > elapsed.length / 2) {
      grow();
    }
  }

  /** Adds a row; there must be room. */
  void add(long rowElapsed, double[] row) {
    var slot = slot(end);
    elapsed[slot] = rowElapsed;
    System.arraycopy(row, 0, values, slot * metrics, metrics);
    end++;
  }

  /** Forgets the rows before {@code sequence}. */
  void releaseBefore(long sequence) {
    first = Math.max(first, sequence);
  }

  /** One past the newest row's sequence number. */
  long end() {
    return end;
  }

  int capacity() {
    return elapsed.length;
  }

  /** The first row from {@code sequence} on that arrived after {@code time}. */
  long firstAfter(long time, long sequence) {
    var low = Math.max(first, sequence);
    var high = end;
    while (low < high) {
      var middle = (low + high) >>> 1;
      if (elapsed(middle) <= time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  long elapsed(long sequence) {
    return elapsed[slot(sequence)];
  }

  double value(long sequence, int metric) {
    return values[slot(sequence) * metrics + metric];
  }

  private int slot(long sequence) {
    return (int) (sequence & (elapsed.length - 1));
  }

  private void grow() {
    var capacity = elapsed.length * 2;
    var newElapsed = new long[capacity];
    var newValues = new double[capacity * metrics];
    for (var sequence = first; sequence < end; sequence++) {
      var from = slot(sequence);
      var to = (int) (sequence & (capacity - 1));
      newElapsed[to] = elapsed[from];
      System.arraycopy(values, from * metrics, newValues, to * metrics, metrics);
    }
    elapsed = newElapsed;
    values = newValues;
  }
}
