package io.novacron.dwcp.jobs.generate.consensus;

import java.util.Arrays;

/**
 * Requests of open-loop clients: they come at their rate whether or not the cluster keeps up.
 *
 * <p><b>Definition.</b> Requests arrive evenly at a rate that changes at known times; each queue is
 * first in, first out. Leaders share one queue, the replicas of a DAG have one each.
 */
final class Workload {

  private final double ratePerNs;
  private final double[] taken;

  /** Where the rate changes: time, requests per queue until then, and the rate from then on. */
  private long[] times = new long[16];

  private double[] arrived = new double[16];
  private double[] rates = new double[16];
  private int changes = 1;

  /**
   * @param requestsPerS over all queues
   * @param queues queues among which requests spread evenly
   * @param phase share of a request that each queue starts with, below 1
   */
  Workload(double requestsPerS, int queues, double[] phase) {
    this.ratePerNs = requestsPerS / queues / 1e9;
    this.taken = new double[queues];
    for (var i = 0; i < queues; i++) {
      taken[i] = phase[i];
    }
    rates[0] = ratePerNs;
  }

  /** From {@code now} on, requests come at {@code factor} times the usual rate. */
  void change(long now, double factor) {
    if (changes == times.length) {
      times = Arrays.copyOf(times, changes * 2);
      arrived = Arrays.copyOf(arrived, changes * 2);
      rates = Arrays.copyOf(rates, changes * 2);
    }
    arrived[changes] = arrivedBy(now);
    times[changes] = now;
    rates[changes] = ratePerNs * factor;
    changes++;
  }

  private double arrivedBy(long now) {
    var last = changes - 1;
    return arrived[last] + rates[last] * Math.max(0, now - times[last]);
  }

  /** Whole requests that wait in a queue. */
  long pending(int queue, long now) {
    return Math.max(0, (long) Math.floor(arrivedBy(now) - taken[queue % taken.length] + 1e-9));
  }

  /** Requests that wait in all queues. */
  long pending(long now) {
    var sum = 0L;
    for (var queue = 0; queue < taken.length; queue++) {
      sum += pending(queue, now);
    }
    return sum;
  }

  /** Takes requests out of a queue; the mean time at which they arrived, ns. */
  double take(int queue, long requests) {
    var at = queue % taken.length;
    var middle = taken[at] + requests / 2.0;
    taken[at] += requests;
    return timeOf(middle);
  }

  /** Puts requests back to the front of a queue. */
  void giveBack(int queue, long requests) {
    taken[queue % taken.length] -= requests;
  }

  private double timeOf(double number) {
    var at = changes - 1;
    while (at > 0 && arrived[at] > number) {
      at--;
    }
    return rates[at] == 0 ? times[at] : times[at] + (number - arrived[at]) / rates[at];
  }
}
