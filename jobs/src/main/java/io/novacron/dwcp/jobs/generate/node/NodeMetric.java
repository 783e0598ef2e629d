package io.novacron.dwcp.jobs.generate.node;

import java.util.List;
import java.util.Locale;

/** What a node's sensors report, with the largest value that a sensor can show. */
public enum NodeMetric {
  ERROR_RATE(1),
  TIMEOUT_RATE(1),
  LATENCY_P50_MS(600_000),
  LATENCY_P99_MS(600_000),
  SLA_VIOLATIONS(1e9),
  CONNECTION_FAILURES(1e9),
  PACKET_LOSS_RATE(1),
  CPU_USAGE(1),
  MEMORY_USAGE(1),
  DISK_IO_MBPS(1_000_000),
  DISK_USAGE(1),
  BANDWIDTH_MBPS(1_000_000),
  JITTER_MS(60_000),
  CLOCK_OFFSET_MS(86_400_000),
  RETRANSMIT_RATE(1),
  QUEUE_DEPTH(1e9);

  static final List<NodeMetric> ALL = List.of(values());

  private final String column = name().toLowerCase(Locale.ROOT);
  private final double largest;

  NodeMetric(double largest) {
    this.largest = largest;
  }

  /** The column of {@code telemetry_node}. */
  public String column() {
    return column;
  }

  /** Whether it counts: the column then holds whole numbers. */
  public boolean isCount() {
    return this == SLA_VIOLATIONS || this == CONNECTION_FAILURES;
  }

  /** The value as the sensor can show it. */
  double shown(double value) {
    var smallest = this == CLOCK_OFFSET_MS ? -largest : 0;
    return Math.max(smallest, Math.min(largest, value));
  }
}
