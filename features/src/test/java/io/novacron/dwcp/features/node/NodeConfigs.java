package io.novacron.dwcp.features.node;

import java.util.Map;
import java.util.TreeMap;

/** Settings of the shipped kind. */
final class NodeConfigs {

  static final Map<String, Double> SCALES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("error_rate", 0.005),
              Map.entry("timeout_rate", 0.005),
              Map.entry("latency_p50_ms", 0.03),
              Map.entry("latency_p99_ms", 0.05),
              Map.entry("sla_violations", 0.5),
              Map.entry("connection_failures", 0.4),
              Map.entry("packet_loss_rate", 0.002),
              Map.entry("cpu_usage", 0.01),
              Map.entry("memory_usage", 0.006),
              Map.entry("disk_io_mbps", 0.1),
              Map.entry("disk_usage", 0.004),
              Map.entry("jitter_ms", 0.05),
              Map.entry("clock_offset_ms", 0.3),
              Map.entry("retransmit_rate", 0.002),
              Map.entry("links_loss_rate", 0.004),
              Map.entry("links_retransmit_rate", 0.004),
              Map.entry("queue_depth", 0.06)));

  private NodeConfigs() {}

  /** A grid of 600 s, 30 values of history, 4 peers. */
  static NodeFeatureConfig small() {
    return new NodeFeatureConfig(7200, 600, 30, 4, 0.5, 50, 1, 3, SCALES);
  }
}
