package io.novacron.dwcp.jobs.generate.node;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can befall a node; {@link Fault} says what each does to it. */
public enum IncidentKind {
  /** A share of the workers dies again and again. Strength: that share. */
  CRASH,
  /** Memory is not given back. Strength: share of the memory that is lost by the end. */
  MEMORY_LEAK,
  /** Something fills the disk. Strength: share of the disk that is filled by the end. */
  DISK_FULL,
  /** The network card goes down and up. Strength: loss in the minutes when it does. */
  NIC_FLAPPING,
  /** A neighbour takes the cores. Strength: share of the capacity that is taken. */
  CPU_STARVATION,
  /** The clock is no longer steered. Strength: ms a minute. */
  CLOCK_DRIFT,
  /** The link to one peer loses packets. Strength: loss over all peers. */
  LOSSY_PEER_LINK,
  /** Requests take ever longer. Strength: share by which the service time has grown at the end. */
  SLOW_DEGRADATION,
  /** The rack's switch or power fails, for most of its nodes. Strength: loss. */
  RACK_FAILURE;

  /** The kind in tables and settings, such as {@code memory-leak}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static List<String> words() {
    return Arrays.stream(values()).map(IncidentKind::word).toList();
  }
}
