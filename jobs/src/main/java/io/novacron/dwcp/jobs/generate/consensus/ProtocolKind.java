package io.novacron.dwcp.jobs.generate.consensus;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The protocols that can be simulated. */
public enum ProtocolKind {
  PBFT,
  HOTSTUFF,
  RAFT,
  BULLSHARK,
  TUSK,
  NARWHAL_HOTSTUFF;

  /** The word in settings and tables. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static List<String> words() {
    return Stream.of(values()).map(ProtocolKind::word).toList();
  }

  /**
   * The protocol of a word.
   *
   * @throws IllegalArgumentException when there is none
   */
  static ProtocolKind of(String word) {
    return Stream.of(values())
        .filter(kind -> kind.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown protocol: %s; name one of %s".formatted(word, words())));
  }

  /** Replicas that tolerate {@code f} faulty ones. */
  int leastReplicas(int f) {
    return this == RAFT ? 2 * f + 1 : 3 * f + 1;
  }

  /** Faulty replicas that {@code n} tolerate. */
  int tolerated(int n) {
    return this == RAFT ? (n - 1) / 2 : (n - 1) / 3;
  }

  /** The fewest votes of which any two sets share an honest replica; for Raft a majority. */
  int quorum(int n) {
    return this == RAFT ? n / 2 + 1 : (n + tolerated(n)) / 2 + 1;
  }

  /** Whether every replica proposes requests of its own. */
  boolean isDag() {
    return this == BULLSHARK || this == TUSK || this == NARWHAL_HOTSTUFF;
  }

  /** Whether every replica proposes in turn, so that a single one that fails is felt. */
  boolean rotates() {
    return this != PBFT && this != RAFT;
  }

  /** A replica of a cluster of {@code n}. */
  Protocol replica(int n) {
    return switch (this) {
      case PBFT -> new Pbft(n);
      case HOTSTUFF -> new HotStuff(new SharedRequests());
      case RAFT -> new Raft();
      case BULLSHARK -> new Narwhal(n, new Bullshark());
      case TUSK -> new Narwhal(n, new Tusk());
      case NARWHAL_HOTSTUFF -> new NarwhalHotStuff(n);
    };
  }
}
