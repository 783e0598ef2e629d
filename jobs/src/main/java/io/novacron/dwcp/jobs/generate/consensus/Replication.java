package io.novacron.dwcp.jobs.generate.consensus;

import io.novacron.dwcp.jobs.generate.consensus.CellRun.Quantity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Simulates measured runs.
 *
 * <p><b>Definition.</b> The time that a message takes beyond its path is one constant a protocol:
 * by bisection, the one at which the mean over placements equals the median of the fault-free runs
 * below saturation on clusters of one size. Everything else is predicted with it. A placement draws
 * the keys anew, by which leaders and anchors rotate; the crashed replica is the last one, in the
 * region where it stood. Where it is crashed placements fall into modes: it has a turn as leader or
 * anchor, or it has none. Where every replica has a region of its own and nobody is crashed, modes
 * are told by the regions that have a turn; ours is the mean over all of them, since which one was
 * measured is not published.
 */
public final class Replication {

  private static final int STEPS = 10;
  private static final double MOST_MS = 400;

  private final ConsensusConfig config;
  private final PublishedConfig published;
  private final Clusters clusters;
  private final ProtocolKind protocol;
  private final Map<String, Map<String, Latencies>> known = new HashMap<>();

  public Replication(ConsensusConfig config, PublishedConfig published, long seed) {
    this.config = config;
    this.published = published;
    this.clusters = new Clusters(seed, config.paths());
    this.protocol = ProtocolKind.of(published.protocol());
  }

  /**
   * Reads all published files in {@code folder} and simulates nothing.
   *
   * @throws io.novacron.dwcp.common.error.DataError when a run in it is damaged
   */
  public static void requireReadable(ConsensusConfig config, Path folder) {
    config.published().forEach(published -> runs(config, published, folder));
  }

  private static List<PublishedRun> runs(
      ConsensusConfig config, PublishedConfig published, Path folder) {
    var check = config.check();
    return new PublishedRuns(published, check.leastShare(), check.longestQueueMs()).read(folder);
  }

  /** A row for each run of the file in {@code folder}, or one that says it is absent. */
  public List<Comparison> compare(Path folder) {
    var runs = runs(config, published, folder);
    if (runs.isEmpty()) {
      return List.of(absent());
    }
    var constantMs = fit(runs);
    return runs.stream().map(run -> compare(run, constantMs)).toList();
  }

  private Comparison absent() {
    var none = OptionalDouble.empty();
    return new Comparison(
        published.source(),
        published.protocol(),
        published.file(),
        0,
        0,
        false,
        none,
        none,
        none,
        none,
        0,
        "",
        config.protocol(protocol).messageDelayMs(),
        Comparison.Verdict.ABSENT);
  }

  private double fit(List<PublishedRun> runs) {
    var fitted =
        runs.stream()
            .filter(run -> run.replicas() == published.fitReplicas())
            .filter(run -> run.faulty() == 0 && !run.isSaturated())
            .toList();
    if (fitted.isEmpty()) {
      return config.protocol(protocol).messageDelayMs();
    }
    var sorted = fitted.stream().mapToDouble(PublishedRun::latencyMs).sorted().toArray();
    var target = (sorted[sorted.length / 2] + sorted[(sorted.length - 1) / 2]) / 2;
    var low = 0.0;
    var high = MOST_MS;
    for (var step = 0; step < STEPS; step++) {
      var middle = (low + high) / 2;
      if (mean(fitted, middle) < target) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** Over all placements of all runs, those that differ in nothing once. */
  private double mean(List<PublishedRun> runs, double constantMs) {
    var all = new Latencies();
    runs.stream()
        .map(run -> simulate(run, constantMs))
        .distinct()
        .forEach(modes -> modes.values().forEach(all::addAll));
    return all.mean().orElse(0);
  }

  private Comparison compare(PublishedRun run, double constantMs) {
    var modes = simulate(run, constantMs);
    var nearest = new Latencies();
    var all = new Latencies();
    var texts = new ArrayList<String>();
    for (var mode : modes.entrySet()) {
      var latencies = mode.getValue();
      var meanMs = latencies.mean().orElse(0);
      texts.add(
          String.format(Locale.ROOT, "%s %.0f ms x%.0f", mode.getKey(), meanMs, latencies.total()));
      all.addAll(latencies);
      var distance = Math.abs(meanMs - run.latencyMs());
      if (nearest.mean().isEmpty()
          || distance < Math.abs(nearest.mean().getAsDouble() - run.latencyMs())) {
        nearest = latencies;
      }
    }
    var ours = run.faulty() == 0 ? all : nearest;
    var tolerance =
        run.faulty() == 0 ? config.check().tolerance() : config.check().faultyTolerance();
    var isWithin =
        ours.mean().isPresent()
            && Math.abs(ours.mean().getAsDouble() / run.latencyMs() - 1) <= tolerance;
    return new Comparison(
        published.source(),
        published.protocol(),
        run.name(),
        run.replicas(),
        run.faulty(),
        run.isSaturated(),
        OptionalDouble.of(run.latencyMs()),
        ours.mean(),
        ours.percentile(0),
        ours.percentile(1),
        Math.round(ours.total()),
        String.join("; ", texts),
        constantMs,
        isWithin ? Comparison.Verdict.WITHIN : Comparison.Verdict.OUTSIDE);
  }

  /** Mean latency of each placement, by mode; runs that differ in nothing are run once. */
  private Map<String, Latencies> simulate(PublishedRun run, double constantMs) {
    var key =
        "%d %d %s %d %s %s"
            .formatted(
                run.replicas(),
                run.faulty(),
                run.requestsPerS(),
                run.headerRequests(),
                run.headerDelayMs(),
                constantMs);
    return known.computeIfAbsent(key, any -> place(run, constantMs));
  }

  private Map<String, Latencies> place(PublishedRun run, double constantMs) {
    var check = config.check();
    var cell =
        new Cell(
            protocol,
            run.replicas(),
            run.faulty(),
            run.faulty() == 0 ? FaultKind.NONE : FaultKind.CRASH,
            published.regions().subList(0, Math.min(run.replicas(), published.regions().size())),
            run.requestsPerS() * run.replicas(),
            0,
            1 << 20,
            published.timeoutMs(),
            0);
    var settings = config.protocol(protocol).withMessageDelayMs(constantMs);
    if (protocol.isDag() && run.headerRequests() > 0) {
      settings = settings.withHeaders(run.headerRequests(), run.headerDelayMs());
    }
    var modes = new TreeMap<String, Latencies>();
    for (var placement = 0; placement < check.placements(); placement++) {
      var endNs = Math.round(check.seconds() * 1e9);
      var setup = clusters.setup(cell, settings, placement, endNs);
      var measured = CellRun.run(setup, protocol, check.seconds(), check.warmUpSeconds());
      var meanMs = measured.get(Quantity.CONSENSUS_MEAN_MS);
      if (meanMs != null && meanMs.isPresent()) {
        var mode = mode(run, setup.replicas());
        modes.computeIfAbsent(mode, one -> new Latencies()).add(meanMs.getAsDouble(), 1);
      }
    }
    return modes;
  }

  private String mode(PublishedRun run, ReplicaSettings replicas) {
    var crashed = run.replicas() - 1;
    if (run.faulty() > 0) {
      return turns(replicas).contains(crashed) ? "dead turn" : "no dead turn";
    }
    var regions = published.regions();
    return run.replicas() > regions.size()
        ? "all"
        : turns(replicas).stream().map(regions::get).sorted().collect(Collectors.joining("+"));
  }

  /** Anchors stand in even rounds: with an even number of replicas only every other has a turn. */
  private List<Integer> turns(ReplicaSettings replicas) {
    var isHalf =
        (protocol == ProtocolKind.BULLSHARK || protocol == ProtocolKind.TUSK)
            && replicas.n() % 2 == 0;
    return IntStream.range(0, replicas.n())
        .filter(place -> !isHalf || place % 2 == 0)
        .mapToObj(replicas.order()::get)
        .toList();
  }
}
