package io.novacron.dwcp.jobs.generate;

import io.novacron.dwcp.jobs.generate.link.Draws;
import io.novacron.dwcp.jobs.generate.node.Incident;
import io.novacron.dwcp.jobs.generate.node.NodeLinkRecord;
import io.novacron.dwcp.jobs.generate.node.NodeMetric;
import io.novacron.dwcp.jobs.generate.node.NodeProfile;
import io.novacron.dwcp.jobs.generate.node.NodeRecord;
import io.novacron.dwcp.jobs.generate.node.NodeSample;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A node's samples and incidents as landing rows: arrival times, gaps, late and doubled rows, wild
 * words, and a few values that no clean row has. Latent state has no column here.
 *
 * <p>An incident's record is written some minutes after its end; one that has not ended by the end
 * of the day of its onset has a record without end on that day, and another later. What would be
 * written after the data's end does not land.
 */
record NodeRows(
    GenerateConfig config,
    long epochS,
    StructType telemetry,
    StructType linkTelemetry,
    StructType incidents)
    implements Serializable {

  private static final Map<String, String> WILD_TIERS =
      Map.of("tier1", "Premium", "tier2", "Standard", "tier3", "Economy");
  private static final double SENTINEL = 2_147_483_647;
  private static final double DAY_S = 86_400;
  private static final double LATEST_RECORD_S = 600;

  /** The rows of the configured dates. */
  static NodeRows of(GenerateConfig config) {
    var epochS = config.first().toEpochDay() * 86_400;
    return new NodeRows(
        config,
        epochS,
        Source.NODE.landingSchema(),
        Source.NODE_LINK.landingSchema(),
        Source.INCIDENTS.landingSchema());
  }

  /** The telemetry of one node, roughly in the order of sampling. */
  List<Row> samples(NodeRecord node) {
    var profile = node.profile();
    var draws = draws("dirt", profile);
    var dirt = config.dirt();
    var wild = draws.chance(dirt.wildLinkShare());
    var tier = wild ? WILD_TIERS.get(profile.tier()) : profile.tier();
    var gapChance = dirt.gapsPerDay() * config.node().stepS() / DAY_S;
    var rows = new ArrayList<Row>();
    var silentUntilS = 0.0;
    for (var sample : node.samples()) {
      if (draws.chance(gapChance)) {
        silentUntilS = sample.atS() + draws.uniform(0, dirt.maxGapS());
      }
      if (sample.atS() < silentUntilS) {
        continue;
      }
      var row = clean(profile, sample).set("network_tier", tier);
      if (draws.chance(dirt.badShare())) {
        spoil(row, draws);
      }
      var arrivalS = sample.atS() + Arrivals.delayS(draws, dirt);
      rows.add(row.setTime("ingested_at", epochS(), arrivalS).row());
      if (draws.chance(dirt.duplicateShare())) {
        rows.add(row.setTime("ingested_at", epochS(), arrivalS + draws.uniform(1, 60)).row());
      }
    }
    return rows;
  }

  /** The telemetry of one node's links, sweep after sweep; a silent node says nothing of any. */
  List<Row> links(NodeLinkRecord node) {
    var draws = draws("link dirt", node.profile());
    var dirt = config.dirt();
    var gapChance = dirt.gapsPerDay() * config.node().linkStepS() / DAY_S;
    var rows = new ArrayList<Row>();
    var silentUntilS = 0.0;
    for (var sweep : node.sweeps()) {
      if (draws.chance(gapChance)) {
        silentUntilS = sweep.atS() + draws.uniform(0, dirt.maxGapS());
      }
      if (sweep.atS() < silentUntilS) {
        continue;
      }
      for (var sample : sweep.links()) {
        var row =
            new LandingRow(linkTelemetry)
                .setTime("ts", epochS(), sweep.atS())
                .set("node_id", node.profile().nodeId())
                .set("peer_id", sample.peerId())
                .set("rtt_ms", draws.chance(dirt.badShare()) ? SENTINEL : sample.rttMs())
                .set("packet_loss", sample.loss())
                .set("retransmit_rate", sample.retransmits());
        var arrivalS = sweep.atS() + Arrivals.delayS(draws, dirt);
        rows.add(row.setTime("ingested_at", epochS(), arrivalS).row());
        if (draws.chance(dirt.duplicateShare())) {
          rows.add(row.setTime("ingested_at", epochS(), arrivalS + draws.uniform(1, 60)).row());
        }
      }
    }
    return rows;
  }

  /** The records of one node's incidents. */
  List<Row> records(NodeRecord node) {
    var draws = draws("records", node.profile());
    var dataEndS = config.days() * DAY_S;
    var rows = new ArrayList<Row>();
    for (var incident : node.incidents()) {
      var closedS = incident.endS() + draws.uniform(0, LATEST_RECORD_S);
      var dayEndS = (Math.floor(incident.startS() / DAY_S) + 1) * DAY_S;
      if (closedS >= dayEndS) {
        rows.add(record(node, incident, dayEndS - 1, draws).set("ended_at", null).row());
      }
      if (closedS < dataEndS) {
        rows.add(record(node, incident, closedS, draws).row());
      }
    }
    return rows;
  }

  private LandingRow record(NodeRecord node, Incident incident, double writtenS, Draws draws) {
    return new LandingRow(incidents)
        .setTime("ts", epochS(), writtenS)
        .setTime("ingested_at", epochS(), writtenS + Arrivals.delayS(draws, config.dirt()))
        .set("incident_id", incident.id())
        .set("node_id", node.profile().nodeId())
        .set("kind", incident.kind().word())
        .set("severity", incident.severity().word())
        .setTime("started_at", epochS(), incident.startS())
        .setTime("ended_at", epochS(), incident.endS());
  }

  private LandingRow clean(NodeProfile profile, NodeSample sample) {
    var row =
        new LandingRow(telemetry)
            .setTime("ts", epochS(), sample.atS())
            .set("node_id", profile.nodeId())
            .set("region", profile.region())
            .set("az", profile.az());
    for (var metric : NodeMetric.values()) {
      var value = sample.value(metric);
      if (metric.isCount()) {
        row.set(metric.column(), Math.round(value));
      } else {
        row.set(metric.column(), value);
      }
    }
    return row;
  }

  private static void spoil(LandingRow row, Draws draws) {
    switch (draws.below(6)) {
      case 0 -> row.set("latency_p50_ms", -draws.uniform(1, 100));
      case 1 -> row.set("latency_p99_ms", Double.NaN);
      case 2 -> row.set("disk_io_mbps", SENTINEL);
      case 3 -> row.set("network_tier", "Platinum");
      case 4 -> row.set("cpu_usage", draws.uniform(2, 100));
      default -> row.set("queue_depth", Double.POSITIVE_INFINITY);
    }
  }

  private Draws draws(String purpose, NodeProfile profile) {
    return new Draws(config.seed(), purpose + " " + profile.nodeId());
  }
}
