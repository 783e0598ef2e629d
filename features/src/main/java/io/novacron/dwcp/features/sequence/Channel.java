package io.novacron.dwcp.features.sequence;

import java.util.Optional;

/** What one step of a window tells, in the units of telemetry. */
public enum Channel {
  /** Achievable rate, Mbit/s. */
  BANDWIDTH("bandwidth", "throughput_mbps"),
  /** Mean round trip, ms. */
  LATENCY("latency", "rtt_ms"),
  /** Share of packets lost. */
  LOSS("loss", "packet_loss"),
  /** Deviation of the round trip, ms. */
  JITTER("jitter", "jitter_ms"),
  /** Hour of the day, 0 to 23, UTC. */
  HOUR("hour", ""),
  /** Day of the week, Sunday = 0, UTC. */
  WEEKDAY("weekday", "");

  private final String word;
  private final String column;

  Channel(String word, String column) {
    this.word = word;
    this.column = column;
  }

  /** The word in columns and artifacts. */
  public String word() {
    return word;
  }

  /** The telemetry column that it is read from; none for the calendar. */
  public Optional<String> column() {
    return column.isEmpty() ? Optional.empty() : Optional.of(column);
  }
}
