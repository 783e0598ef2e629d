package io.novacron.dwcp.features.set;

import io.novacron.dwcp.features.set.NodeSignal.Harm;
import io.novacron.dwcp.features.set.NodeSignal.Origin;
import io.novacron.dwcp.features.set.NodeSignal.Shape;
import io.novacron.dwcp.features.window.Aggregate;
import io.novacron.dwcp.features.window.Metric;
import io.novacron.dwcp.features.window.MetricFamily;
import io.novacron.dwcp.features.window.Span;
import io.novacron.dwcp.features.window.WindowPlan;
import java.util.List;
import java.util.Map;

/** The metrics of node telemetry and the windows over them. */
public final class NodeWindows {

  /** Every metric of a node, in the order of the columns. */
  public static final List<NodeSignal> SIGNALS =
      List.of(
          signal("error_rate", "ratio", Shape.SHARE, Harm.UP),
          signal("timeout_rate", "ratio", Shape.SHARE, Harm.UP),
          signal("latency_p50_ms", "ms", Shape.LOG, Harm.UP),
          signal("latency_p99_ms", "ms", Shape.LOG, Harm.UP),
          signal("sla_violations", "count", Shape.ROOT, Harm.UP),
          signal("connection_failures", "count", Shape.ROOT, Harm.UP),
          signal("packet_loss_rate", "ratio", Shape.SHARE, Harm.UP),
          signal("cpu_usage", "ratio", Shape.PLAIN, Harm.UP),
          signal("memory_usage", "ratio", Shape.PLAIN, Harm.UP),
          signal("disk_io_mbps", "MB/s", Shape.LOG, Harm.UP),
          signal("disk_usage", "ratio", Shape.PLAIN, Harm.UP),
          signal("jitter_ms", "ms", Shape.LOG, Harm.UP),
          signal("clock_offset_ms", "ms", Shape.PLAIN, Harm.BOTH),
          signal("retransmit_rate", "ratio", Shape.SHARE, Harm.UP),
          signal("queue_depth", "requests", Shape.LOG, Harm.UP),
          links("links_loss_rate", "ratio", Shape.SHARE, Harm.UP),
          links("links_retransmit_rate", "ratio", Shape.SHARE, Harm.UP),
          links("links_rtt_ms", "ms", Shape.LOG, Harm.NONE),
          links("worst_link_loss_rate", "ratio", Shape.SHARE, Harm.NONE),
          signal("bandwidth_mbps", "Mbit/s", Shape.LOG, Harm.NONE));

  /**
   * Column of {@code telemetry_node_link} that each signal of {@link NodeSignal.Origin#LINKS} is
   * made of: the least value over the peers, which is the node's own doing rather than a peer's, or
   * for the worst link the largest.
   */
  public static final Map<String, String> LINK_COLUMNS =
      Map.of(
          "links_loss_rate", "packet_loss",
          "links_retransmit_rate", "retransmit_rate",
          "links_rtt_ms", "rtt_ms",
          "worst_link_loss_rate", "packet_loss");

  /** Where the load stands among them. */
  public static final NodeSignal LOAD = SIGNALS.get(SIGNALS.size() - 1);

  /** What just happened. */
  public static final Span SHORT = Span.ofMinutes(5);

  /** What has lasted. */
  public static final Span MIDDLE = Span.ofMinutes(15);

  /** What has been going on. */
  public static final Span LONG = Span.ofMinutes(60);

  /** What is usual: far enough back that an incident's first quarter of an hour is not in it. */
  public static final Span USUAL = Span.ofMinutes(120).lagged(MIDDLE.lengthSeconds());

  /** What {@link #SHORT} and {@link #MIDDLE} need for a mean without the extremes. */
  public static final List<Aggregate> RECENT =
      List.of(Aggregate.MEAN, Aggregate.MIN, Aggregate.MAX, Aggregate.COUNT);

  /** What {@link #USUAL} needs for a robust centre and spread. */
  public static final List<Aggregate> CENTRE =
      List.of(Aggregate.MEDIAN, Aggregate.Q25, Aggregate.Q75, Aggregate.COUNT);

  private NodeWindows() {}

  private static NodeSignal signal(String column, String unit, Shape shape, Harm harm) {
    return new NodeSignal(new Metric(column, unit), shape, harm, Origin.NODE);
  }

  private static NodeSignal links(String column, String unit, Shape shape, Harm harm) {
    return new NodeSignal(new Metric(column, unit), shape, harm, Origin.LINKS);
  }

  /** The plan over {@code telemetry_node} and the node's links, by node. */
  public static WindowPlan plan(long segmentSeconds) {
    var metrics = SIGNALS.stream().map(NodeSignal::metric).toList();
    return new WindowPlan(
        "",
        List.of("node_id"),
        WindowPlan.Times.TELEMETRY,
        segmentSeconds,
        List.of(
            new MetricFamily(metrics, List.of(SHORT, MIDDLE), RECENT),
            new MetricFamily(metrics, List.of(LONG), List.of(Aggregate.MEAN)),
            new MetricFamily(metrics, List.of(USUAL), CENTRE)));
  }

  /** The plan's column of a signal. */
  public static String column(NodeSignal signal, Aggregate aggregate, Span window) {
    return signal.name() + "_" + aggregate.label() + "_" + window.label();
  }
}
