package io.novacron.dwcp.jobs.generate.link;

import java.util.ArrayList;
import java.util.List;

/**
 * Runs one path over its days: one sample an interval, and what the mechanism itself would forecast
 * from its state at that time.
 */
public final class PathSimulator {

  private static final int LATER = 15;
  private static final double DAY_S = 86_400;

  private final LinkProfile profile;
  private final FleetConfig config;
  private final SharedPathConfig shared;

  public PathSimulator(LinkProfile profile, FleetConfig config, SharedPathConfig shared) {
    this.profile = profile;
    this.config = config;
    this.shared = shared;
  }

  /** The record of {@code days} days. */
  public PathRecord run(int days) {
    var process = new PathProcess(profile, config, shared);
    // The deviation of n round trips is known to one over the root of 2 n.
    var sensor = new Sensor(profile, config, 1 / Math.sqrt(2.0 * shared.pings()));
    var samples = new ArrayList<LinkSample>();
    var expected = new ArrayList<PathRecord.Expected>();
    for (var i = 0; i < days * DAY_S / config.stepS(); i++) {
      var state = process.advance(config.stepS());
      samples.add(sensor.sample(state, config.stepS()));
      expected.add(
          new PathRecord.Expected(
              state.atS(),
              process.expectedMbps(1, config.stepS()),
              process.expectedMbps(LATER, config.stepS())));
    }
    return new PathRecord(
        new LinkRecord(profile.identity(), profile.skewMs(), samples, List.of()), expected);
  }
}
