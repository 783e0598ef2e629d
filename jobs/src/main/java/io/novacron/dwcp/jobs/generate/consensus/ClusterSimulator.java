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
    var cell = cellOf(index);
    return new EpisodePlan(
        config.telemetry(), cell, carries(cell), new Draws(seedOf(day), "episodes " + index));
  }

  /**
   * Requests a second that a cluster can carry at most, roughly: full proposals, as many under way
   * as the pipeline takes with a leader that stays (three messages in a row in PBFT, two in Raft),
   * one a view of two messages with leaders in turn, one a replica and round of three messages in a
   * DAG.
   */
  private double carries(Cell cell) {
    var protocol = config.protocol(cell.protocol());
    var trips = config.paths().network(cell.regions(), 0).roundTrips();
    var oneWayMs = 0.0;
    var pairs = 0;
    for (var a = 0; a < cell.replicas(); a++) {
      for (var b = 0; b < a; b++) {
        oneWayMs += trips.rttMs(a % cell.regions().size(), b % cell.regions().size()) / 2;
        pairs++;
      }
    }
    var messageMs = protocol.messageDelayMs() + oneWayMs / pairs;
    var proposalsPerMs =
        switch (cell.protocol()) {
          case PBFT -> protocol.pipeline() / (3 * messageMs);
          case RAFT -> protocol.pipeline() / (2 * messageMs);
          case HOTSTUFF -> 1 / (2 * messageMs);
          case BULLSHARK, TUSK, NARWHAL_HOTSTUFF -> cell.replicas() / (3 * messageMs);
        };
    return proposalsPerMs * 1e3 * cell.batch();
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
