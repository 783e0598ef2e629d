package io.novacron.dwcp.jobs.generate.consensus;

import io.novacron.dwcp.jobs.generate.link.Draws;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Watches one cluster as its runtime would: at the end of each interval a row, with noise. */
final class Sampler implements Observer {

  private final TelemetryConfig config;
  private final Draws draws;
  private final Latencies latencies = new Latencies();
  private final List<ConsensusSample> samples = new ArrayList<>();
  private final long[] reachedBefore;
  private long committed;
  private long changesBefore;

  Sampler(TelemetryConfig config, int replicas, Draws draws) {
    this.config = config;
    this.draws = draws;
    this.reachedBefore = new long[replicas];
  }

  List<ConsensusSample> samples() {
    return List.copyOf(samples);
  }

  @Override
  public void decided(Engine engine, int value, long nowNs) {
    var requests = engine.batches().requests(value);
    if (requests > 0) {
      committed++;
      latencies.add((nowNs - engine.batches().arrivedNs(value)) / 1e6, (double) requests);
    }
  }

  @Override
  public void tick(Engine engine, long nowNs) {
    var replicas = engine.settings().n();
    var active = 0;
    for (var node = 0; node < replicas; node++) {
      var reached = engine.safety().reached(node);
      var isUp = !engine.conditions().isDown(node, nowNs);
      active += isUp && (reached > reachedBefore[node] || committed == 0) ? 1 : 0;
      reachedBefore[node] = reached;
    }
    var changes = engine.leaderChanges();
    if (nowNs > config.warmUpSeconds() * 1e9 && !draws.chance(config.missingShare())) {
      samples.add(
          new ConsensusSample(
              nowNs / 1e9 - config.warmUpSeconds(),
              engine.workload().pending(nowNs),
              engine.batches().undecided(),
              committed,
              noisy(latencies.percentile(0.5)),
              noisy(latencies.percentile(0.95)),
              noisy(latencies.percentile(0.99)),
              (changes - changesBefore) / (double) replicas,
              engine.settings().quorum(),
              active));
    }
    changesBefore = changes;
    committed = 0;
    latencies.clear();
  }

  private OptionalDouble noisy(OptionalDouble value) {
    return value.isEmpty()
        ? value
        : OptionalDouble.of(value.getAsDouble() * draws.logNormal(config.sensorNoise()));
  }
}
