package io.novacron.dwcp.jobs.generate.node;

import io.novacron.dwcp.jobs.generate.link.Draws;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * When what befalls which node: a function of seed and index, so that any task can make any node's.
 *
 * <p><b>Definition.</b> A node's own incidents and its rack's are two renewal processes: an
 * exponential gap, then an incident, such that the configured shares of node-time result. An own
 * incident that comes too close to one of the rack gives way, so incidents of a node never overlap;
 * maintenance gives way to both. Crowds are the same for all nodes of a tier or a region.
 */
record NodeSchedule(NodeConfig config, long seed, double endS) implements Serializable {

  private static final double HIT_SHARE = 0.8;
  private static final double ONSET_SPREAD_S = 60;

  /** Everything planned for one node, in the order of time. */
  record Plan(List<Incident> incidents, List<Stretch> maintenance) {

    Plan {
      incidents = List.copyOf(incidents);
      maintenance = List.copyOf(maintenance);
    }
  }

  Plan of(int index) {
    var apartS = config.incidents().apartMinutes() * 60;
    var all = new ArrayList<Incident>(ofRack(index));
    for (var own : own(index)) {
      if (all.stream().noneMatch(other -> other.isNear(own.startS(), own.endS(), apartS))) {
        all.add(own);
      }
    }
    all.sort(Comparator.comparingDouble(Incident::startS));
    var quiet = config.lookalikes();
    var maintenance =
        Stretch.draw(
                new Draws(seed, "maintenance " + index),
                quiet.maintenancePerDay(),
                quiet.maintenanceMinutes(),
                endS)
            .stream()
            .filter(m -> all.stream().noneMatch(i -> i.isNear(m.startS(), m.endS(), apartS)))
            .toList();
    return new Plan(all, maintenance);
  }

  /** Crowds of one tier or region. */
  List<Stretch> crowds(String place) {
    var quiet = config.lookalikes();
    return Stretch.draw(
        new Draws(seed, "crowds " + place), quiet.crowdsPerDay(), quiet.crowdMinutes(), endS);
  }

  private List<Incident> own(int index) {
    var incidents = config.incidents();
    var share = incidents.rate() * (1 - incidents.rackShare());
    var draws = new Draws(seed, "incidents " + index);
    var meanS = meanS();
    var gapS = meanS * (1 - share) / share;
    var result = new ArrayList<Incident>();
    var atS = Stretch.gapS(draws, gapS);
    while (atS < endS) {
      var kind = kind(draws);
      var lasts = config.incidents().kind(kind);
      var lengthS = draws.uniform(lasts.minMinutes(), lasts.maxMinutes()) * 60;
      var id = String.format(Locale.ROOT, "inc-%05d-%03d", index, result.size());
      var severity = severity(draws);
      result.add(
          new Incident(id, kind, severity, strength(kind, severity, draws), atS, atS + lengthS));
      var apartS = incidents.apartMinutes() * 60;
      atS += lengthS + apartS + Stretch.gapS(draws, Math.max(1, gapS - apartS));
    }
    return result;
  }

  /** The rack's incidents that hit this node, each with an onset of its own. */
  private List<Incident> ofRack(int index) {
    var incidents = config.incidents();
    var share = incidents.rate() * incidents.rackShare() / HIT_SHARE;
    var result = new ArrayList<Incident>();
    if (share == 0) {
      return result;
    }
    var rack = index / config.rackNodes();
    var kind = IncidentKind.RACK_FAILURE;
    var lasts = incidents.kind(kind);
    var draws = new Draws(seed, "rack failures " + rack);
    var own = new Draws(seed, "rack failures of " + index);
    var gapS = lasts.meanS() * (1 - share) / share;
    var atS = Stretch.gapS(draws, gapS);
    for (var number = 0; atS < endS; number++) {
      var lengthS = draws.uniform(lasts.minMinutes(), lasts.maxMinutes()) * 60;
      var severity = severity(draws);
      var strength = strength(kind, severity, draws);
      var startS = atS + own.uniform(0, ONSET_SPREAD_S);
      if (own.chance(HIT_SHARE) && startS < endS) {
        var id = String.format(Locale.ROOT, "rack-%05d-%03d-%05d", rack, number, index);
        result.add(new Incident(id, kind, severity, strength, startS, atS + lengthS));
      }
      var apartS = incidents.apartMinutes() * 60;
      atS += lengthS + apartS + Stretch.gapS(draws, Math.max(1, gapS - apartS));
    }
    return result;
  }

  private IncidentKind kind(Draws draws) {
    var place = draws.unit() * ownShares();
    var last = IncidentKind.CRASH;
    for (var kind : IncidentKind.values()) {
      var share = ownShare(kind);
      if (share > 0) {
        last = kind;
        if (place < share) {
          return kind;
        }
        place -= share;
      }
    }
    return last;
  }

  private double ownShares() {
    var sum = 0.0;
    for (var kind : IncidentKind.values()) {
      sum += ownShare(kind);
    }
    return sum;
  }

  /** Rack failures come from the rack's own process. */
  private double ownShare(IncidentKind kind) {
    return kind == IncidentKind.RACK_FAILURE ? 0 : config.incidents().kind(kind).share();
  }

  private double meanS() {
    var sum = 0.0;
    for (var kind : IncidentKind.values()) {
      sum += ownShare(kind) * config.incidents().kind(kind).meanS();
    }
    return sum / ownShares();
  }

  private static IncidentSeverity severity(Draws draws) {
    return IncidentSeverity.ALL.get(draws.below(IncidentSeverity.ALL.size()));
  }

  private double strength(IncidentKind kind, IncidentSeverity severity, Draws draws) {
    var spread = config.incidents().strengthSpread();
    return config.incidents().kind(kind).strength(severity) * draws.uniform(1 - spread, 1 + spread);
  }
}
