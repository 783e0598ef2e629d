package io.novacron.dwcp.jobs.generate.link;

/**
 * One link as a mechanism that is stepped through time.
 *
 * <p><b>Definition.</b> rate available = capacity × regime × cross traffic. The sender's CUBIC
 * window W fills a pipe of {@code rate × base RTT} segments and then the bottleneck's buffer: queue
 * = W − pipe, RTT = base + queue / rate, overflow = loss and back-off. The reached rate is the
 * available one, or less while W is below the pipe; parallel streams dip at different times, so the
 * shortfall is softened by the number of streams.
 *
 * <p><b>Units.</b> s, Mbit/s, ms, segments of 1448 bytes. <b>Cost.</b> O(1) a step, about 0.2 µs.
 */
final class LinkProcess {

  private static final double SMALLEST_SHARE = 0.005;
  private static final double LARGEST_QUEUE_DELAY_MS = 2_000;

  private final LinkProfile profile;
  private final FleetConfig config;
  private final Draws draws;
  private final CrossTraffic crossTraffic;
  private final CubicWindow window;
  private Regime regime;
  private double atS;

  LinkProcess(LinkProfile profile, FleetConfig config) {
    this.profile = profile;
    this.config = config;
    this.draws = new Draws(profile.seed(), "process");
    this.crossTraffic = new CrossTraffic(profile, config.path(profile.type()), draws);
    this.window = new CubicWindow(profile.pipeSegments(profile.capacityMbps()), draws);
    this.regime = Regime.GOOD;
  }

  /** Moves on by {@code stepS} seconds. */
  LinkState advance(double stepS) {
    atS += stepS;
    regime = regime.after(stepS, config.regimes(), draws);
    var share = regime.factor(config.regimes()) * crossTraffic.advance(stepS, atS);
    var available = profile.capacityMbps() * Math.max(SMALLEST_SHARE, Math.min(1, share));
    var pipe = profile.pipeSegments(available);
    var lost = window.advance(stepS, pipe + profile.bufferSegments());
    var filled = Math.min(1, window.segments() / pipe);
    var rate = available * Math.pow(filled, 1.0 / profile.streams());
    var queue = Math.min(profile.bufferSegments(), Math.max(0, window.segments() - pipe));
    var queueMs = queue * LinkProfile.SEGMENT_BYTES * 8 / (available * 1000);
    return new LinkState(
        atS,
        rate,
        profile.baseRttMs() + Math.min(LARGEST_QUEUE_DELAY_MS, queueMs),
        lossRatio(lost, rate, stepS),
        window.segments(),
        queue);
  }

  private double lossRatio(double lost, double rateMbps, double stepS) {
    var sent = rateMbps * 1e6 / 8 / LinkProfile.SEGMENT_BYTES * stepS;
    var floor = config.path(profile.type()).lossFloor() * draws.logNormal(0.5);
    return Math.min(1, floor + lost / Math.max(1, sent));
  }
}
