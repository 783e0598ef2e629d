package io.novacron.dwcp.features.set;

import io.novacron.dwcp.features.window.Aggregate;
import io.novacron.dwcp.features.window.Metric;
import io.novacron.dwcp.features.window.MetricFamily;
import io.novacron.dwcp.features.window.Span;
import io.novacron.dwcp.features.window.WindowPlan;
import java.util.List;

/** The windows over link telemetry, declared as families. */
public final class LinkWindows {

  private static final Metric THROUGHPUT = new Metric("throughput_mbps", "Mbit/s");
  private static final Metric RTT = new Metric("rtt_ms", "ms");
  private static final Metric LOSS = new Metric("packet_loss", "ratio");
  private static final Metric QUEUE = new Metric("queue_depth", "packets");
  private static final Span MINUTE = Span.ofMinutes(1);
  private static final Span FIVE = Span.ofMinutes(5);
  private static final Span QUARTER = Span.ofMinutes(15);
  private static final Span HOUR = Span.ofMinutes(60);
  private static final long HOUR_SECONDS = 3600;

  private static final List<MetricFamily> FAMILIES =
      List.of(
          new MetricFamily(
              List.of(THROUGHPUT),
              List.of(MINUTE, FIVE, QUARTER, HOUR),
              List.of(
                  Aggregate.MEAN,
                  Aggregate.EWMA,
                  Aggregate.HARMONIC,
                  Aggregate.STD,
                  Aggregate.MIN,
                  Aggregate.MAX,
                  Aggregate.RATIO)),
          new MetricFamily(
              List.of(THROUGHPUT),
              List.of(HOUR),
              List.of(
                  Aggregate.LAST,
                  Aggregate.AGE,
                  Aggregate.CHANGE_AGE,
                  Aggregate.COUNT,
                  Aggregate.MEDIAN)),
          new MetricFamily(
              List.of(THROUGHPUT), List.of(FIVE, QUARTER, HOUR), List.of(Aggregate.SLOPE)),
          new MetricFamily(
              List.of(THROUGHPUT),
              List.of(QUARTER.lagged(HOUR_SECONDS)),
              List.of(Aggregate.MEAN, Aggregate.STD)),
          new MetricFamily(
              List.of(RTT, LOSS, QUEUE),
              List.of(FIVE, HOUR),
              List.of(Aggregate.MEAN, Aggregate.MAX)),
          new MetricFamily(
              List.of(RTT, LOSS, QUEUE), List.of(HOUR), List.of(Aggregate.LAST, Aggregate.STD)),
          new MetricFamily(List.of(RTT, QUEUE), List.of(QUARTER), List.of(Aggregate.SLOPE)));

  private LinkWindows() {}

  /** The plan over {@code telemetry_link} by (node_id, peer_id), columns {@code link_*}. */
  public static WindowPlan plan(long segmentSeconds) {
    return new WindowPlan(
        "link_",
        List.of("node_id", "peer_id"),
        WindowPlan.Times.TELEMETRY,
        segmentSeconds,
        FAMILIES);
  }
}
