package io.novacron.dwcp.jobs.generate.consensus;

import java.util.Arrays;

/** Votes of one question, at most one a replica: its first counts. */
final class Tally {

  private final long[] values;
  private long voted;

  Tally(int n) {
    this.values = new long[n];
  }

  void clear() {
    voted = 0;
  }

  /** Adds a vote and counts those for the same value. */
  int add(int from, long value) {
    if ((voted & (1L << from)) == 0) {
      voted |= 1L << from;
      values[from] = value;
    }
    return count(value);
  }

  int count(long value) {
    var count = 0;
    for (var left = voted; left != 0; left &= left - 1) {
      if (values[Long.numberOfTrailingZeros(left)] == value) {
        count++;
      }
    }
    return count;
  }

  /** The {@code rank}-th largest number voted for, from 1; {@code other} when there are fewer. */
  long ranked(int rank, long other) {
    var given = new long[Long.bitCount(voted)];
    var at = 0;
    for (var left = voted; left != 0; left &= left - 1) {
      given[at++] = values[Long.numberOfTrailingZeros(left)];
    }
    Arrays.sort(given);
    return rank <= given.length ? given[given.length - rank] : other;
  }

  /** Replaces the vote of a replica: of numbers that only grow, the latest counts. */
  void raise(int from, long value) {
    if ((voted & (1L << from)) == 0 || values[from] < value) {
      voted |= 1L << from;
      values[from] = value;
    }
  }
}
