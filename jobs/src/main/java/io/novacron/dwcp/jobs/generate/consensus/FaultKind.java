package io.novacron.dwcp.jobs.generate.consensus;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What can befall a cluster; the unit of its severity stands with each. */
public enum FaultKind {
  /** Nothing; no severity. */
  NONE,
  /** One replica, or whoever leads at the onset, answers late: ms that each message waits. */
  SLOW_LEADER,
  /** Leaders lose contact one after another: s that each is away, and half as long apart. */
  ELECTION_STORM,
  /** Replicas stop and lose what arrives; no severity. */
  CRASH,
  /** Byzantine replicas that hear and never speak; no severity. */
  SILENT,
  /** Byzantine replicas that tell two halves different values; no severity. */
  EQUIVOCATING,
  /** Byzantine replicas that speak to a share of the others: that share. */
  SELECTIVE,
  /** One region cannot reach the others; no severity. */
  REGION_PARTITION,
  /** More requests than planned: factor of the load. */
  OVERLOAD,
  /** Paths of one region lose packets: share of packets. */
  LOSSY_PATH,
  /** Every replica stops now and then: ms of a pause, about one a second. */
  COLLECTION_PAUSES,
  /** Other traffic fills links and queues: share of them. */
  GOSSIP_BACKLOG;

  /** The word in settings and tables. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether its replicas may lie, so that nothing is promised to them. */
  boolean isByzantine() {
    return this == SILENT || this == EQUIVOCATING || this == SELECTIVE;
  }

  static List<String> words() {
    return Stream.of(values()).map(FaultKind::word).toList();
  }
}
