package io.novacron.dwcp.jobs.generate.link;

/** Turns a link's true state into what a sampler reports: noise, rounding, counters. */
final class Sensor {

  /** Deviation of the logarithm of a link's measured jitter. */
  static final double JITTER_NOISE = 0.3;

  private static final double LOSS_OBJECTIVE = 0.001;

  private final LinkProfile profile;
  private final FleetConfig config;
  private final double jitterNoise;
  private final Draws draws;
  private double duty;
  private double compression;

  Sensor(LinkProfile profile, FleetConfig config, double jitterNoise) {
    this.jitterNoise = jitterNoise;
    this.profile = profile;
    this.config = config;
    this.draws = new Draws(profile.seed(), "sensor");
    this.duty = draws.uniform(0.05, 0.6);
    this.compression = draws.uniform(0.3, 0.9);
  }

  LinkSample sample(LinkState state, double stepS) {
    var rate = state.rateMbps() * draws.logNormal(config.sensorNoise());
    var rtt = state.rttMs() * draws.logNormal(config.sensorNoise());
    var queueMs = Math.max(0, state.rttMs() - profile.baseRttMs());
    var jitter = (0.02 * profile.baseRttMs() + 0.3 * queueMs) * draws.logNormal(jitterNoise);
    var loss = Math.min(1, state.lossRatio() * draws.logNormal(0.2));
    return new LinkSample(
        state.atS(),
        rate,
        rtt,
        jitter,
        loss,
        state.windowSegments(),
        state.queuePackets(),
        usage(rate, loss, stepS));
  }

  private LinkSample.Usage usage(double rateMbps, double loss, double stepS) {
    duty = clamp(duty + 0.05 * draws.normal(), 0.01, 0.95);
    compression = clamp(compression + 0.03 * draws.normal(), 0.05, 1.1);
    var bytes = (long) (rateMbps * 1e6 / 8 * stepS * duty);
    var packets = bytes / LinkProfile.SEGMENT_BYTES;
    return new LinkSample.Usage(
        bytes,
        (long) (bytes * draws.uniform(0.02, 0.2)),
        Math.round(packets * loss),
        compression,
        clamp(1.1 - compression + 0.05 * draws.normal(), 0, 1),
        profile.streams(),
        rateMbps * duty,
        loss / LOSS_OBJECTIVE);
  }

  private static double clamp(double x, double low, double high) {
    return Math.max(low, Math.min(high, x));
  }
}
