package io.novacron.dwcp.jobs.generate.node;

import io.novacron.dwcp.jobs.generate.link.Draws;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Runs nodes over their days, each a function of seed and index.
 *
 * <p><b>Cost.</b> O(days / interval) a node; memory the same.
 */
public final class NodeSimulator implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final double DAY_S = 86_400;
  private static final double CROWD_RAMP_S = 300;
  private static final double DRAIN_RAMP_S = 180;
  private static final double REFILL_S = 5400;
  private static final double FREED = 0.15;

  private final NodeConfig config;
  private final NodeFleet fleet;
  private final NodeSchedule schedule;
  private final double endS;

  public NodeSimulator(NodeConfig config, long seed, int days) {
    this.config = config;
    this.fleet = new NodeFleet(config, seed);
    this.endS = days * DAY_S;
    this.schedule = new NodeSchedule(config, seed, endS);
  }

  /** The record of node {@code index}. */
  public NodeRecord run(int index) {
    var profile = fleet.profile(index);
    var plan = schedule.of(index);
    var crowds = crowds(profile);
    var process = new NodeProcess(profile, config);
    var faults = new Draws(profile.seed(), "faults");
    var sensors = new Draws(profile.seed(), "sensors");
    var samples = new ArrayList<NodeSample>();
    for (var atS = profile.phaseS(); atS < endS; atS += config.stepS()) {
      var demand = demand(crowds, plan.maintenance(), atS);
      var fault = fault(plan.incidents(), atS, faults);
      var freed = freed(plan.maintenance(), atS);
      var values = process.advance(atS, config.stepS(), demand, freed, fault);
      samples.add(new NodeSample(atS, sensed(values, sensors)));
    }
    return new NodeRecord(profile, samples, plan.incidents());
  }

  /** What the links of node {@code index} say; no sweeps where there is no other node. */
  public NodeLinkRecord linksOf(int index) {
    var profile = fleet.profile(index);
    var plan = schedule.of(index);
    var crowds = crowds(profile);
    var links = new NodeLinks(index, fleet, schedule);
    var sweeps = new ArrayList<NodeLinkRecord.Sweep>();
    for (var atS = profile.phaseS(); atS < endS; atS += config.linkStepS()) {
      sweeps.add(links.at(atS, demand(crowds, plan.maintenance(), atS)));
    }
    return new NodeLinkRecord(profile, sweeps);
  }

  private List<Stretch> crowds(NodeProfile profile) {
    var crowds = new ArrayList<>(schedule.crowds(profile.tier()));
    crowds.addAll(schedule.crowds(profile.region()));
    return crowds;
  }

  /** What befalls node {@code index}, without its samples. */
  public NodeRecord incidentsOf(int index) {
    return new NodeRecord(fleet.profile(index), List.of(), schedule.of(index).incidents());
  }

  private double demand(List<Stretch> crowds, List<Stretch> maintenance, double atS) {
    var demand = 1.0;
    for (var crowd : crowds) {
      var most = 1 + (config.lookalikes().crowdFactor() - 1) * (0.5 + 0.5 * crowd.size());
      demand = Math.max(demand, 1 + (most - 1) * crowd.level(atS, CROWD_RAMP_S));
    }
    for (var drained : maintenance) {
      demand *= 1 - (1 - config.lookalikes().drainedLoad()) * drained.level(atS, DRAIN_RAMP_S);
    }
    return demand;
  }

  /** A restart frees memory at half time of the maintenance; it fills again slowly. */
  private static double freed(List<Stretch> maintenance, double atS) {
    var freed = 0.0;
    for (var drained : maintenance) {
      var sinceS = atS - (drained.startS() + drained.endS()) / 2;
      if (sinceS >= 0) {
        freed = FREED * Math.exp(-sinceS / REFILL_S);
      }
    }
    return freed;
  }

  private Fault fault(List<Incident> incidents, double atS, Draws draws) {
    for (var incident : incidents) {
      if (incident.weight(atS, config.stepS()) > 0) {
        return Fault.of(incident, atS, config.stepS(), draws);
      }
    }
    return Fault.NONE;
  }

  /** Rarely one sensor multiplies what it sees by something heavy-tailed. */
  private Map<NodeMetric, Double> sensed(Map<NodeMetric, Double> values, Draws draws) {
    if (!draws.chance(config.lookalikes().outlierShare())) {
      return values;
    }
    var metric = NodeMetric.ALL.get(draws.below(NodeMetric.ALL.size()));
    var wild = new EnumMap<>(values);
    wild.computeIfPresent(metric, (m, value) -> m.shown((value + 1e-3) * draws.pareto(0.8, 1000)));
    if (metric.isCount()) {
      wild.computeIfPresent(metric, (m, value) -> Math.rint(value));
    }
    return wild;
  }
}
