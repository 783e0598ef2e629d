package io.novacron.dwcp.jobs.generate.link;

/**
 * A path that many flows share, as a mechanism that is stepped through time.
 *
 * <p><b>Definition.</b> rate available = capacity × level × cross traffic. The level follows the
 * regime's factor with a time constant: flows that a change touches end and begin one by one, and
 * their mean number relaxes exponentially with their mean duration (M/G/∞; Eick, Massey and Whitt,
 * Management Science 39, 1993). The mean queue grows with the load ρ as ρ / (1 − ρ) (Pollaczek and
 * Khinchine), up to the buffer; the excess is lost. A minute's round trip is the mean of some pings
 * of it, so that latency and jitter tell of the load what a short sample of the rate does not.
 *
 * <p><b>Units.</b> s, Mbit/s, ms, segments of 1448 bytes. <b>Cost.</b> O(1) a step, and a step of
 * forecast for each step ahead.
 */
final class PathProcess {

  private static final double SMALLEST_SHARE = 0.005;
  private static final double LOST_OF_EXCESS = 0.001;
  private static final double LARGEST_LOSS = 0.05;

  private final LinkProfile profile;
  private final FleetConfig config;
  private final SharedPathConfig shared;
  private final Draws draws;
  private final CrossTraffic crossTraffic;
  private Regime regime = Regime.GOOD;
  private double level = 1;
  private double atS;

  PathProcess(LinkProfile profile, FleetConfig config, SharedPathConfig shared) {
    this.profile = profile;
    this.config = config;
    this.shared = shared;
    this.draws = new Draws(profile.seed(), "process");
    this.crossTraffic = new CrossTraffic(profile, config.path(profile.type()), draws);
  }

  /** Moves on by {@code stepS} seconds. */
  LinkState advance(double stepS) {
    atS += stepS;
    regime = regime.after(stepS, config.regimes(), draws);
    level += (regime.factor(config.regimes()) - level) * followed(stepS);
    var available = profile.capacityMbps() * inRange(level * crossTraffic.advance(stepS, atS));
    var left = inRange(level * crossTraffic.steady(atS));
    var wanted = shared.queueShare() * (1 - left) / left;
    var filled = Math.min(1, wanted);
    var measured = Math.max(0, 1 + draws.normal() / Math.sqrt(shared.pings()));
    var queue = filled * profile.bufferSegments();
    return new LinkState(
        atS,
        available,
        profile.baseRttMs() * (1 + profile.bufferShare() * filled * measured),
        config.path(profile.type()).lossFloor() * draws.logNormal(0.5)
            + Math.min(LARGEST_LOSS, LOST_OF_EXCESS * (wanted - filled)),
        profile.pipeSegments(available) + queue,
        queue);
  }

  /** Mean rate {@code steps} of {@code stepS} later, as far as the state now tells, Mbit/s. */
  double expectedMbps(int steps, double stepS) {
    var regimes = config.regimes();
    var follows = followed(stepS);
    var next = regime.nextFactor(regimes);
    var expected = level;
    for (var step = 1; step <= steps; step++) {
      var target = next + (regime.factor(regimes) - next) * regime.stays(step * stepS, regimes);
      expected += (target - expected) * follows;
    }
    var aheadS = steps * stepS;
    var share = crossTraffic.expected(expected, aheadS, atS + aheadS);
    return profile.capacityMbps() * Math.max(SMALLEST_SHARE, share);
  }

  private double followed(double stepS) {
    return 1 - Math.exp(-stepS / shared.settleS());
  }

  private static double inRange(double share) {
    return Math.max(SMALLEST_SHARE, Math.min(1, share));
  }
}
