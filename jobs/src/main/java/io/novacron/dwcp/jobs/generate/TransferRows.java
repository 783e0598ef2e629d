package io.novacron.dwcp.jobs.generate;

import io.novacron.dwcp.common.codec.Candidate;
import io.novacron.dwcp.common.codec.CodecContext;
import io.novacron.dwcp.common.codec.RuntimeRule;
import io.novacron.dwcp.jobs.generate.link.Draws;
import io.novacron.dwcp.jobs.generate.payload.Payload;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/** Landing rows of transfers, of what the runtime made of them, and of what the link carried. */
record TransferRows(GenerateConfig config) implements Serializable {

  /** The transfer as known before sending; rarely spoilt or doubled. */
  Stream<Row> transfer(Row sent, String site, Payload payload) {
    var draws = draws(sent, "transfer");
    var dirt = config.dirt();
    double atS = sent.<Double>getAs("at_s");
    var row =
        start(Source.TRANSFERS, sent)
            .set("ts", sent.getAs("ts"))
            .setTime("ingested_at", epochS(), atS + Arrivals.delayS(draws, dirt))
            .set("node_id", sent.getAs("node_id"))
            .set("peer_id", sent.getAs("peer_id"))
            .set("link_type", sent.getAs("link_type"))
            .set("site", site)
            .set("stream_id", payload.streamId())
            .set("payload_source", payload.source())
            .set("payload_class", payload.kind().word())
            .set("size_bytes", (long) payload.bytes().length)
            .set("payload", payload.bytes())
            .set("baseline", payload.baseline().map(Payload.Baseline::bytes).orElse(null))
            .set("baseline_age_s", payload.baseline().map(Payload.Baseline::ageS).orElse(null))
            .set("cpu_idle", sent.getAs("cpu_idle"))
            .set("amst_streams", (double) sent.<Integer>getAs("streams"))
            .set("bandwidth_estimate_mbps", sent.getAs("estimate_mbps"))
            .set("rtt_ms", sent.getAs("rtt_ms"));
    if (draws.chance(dirt.badShare())) {
      spoil(row, draws);
    }
    var rows = Stream.of(row.row());
    return draws.chance(dirt.duplicateShare())
        ? Stream.concat(rows, Stream.of(row.setTime("ingested_at", epochS(), atS + 60).row()))
        : rows;
  }

  /** What the runtime's own rule did with it; the bytes are really compressed. */
  Stream<Row> outcome(Row sent, Payload payload, CodecContext codecs) {
    var draws = draws(sent, "outcome");
    var bytes = payload.bytes();
    var chosen = choose(sent, bytes);
    var bytesOut = codecs.compressedSize(chosen.codec(), bytes, 0, bytes.length);
    var atS = finishedS(sent, bytesOut);
    var row =
        start(Source.OUTCOMES, sent)
            .setTime("ts", epochS(), atS)
            .setTime("ingested_at", epochS(), atS + Arrivals.delayS(draws, config.dirt()))
            .set("stream_id", payload.streamId())
            .set("node_id", sent.getAs("node_id"))
            .set("peer_id", sent.getAs("peer_id"))
            .set("payload_class", payload.kind().word())
            .set("codec", chosen.label())
            .set("bytes_in", (long) bytes.length)
            .set("bytes_out", (long) bytesOut);
    return Stream.of(row.row());
  }

  /** What the link carried meanwhile. */
  Row condition(Row sent) {
    var draws = draws(sent, "condition");
    double atS = sent.<Double>getAs("at_s");
    return start(Source.CONDITIONS, sent)
        .set("ts", sent.getAs("ts"))
        .setTime("ingested_at", epochS(), atS + 30 + Arrivals.delayS(draws, config.dirt()))
        .set("bandwidth_mbps", sent.getAs("bandwidth_mbps"))
        .row();
  }

  private Candidate choose(Row sent, byte[] payload) {
    var offered =
        sent.<Double>getAs("estimate_mbps") < config.transfer().zstdMaxBelowMbps()
            ? Candidate.ALL
            : List.of(Candidate.NONE, Candidate.LZ4, Candidate.ZSTD);
    return RuntimeRule.clamp(RuntimeRule.choose(payload, sent.getAs("link_type")), offered);
  }

  private static double finishedS(Row sent, int bytesOut) {
    double atS = sent.<Double>getAs("at_s");
    double rttMs = sent.<Double>getAs("rtt_ms");
    double bandwidthMbps = sent.<Double>getAs("bandwidth_mbps");
    return atS + bytesOut * 8 / (bandwidthMbps * 1e6) + rttMs / 1000;
  }

  private static void spoil(LandingRow row, Draws draws) {
    switch (draws.below(4)) {
      case 0 -> row.set("bandwidth_estimate_mbps", -1.0);
      case 1 -> row.set("cpu_idle", draws.uniform(2, 100));
      case 2 -> row.set("link_type", "satellite");
      default -> row.set("payload", null);
    }
  }

  private static LandingRow start(Source source, Row sent) {
    return new LandingRow(source.landingSchema()).set("transfer_id", SentRows.transferId(sent));
  }

  private Draws draws(Row sent, String purpose) {
    return new Draws(config.seed(), purpose + " " + sent.<Long>getAs("number"));
  }

  private long epochS() {
    return config.first().toEpochDay() * 86_400;
  }
}
