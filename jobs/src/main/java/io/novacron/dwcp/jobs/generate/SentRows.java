package io.novacron.dwcp.jobs.generate;

import io.novacron.dwcp.jobs.generate.link.LinkRecord;
import io.novacron.dwcp.jobs.generate.link.SentTransfer;
import java.io.Serializable;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Transfers without their bytes, between the links that send them and the files that they are cut
 * from: small rows, which can be shuffled cheaply. They never land.
 */
record SentRows(GenerateConfig config) implements Serializable {

  /** Columns; {@code at_s} is s since the first midnight, {@code ts} that by the sender's clock. */
  static final StructType SCHEMA =
      StructType.fromDDL(
          "number BIGINT, node_id STRING, peer_id STRING, link_type STRING, at_s DOUBLE,"
              + " ts TIMESTAMP, estimate_mbps DOUBLE, rtt_ms DOUBLE, cpu_idle DOUBLE,"
              + " streams INT, bandwidth_mbps DOUBLE");

  Row of(LinkRecord link, SentTransfer sent) {
    var departure = sent.departure();
    var epochS = config.first().toEpochDay() * 86_400;
    return RowFactory.create(
        departure.number(),
        link.identity().nodeId(),
        link.identity().peerId(),
        link.identity().type().word(),
        departure.atS(),
        LandingRow.time(epochS, departure.atS() + link.skewMs() / 1000),
        sent.estimateMbps(),
        sent.rttMs(),
        sent.cpuIdle(),
        sent.streams(),
        sent.bandwidthMbps());
  }

  static String transferId(Row sent) {
    return String.format(Locale.ROOT, "t-%09d", sent.<Long>getAs("number"));
  }
}
