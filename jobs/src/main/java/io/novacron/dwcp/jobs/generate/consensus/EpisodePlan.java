package io.novacron.dwcp.jobs.generate.consensus;

import io.novacron.dwcp.jobs.generate.link.Draws;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** When what befalls a cluster, and what is normal though it looks alike. */
final class EpisodePlan {

  private final TelemetryConfig config;
  private final Cell cell;
  private final double mostRequestsPerS;
  private final Draws draws;

  /**
   * @param mostRequestsPerS what the cluster can carry
   */
  EpisodePlan(TelemetryConfig config, Cell cell, double mostRequestsPerS, Draws draws) {
    this.config = config;
    this.cell = cell;
    this.mostRequestsPerS = mostRequestsPerS;
    this.draws = draws;
  }

  /**
   * Faults one after another: an exponential gap, then an episode, such that the configured share
   * of the time results. Replicas that lie are the last f, always the same ones.
   */
  List<FaultWindow> episodes() {
    var episodes = config.episodes();
    var kinds = kinds();
    var meanS =
        kinds.stream()
                .mapToDouble(k -> of(k).share() * (of(k).minSeconds() + of(k).maxSeconds()) / 2)
                .sum()
            / shares(kinds);
    var meanGapS = meanS * (1 - episodes.timeShare()) / episodes.timeShare();
    var windows = new ArrayList<FaultWindow>();
    var atS = config.warmUpSeconds() + gapS(meanGapS);
    var endS = config.warmUpSeconds() + config.seconds();
    while (true) {
      var kind = kind(kinds);
      var lengthS = draws.uniform(of(kind).minSeconds(), of(kind).maxSeconds());
      if (atS + lengthS + episodes.apartSeconds() > endS) {
        return List.copyOf(windows);
      }
      var severity = severity(kind, draws.uniform(of(kind).low(), of(kind).high()));
      windows.add(new FaultWindow(kind, ns(atS), ns(atS + lengthS), target(kind), severity));
      atS += lengthS + gapS(meanGapS);
    }
  }

  /**
   * Planned restarts of single replicas, clear of the episodes. A leader that stays hands over
   * before its own: then it is a follower.
   */
  List<FaultWindow> restarts(List<FaultWindow> episodes) {
    var windows = new ArrayList<FaultWindow>();
    var endS = config.warmUpSeconds() + config.seconds();
    var apartNs = ns(config.episodes().apartSeconds());
    var atS = config.warmUpSeconds();
    while (config.restartsPerHour() > 0) {
      atS += -Math.log1p(-draws.unit()) * 3600 / config.restartsPerHour();
      var startNs = ns(atS);
      var lastNs = ns(atS + config.restartSeconds());
      if (atS + config.restartSeconds() > endS) {
        break;
      }
      if (episodes.stream()
          .allMatch(e -> lastNs + apartNs < e.startNs() || startNs > e.endNs() + apartNs)) {
        var drawn = draws.below(cell.replicas());
        var target = cell.protocol().rotates() ? drawn : FaultWindow.FOLLOWER;
        windows.add(new FaultWindow(FaultKind.CRASH, startNs, lastNs, target, 0));
      }
    }
    return List.copyOf(windows);
  }

  /** Load that goes up and down; during an overload it stays. */
  List<Setup.Swing> swings(List<FaultWindow> episodes) {
    var swings = new ArrayList<Setup.Swing>();
    var endS = config.warmUpSeconds() + config.seconds();
    var atS = 0.0;
    while (atS < endS) {
      atS += -Math.log1p(-draws.unit()) * config.swingSeconds();
      var factor = draws.uniform(1 - config.swingSpread(), 1 + config.swingSpread());
      var atNs = ns(atS);
      if (episodes.stream()
          .filter(e -> e.kind() == FaultKind.OVERLOAD)
          .noneMatch(e -> e.startNs() <= atNs && atNs < e.endNs())) {
        swings.add(new Setup.Swing(atNs, factor));
      }
    }
    return List.copyOf(swings);
  }

  private double gapS(double meanGapS) {
    var apartS = config.episodes().apartSeconds();
    return apartS - Math.log1p(-draws.unit()) * Math.max(1, meanGapS - apartS);
  }

  /** An overload is set in what the cluster can carry; its window wants factors of the load. */
  private double severity(FaultKind kind, double drawn) {
    return kind == FaultKind.OVERLOAD ? drawn * mostRequestsPerS / cell.load() : drawn;
  }

  /** Kinds that make this cluster slow by their mechanism; the others a quorum hides. */
  private List<FaultKind> kinds() {
    return Stream.of(FaultKind.values())
        .filter(kind -> config.episodes().kinds().containsKey(kind.word()))
        .filter(this::slows)
        .filter(kind -> of(kind).share() > 0)
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  /**
   * Whether a kind is felt. One replica that lies slows a protocol in which every replica has its
   * turn; Raft's replicas do not lie, and PBFT's leader stays. A DAG goes on without one replica,
   * unless it tolerates no more than that one, and its headers take all that waits. Paths get lost
   * between regions only.
   */
  private boolean slows(FaultKind kind) {
    return switch (kind) {
      case SILENT, EQUIVOCATING, SELECTIVE ->
          cell.protocol().rotates()
              && !(cell.protocol().isDag() && cell.protocol().tolerated(cell.replicas()) > 1);
      case SLOW_LEADER, ELECTION_STORM, OVERLOAD -> !cell.protocol().isDag();
      case REGION_PARTITION, LOSSY_PATH -> cell.regions().size() > 1;
      case CRASH, COLLECTION_PAUSES, GOSSIP_BACKLOG -> true;
      case NONE -> false;
    };
  }

  private EpisodeKindConfig of(FaultKind kind) {
    var found = config.episodes().kinds().get(kind.word());
    if (found == null) {
      throw new IllegalStateException("no settings of " + kind);
    }
    return found;
  }

  private double shares(List<FaultKind> kinds) {
    return kinds.stream().mapToDouble(kind -> of(kind).share()).sum();
  }

  private FaultKind kind(List<FaultKind> kinds) {
    var place = draws.unit() * shares(kinds);
    for (var kind : kinds) {
      place -= of(kind).share();
      if (place < 0) {
        return kind;
      }
    }
    return kinds.get(kinds.size() - 1);
  }

  private int target(FaultKind kind) {
    var f = cell.protocol().tolerated(cell.replicas());
    return switch (kind) {
      case SLOW_LEADER, LOSSY_PATH -> FaultWindow.LEADER;
      case CRASH, SILENT, EQUIVOCATING, SELECTIVE -> cell.replicas() - 1 - draws.below(f);
      case REGION_PARTITION -> draws.below(cell.regions().size());
      default -> 0;
    };
  }

  private static long ns(double seconds) {
    return Math.round(seconds * 1e9);
  }
}
