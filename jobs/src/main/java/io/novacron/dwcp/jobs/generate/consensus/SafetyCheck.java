package io.novacron.dwcp.jobs.generate.consensus;

import java.util.Arrays;

/**
 * Holds every honest replica to one order while a cluster runs.
 *
 * <p><b>Definition.</b> The first honest commit at a position fixes its value; any other value
 * there, and any replica that goes back, is a violation. A replica may leave positions out: it took
 * them over with a checkpoint.
 */
final class SafetyCheck {

  private final long[] next;
  private final boolean[] honest;
  private long[] values = new long[1024];
  private boolean[] known = new boolean[1024];
  private long positions;
  private long commits;

  SafetyCheck(boolean[] honest) {
    this.honest = honest.clone();
    this.next = new long[honest.length];
  }

  /**
   * One replica commits.
   *
   * @throws SafetyViolation when it disagrees with what another one committed before
   */
  void commit(int node, long position, long value) {
    if (!honest[node]) {
      return;
    }
    if (position < next[node]) {
      throw new SafetyViolation(
          "replica %d commits position %d after %d".formatted(node, position, next[node] - 1));
    }
    next[node] = position + 1;
    commits++;
    var at = Math.toIntExact(position);
    if (at >= values.length) {
      var capacity = Math.max(at + 1, values.length * 2);
      values = Arrays.copyOf(values, capacity);
      known = Arrays.copyOf(known, capacity);
    }
    if (!known[at]) {
      known[at] = true;
      values[at] = value;
      positions = Math.max(positions, position + 1);
    } else if (values[at] != value) {
      throw new SafetyViolation(
          "replica %d commits %d at position %d, another one %d"
              .formatted(node, value, position, values[at]));
    }
  }

  /** A replica takes a checkpoint over. */
  void takeOver(int node, long positionsDone) {
    next[node] = Math.max(next[node], positionsDone);
  }

  boolean isHonest(int node) {
    return honest[node];
  }

  /** Positions that an honest replica has committed. */
  long positions() {
    return positions;
  }

  /** Commits of all honest replicas. */
  long commits() {
    return commits;
  }

  /** Positions that {@code node} has committed or taken over. */
  long reached(int node) {
    return next[node];
  }
}
