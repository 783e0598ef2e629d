package io.novacron.dwcp.jobs.generate.trace;

import io.novacron.dwcp.jobs.generate.link.LinkType;
import java.time.Instant;
import java.util.List;

/**
 * Inter-cloud throughput: one ten-second test a row between two regions. The column {@code
 * bitrate_Bps} holds the bytes of the whole test, so Mbit/s = value × 8 / 10 / 10^6.
 */
final class InterCloud {

  private static final double TEST_S = 10;

  private InterCloud() {}

  static void read(List<String> lines, TraceLog log) {
    var csv = Csv.of(lines);
    for (var row = 0; row < csv.size(); row++) {
      var from = csv.cell(row, "from_cloud") + ":" + csv.cell(row, "from_region");
      var to = csv.cell(row, "to_cloud") + ":" + csv.cell(row, "to_region");
      var type = from.equals(to) ? LinkType.DC : LinkType.WAN;
      var bytes = log.number(csv.cell(row, "bitrate_Bps"), "inter-cloud: no bitrate_Bps");
      var rtt = log.number(csv.cell(row, "avgrtt"), "inter-cloud: no avgrtt");
      var mbps =
          bytes.isPresent() ? bytes.getAsDouble() * 8 / TEST_S / 1e6 : TraceSample.UNREADABLE;
      log.trace(from, to, type)
          .add(
              new TraceSample(
                  Instant.parse(csv.cell(row, "timestamp")).toEpochMilli() / 1000.0,
                  mbps,
                  rtt.isPresent() ? rtt.getAsDouble() : null,
                  null,
                  null));
    }
  }
}
