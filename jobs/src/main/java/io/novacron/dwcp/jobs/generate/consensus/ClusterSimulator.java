package io.novacron.dwcp.jobs.generate.consensus;

import io.novacron.dwcp.common.run.Seeds;
import io.novacron.dwcp.jobs.generate.link.Draws;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Simulates clusters with episodes: each a function of seed and index, so that any task can run any
 * of them.
 *
 * <p><b>Cost.</b> Some seconds of a core for an hour of a cluster's time; {@link #weight} tells
 * which cost most.
 */
public record ClusterSimulator(ConsensusConfig config, long seed) implements Serializable {

  /** The cell of a cluster: protocols in turn, everything else drawn. */
  public Cell cellOf(int index) {
    var telemetry = config.telemetry();
    var draws = new Draws(seed, "cluster " + index);
    var protocols = telemetry.protocols();
    var replicas = telemetry.replicas().get(draws.below(telemetry.replicas().size()));
    var regions = telemetry.regionSets().get(draws.below(telemetry.regions().size()));
    var load =
        telemetry.mostLoad() > telemetry.leastLoad()
            ? draws.logUniform(telemetry.leastLoad(), telemetry.mostLoad())
            : telemetry.leastLoad();
    return new Cell(
        ProtocolKind.of(protocols.get(index % protocols.size())),
        replicas,
        0,
        FaultKind.NONE,
        regions,
        load,
        0,
        telemetry.batch(),
        telemetry.timeoutMs(),
        0);
  }

  /** What a cluster's run costs, roughly. */
  public double weight(int index) {
    return cellOf(index).weight();
  }

  /** What befalls a cluster on a day: known without running it. */
  public List<Episode> episodesOf(int index, int day) {
    return truth(id(index), plan(index, day).episodes());
  }

  private EpisodePlan plan(int index, int day) {
    return new EpisodePlan(
        config.telemetry(), cellOf(index), new Draws(seedOf(day), "episodes " + index));
  }

  private long seedOf(int day) {
    return day == 0 ? seed : Seeds.derive(seed, "day " + day);
  }

  /** Name of a cluster. */
  public static String id(int index) {
    return String.format(Locale.ROOT, "cluster-%04d", index);
  }

  /**
   * Runs one cluster.
   *
   * @param day from 0: the same cluster, which other things befall
   */
  public ClusterRecord run(int index, int day) {
    var telemetry = config.telemetry();
    var cell = cellOf(index);
    var plan = plan(index, day);
    var episodes = plan.episodes();
    var faults = new ArrayList<>(episodes);
    faults.addAll(plan.restarts(episodes));
    var setup =
        new Clusters(seedOf(day), config.paths())
            .setup(cell, config.protocol(cell.protocol()), index, 0)
            .withEpisodes(
                faults, plan.swings(episodes), Math.round(telemetry.intervalSeconds() * 1e9));
    var sampler =
        new Sampler(telemetry, cell.replicas(), new Draws(seedOf(day), "sensor " + index));
    var engine = new Engine(setup, node -> cell.protocol().replica(cell.replicas()), sampler);
    engine.run(Math.round((telemetry.warmUpSeconds() + telemetry.seconds()) * 1e9));
    return new ClusterRecord(id(index), cell, sampler.samples(), truth(id(index), episodes));
  }

  private List<Episode> truth(String id, List<FaultWindow> episodes) {
    var warmUpS = config.telemetry().warmUpSeconds();
    return episodes.stream()
        .map(
            e ->
                new Episode(
                    id,
                    e.kind().word(),
                    e.startNs() / 1e9 - warmUpS,
                    e.endNs() / 1e9 - warmUpS,
                    e.severity()))
        .toList();
  }
}
