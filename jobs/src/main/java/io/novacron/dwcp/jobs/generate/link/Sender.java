package io.novacron.dwcp.jobs.generate.link;

import java.util.function.IntToDoubleFunction;

/**
 * The sender's side of a transfer: what it knows before sending, and the truth while it sends.
 *
 * <p>The second that ends at s is sample s. A transfer that leaves within second s + 1 knows
 * samples up to s; the link then carries samples s + 1, s + 2, … until the bytes are through.
 */
public final class Sender {

  /** Longest time that a transfer's mean rate is taken over, s. */
  public static final int LONGEST_SEND_S = 30;

  private static final double SMALLEST_MBPS = 0.001;

  private final EstimateConfig estimate;
  private final Draws draws;
  private final int mostStreams;

  public Sender(EstimateConfig estimate, Draws draws, int mostStreams) {
    this.estimate = estimate;
    this.draws = draws;
    this.mostStreams = mostStreams;
  }

  /**
   * Sends {@code departure}.
   *
   * @param rates rate in Mbit/s over the second that ends that many s after the first midnight
   * @param rttMs the round trip last seen, ms
   */
  public SentTransfer send(Departure departure, IntToDoubleFunction rates, double rttMs) {
    return new SentTransfer(
        departure,
        estimateMbps(departure.second(), rates),
        rttMs * draws.logNormal(0.02),
        cpuIdle(departure.atS()),
        1 + draws.below(mostStreams),
        meanWhileSending(departure, rates));
  }

  private double estimateMbps(int second, IntToDoubleFunction rates) {
    var youngest = second - (estimate.ageSamples() - 1);
    var sum = 0.0;
    for (var i = 0; i < estimate.samples(); i++) {
      sum += rates.applyAsDouble(youngest - i);
    }
    var mean = Math.max(SMALLEST_MBPS, sum / estimate.samples());
    return mean * draws.logNormal(estimate.noise());
  }

  private static double meanWhileSending(Departure departure, IntToDoubleFunction rates) {
    var megabitsLeft = departure.bytes() * 8 / 1e6;
    var sum = 0.0;
    var seconds = 0;
    while (seconds == 0 || (megabitsLeft > 0 && seconds < LONGEST_SEND_S)) {
      seconds++;
      var rate = rates.applyAsDouble(departure.second() + seconds);
      sum += rate;
      megabitsLeft -= rate;
    }
    return Math.max(SMALLEST_MBPS, sum / seconds);
  }

  /** Idle share: office hours are busier; the rest is other tenants. */
  private double cpuIdle(double atS) {
    var hour = atS / 3600 % 24;
    var night = Math.cos(2 * Math.PI * (hour - 3) / 24);
    return Math.max(0.02, Math.min(0.98, 0.55 + 0.2 * night + 0.18 * draws.normal()));
  }
}
