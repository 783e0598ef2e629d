package io.novacron.dwcp.jobs.generate;

import io.novacron.dwcp.jobs.generate.consensus.Cell;
import io.novacron.dwcp.jobs.generate.consensus.ClusterRecord;
import io.novacron.dwcp.jobs.generate.consensus.ConsensusSample;
import io.novacron.dwcp.jobs.generate.consensus.Episode;
import io.novacron.dwcp.jobs.generate.link.Draws;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * A cluster's samples and episodes on one day as landing rows: arrival times, gaps, late and
 * doubled rows, wild words, and a few values that no clean row has. Latent state has no column
 * here. An episode's record is written some minutes after its end.
 *
 * @param day from 0
 * @param stepS interval of a row, s
 */
record ConsensusRows(
    GenerateConfig config, int day, double stepS, StructType telemetry, StructType episodes)
    implements Serializable {

  private static final Map<String, String> WILD_TIERS =
      Map.of("tier1", "Premium", "tier2", "Standard");
  private static final Map<String, String> WILD_MODES =
      Map.of("optimized", "turbo", "standard", "hybrid");
  private static final double SENTINEL = 2_147_483_647;
  private static final double DAY_S = 86_400;
  private static final double LATEST_RECORD_S = 300;

  static ConsensusRows of(GenerateConfig config, int day, double stepS) {
    return new ConsensusRows(
        config, day, stepS, Source.CONSENSUS.landingSchema(), Source.EPISODES.landingSchema());
  }

  /** The telemetry of one cluster, roughly in the order of sampling. */
  List<Row> samples(ClusterRecord cluster) {
    var draws = draws("dirt", cluster.clusterId());
    var dirt = config.dirt();
    var wild = draws.chance(dirt.wildLinkShare());
    var gapChance = dirt.gapsPerDay() * stepS / DAY_S;
    var rows = new ArrayList<Row>();
    var silentUntilS = 0.0;
    for (var sample : cluster.samples()) {
      if (draws.chance(gapChance)) {
        silentUntilS = sample.atS() + draws.uniform(0, dirt.maxGapS());
      }
      if (sample.atS() < silentUntilS) {
        continue;
      }
      var row = clean(cluster, sample, wild);
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

  /** The records of one cluster's episodes. */
  List<Row> records(String clusterId, List<Episode> befallen) {
    var draws = draws("records", clusterId);
    var rows = new ArrayList<Row>();
    for (var episode : befallen) {
      var writtenS = episode.endS() + draws.uniform(0, LATEST_RECORD_S);
      rows.add(
          new LandingRow(episodes)
              .setTime("ts", epochS(), writtenS)
              .setTime("ingested_at", epochS(), writtenS + Arrivals.delayS(draws, config.dirt()))
              .set(
                  "episode_id",
                  String.format(
                      Locale.ROOT, "%s-day-%03d-episode-%03d", clusterId, day, rows.size()))
              .set("cluster_id", clusterId)
              .set("kind", episode.kind())
              .set("severity", episode.severity())
              .setTime("started_at", epochS(), episode.startS())
              .setTime("ended_at", epochS(), episode.endS())
              .row());
    }
    return rows;
  }

  private LandingRow clean(ClusterRecord cluster, ConsensusSample sample, boolean wild) {
    var tier = tier(cluster.cell());
    var mode = mode(cluster.cell());
    return new LandingRow(telemetry)
        .setTime("ts", epochS(), sample.atS())
        .set("cluster_id", cluster.clusterId())
        .set("consensus_type", cluster.cell().protocol().word())
        .set("network_tier", wild ? WILD_TIERS.get(tier) : tier)
        .set("dwcp_mode", wild ? WILD_MODES.get(mode) : mode)
        .set("queue_depth", sample.queueDepth())
        .set("proposals_pending", sample.proposalsPending())
        .set("proposals_committed", sample.proposalsCommitted())
        .set("latency_p50_ms", orNull(sample.p50Ms()))
        .set("latency_p95_ms", orNull(sample.p95Ms()))
        .set("latency_p99_ms", orNull(sample.p99Ms()))
        .set("leader_changes", sample.leaderChanges())
        .set("quorum_size", (long) sample.quorumSize())
        .set("active_nodes", (long) sample.activeNodes());
  }

  /** Inside one region paths are short and dear; between regions neither. */
  private static String tier(Cell cell) {
    return cell.regions().size() == 1 ? "tier1" : "tier2";
  }

  private static String mode(Cell cell) {
    return cell.regions().size() == 1 ? "optimized" : "standard";
  }

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  private static void spoil(LandingRow row, Draws draws) {
    switch (draws.below(6)) {
      case 0 -> row.set("latency_p50_ms", -draws.uniform(1, 100));
      case 1 -> row.set("latency_p99_ms", Double.NaN);
      case 2 -> row.set("queue_depth", SENTINEL);
      case 3 -> row.set("network_tier", "Platinum");
      case 4 -> row.set("consensus_type", "paxos");
      default -> row.set("leader_changes", Double.POSITIVE_INFINITY);
    }
  }

  private Draws draws(String purpose, String clusterId) {
    return new Draws(config.seed(), "%s %s day %d".formatted(purpose, clusterId, day));
  }

  private long epochS() {
    return config.first().plusDays(day).toEpochDay() * 86_400;
  }
}
