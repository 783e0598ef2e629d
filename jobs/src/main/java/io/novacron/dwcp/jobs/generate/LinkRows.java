package io.novacron.dwcp.jobs.generate;

import io.novacron.dwcp.jobs.generate.link.Draws;
import io.novacron.dwcp.jobs.generate.link.LinkIdentity;
import io.novacron.dwcp.jobs.generate.link.LinkRecord;
import io.novacron.dwcp.jobs.generate.link.LinkSample;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A link's samples as landing rows: clock skew, arrival times, gaps, late and doubled rows, wild
 * words, and a few values that no clean row has. Latent state has no column here.
 */
record LinkRows(GenerateConfig config, StructType schema) implements Serializable {

  private static final Map<String, String> WILD_TIERS =
      Map.of("tier1", "Premium", "tier2", "Standard", "tier3", "Economy");
  private static final Map<String, String> WILD_MODES =
      Map.of("standard", "standard", "optimized", "turbo", "resilient", "reliable");
  private static final double SENTINEL = 2_147_483_647;

  /** The rows of one link, roughly in the order of sampling. */
  List<Row> of(LinkRecord link) {
    var draws = new Draws(config.seed(), "dirt " + link.identity().nodeId());
    var dirt = config.dirt();
    var exporter = exporter(link.identity(), draws);
    var percent = exporter.az() != null && exporter.az().endsWith("#loss-percent");
    var endS = config.days() * 86_400.0;
    var rows = new ArrayList<Row>();
    var silentUntilS = 0.0;
    var previousS = 0.0;
    for (var sample : link.samples()) {
      var tsS = sample.atS() + link.skewMs() / 1000;
      if (draws.chance(dirt.gapsPerDay() * Math.min(600, sample.atS() - previousS) / 86_400)) {
        silentUntilS = sample.atS() + draws.uniform(0, dirt.maxGapS());
      }
      previousS = sample.atS();
      if (tsS < 0 || tsS >= endS || sample.atS() < silentUntilS) {
        continue;
      }
      var row = clean(exporter, sample).setTime("ts", epochS(), tsS);
      if (percent && sample.lossRatio() != null) {
        row.set("packet_loss", sample.lossRatio() * 100);
      }
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

  private long epochS() {
    return config.first().toEpochDay() * 86_400;
  }

  private LinkIdentity exporter(LinkIdentity link, Draws draws) {
    var wild = draws.chance(config.dirt().wildLinkShare());
    var percent = draws.chance(config.dirt().percentLinkShare()) && link.az() != null;
    return new LinkIdentity(
        link.nodeId(),
        link.peerId(),
        link.type(),
        link.region(),
        percent ? link.az() + "#loss-percent" : link.az(),
        wild && link.tier() != null ? WILD_TIERS.get(link.tier()) : link.tier(),
        wild && link.mode() != null ? WILD_MODES.get(link.mode()) : link.mode(),
        link.transport());
  }

  private LandingRow clean(LinkIdentity link, LinkSample sample) {
    var row =
        new LandingRow(schema)
            .set("node_id", link.nodeId())
            .set("peer_id", link.peerId())
            .set("region", link.region())
            .set("az", link.az())
            .set("link_type", link.type().word())
            .set("dwcp_mode", link.mode())
            .set("network_tier", link.tier())
            .set("transport_type", link.transport())
            .set("throughput_mbps", sample.throughputMbps())
            .set("rtt_ms", sample.rttMs())
            .set("jitter_ms", sample.jitterMs())
            .set("packet_loss", sample.lossRatio())
            .set("congestion_window", sample.windowSegments())
            .set("queue_depth", sample.queuePackets());
    var usage = sample.usage();
    if (usage == null) {
      return row;
    }
    return row.set("bytes_tx", usage.bytesTx())
        .set("bytes_rx", usage.bytesRx())
        .set("retransmits", usage.retransmits())
        .set("hde_compression_ratio", usage.compressionRatio())
        .set("hde_delta_hit_rate", usage.deltaHitRate())
        .set("amst_streams", (double) usage.streams())
        .set("amst_transfer_rate_mbps", usage.transferRateMbps())
        .set("error_budget_burn_rate", usage.burnRate());
  }

  private static void spoil(LandingRow row, Draws draws) {
    switch (draws.below(7)) {
      case 0 -> row.set("throughput_mbps", -draws.uniform(1, 100));
      case 1 -> row.set("throughput_mbps", Double.NaN);
      case 2 -> row.set("throughput_mbps", SENTINEL);
      case 3 -> row.set("network_tier", "Platinum");
      case 4 -> row.set("packet_loss", draws.uniform(2, 60));
      case 5 -> row.set("rtt_ms", Double.POSITIVE_INFINITY);
      default -> row.set("link_type", "satellite");
    }
  }
}
