package io.novacron.dwcp.jobs.generate.trace;

import io.novacron.dwcp.jobs.generate.link.LinkType;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Starlink on the Road: iperf at 1 s in runs of about 15 s, and ping runs of 250 probes between
 * them. Each iperf row takes RTT, jitter and loss of the ping run that ended last before it.
 */
final class StarlinkRoad {

  private StarlinkRoad() {}

  static void read(List<String> iperfLines, List<String> pingLines, TraceLog log) {
    var pings = pings(Csv.of(pingLines), log);
    var iperf = Csv.of(iperfLines);
    var trace = log.trace("starlink-road", "measured", LinkType.WAN);
    for (var row = 0; row < iperf.size(); row++) {
      var mbps = log.number(iperf.cell(row, "download_mbps"), "starlink: no download rate");
      var atS = epochS(iperf.cell(row, "timestamp_start"));
      var before = pings.floorEntry(atS);
      var value = mbps.orElse(TraceSample.UNREADABLE);
      trace.add(
          before == null
              ? TraceSample.of(atS, value)
              : new TraceSample(
                  atS,
                  value,
                  before.getValue().rttMs(),
                  before.getValue().jitterMs(),
                  before.getValue().lossRatio()));
    }
  }

  private static NavigableMap<Double, Ping> pings(Csv csv, TraceLog log) {
    NavigableMap<Double, Ping> pings = new TreeMap<>();
    for (var row = 0; row < csv.size(); row++) {
      var average = log.number(csv.cell(row, "ping_avg"), "starlink: no ping_avg");
      var deviation = log.number(csv.cell(row, "ping_stddev"), "starlink: no ping_stddev");
      var percent = log.number(csv.cell(row, "packet_loss"), "starlink: no packet_loss");
      if (average.isPresent() && deviation.isPresent() && percent.isPresent()) {
        pings.put(
            epochS(csv.cell(row, "timestamp_end")),
            new Ping(average.getAsDouble(), deviation.getAsDouble(), percent.getAsDouble() / 100));
      }
    }
    return pings;
  }

  private static double epochS(String time) {
    return LocalDateTime.parse(time.replace(' ', 'T')).toEpochSecond(ZoneOffset.UTC);
  }

  private record Ping(double rttMs, double jitterMs, double lossRatio) {}
}
