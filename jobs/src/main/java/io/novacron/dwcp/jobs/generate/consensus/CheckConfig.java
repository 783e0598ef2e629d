package io.novacron.dwcp.jobs.generate.consensus;

import java.io.Serializable;

/**
 * How measured runs are compared.
 *
 * @param seconds simulated a run, s
 * @param warmUpSeconds at its start and end that are not looked at, s
 * @param placements of keys that each is run with
 * @param tolerance by which ours may differ where nobody is faulty, as a share
 * @param faultyTolerance by which the nearest mode may differ where somebody is
 * @param leastShare of what clients send that a run below saturation commits
 * @param longestQueueMs by which clients may wait longer than consensus takes, ms
 */
public record CheckConfig(
    double seconds,
    double warmUpSeconds,
    int placements,
    double tolerance,
    double faultyTolerance,
    double leastShare,
    double longestQueueMs)
    implements Serializable {

  public CheckConfig {
    if (seconds <= 2 * warmUpSeconds || warmUpSeconds < 0 || placements < 1) {
      throw new IllegalArgumentException(
          "simulate.check: seconds %s, warm-up-seconds %s, placements %d; give more time than twice"
                  .formatted(seconds, warmUpSeconds, placements)
              + " the warm-up, and at least one placement");
    }
  }
}
