package io.novacron.dwcp.jobs.generate.consensus;

import java.util.Arrays;

/**
 * Everything that was ever proposed, by number.
 *
 * <p>A value in a message is such a number; 0 stands for an empty place in the order. What an
 * equivocating replica makes of a value differs from it in {@link #FORGED}.
 */
final class Batches {

  /** An empty place in the order. */
  static final long NOTHING = 0;

  /** The bit by which the second version of a value differs from the first. */
  static final long FORGED = 1L << 62;

  /** Time of what has not happened. */
  static final long NEVER = -1;

  private long[] createdNs = new long[1024];
  private double[] arrivedNs = new double[1024];
  private long[] requests = new long[1024];
  private long[] committedNs = new long[1024];
  private int count = 1;
  private long undecided;

  long create(long nowNs, double meanArrivalNs, long size) {
    if (count == createdNs.length) {
      createdNs = Arrays.copyOf(createdNs, count * 2);
      arrivedNs = Arrays.copyOf(arrivedNs, count * 2);
      requests = Arrays.copyOf(requests, count * 2);
      committedNs = Arrays.copyOf(committedNs, count * 2);
    }
    createdNs[count] = nowNs;
    arrivedNs[count] = meanArrivalNs;
    requests[count] = size;
    committedNs[count] = NEVER;
    undecided++;
    return count++;
  }

  /** An honest replica commits a value; true when it is the first one to do so. */
  boolean commit(long value, long nowNs) {
    var at = (int) (value & ~FORGED);
    if (at == NOTHING) {
      return false;
    }
    var first = committedNs[at] == NEVER;
    if (first) {
      undecided--;
    }
    if (first || nowNs < committedNs[at]) {
      committedNs[at] = nowNs;
    }
    return first;
  }

  /** Its requests went back to their queue; nobody waits for it any longer. */
  void abandon(long value) {
    var at = (int) value;
    if (committedNs[at] == NEVER && requests[at] >= 0) {
      requests[at] = 0;
    }
  }

  /** Numbers given so far are 1 … size - 1. */
  int size() {
    return count;
  }

  long createdNs(int value) {
    return createdNs[value];
  }

  /** Mean time at which its requests arrived. */
  double arrivedNs(int value) {
    return arrivedNs[value];
  }

  long requests(int value) {
    return requests[value];
  }

  boolean isCommitted(int value) {
    return committedNs[value] != NEVER;
  }

  /** The earliest commit of an honest replica. */
  long committedNs(int value) {
    return committedNs[value];
  }

  /** Proposals that no honest replica has committed. */
  long undecided() {
    return undecided;
  }
}
