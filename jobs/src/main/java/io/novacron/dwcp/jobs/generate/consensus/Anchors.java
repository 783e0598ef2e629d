package io.novacron.dwcp.jobs.generate.consensus;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The anchors of even rounds, in turn, and the walk back over those that were passed by. */
final class Anchors {

  private int lastRound;

  /** The certificate of a round's anchor, if it is here. */
  static @Nullable Vertex of(Dag dag, ReplicaSettings settings, int round) {
    return dag.get(round, settings.leader(round));
  }

  /**
   * Orders an anchor that is decided: first every earlier anchor that a path leads to, since others
   * may have decided it, each with its history.
   */
  void decide(Port port, Dag dag, Vertex anchor) {
    if (anchor.round() <= lastRound) {
      return;
    }
    Deque<Vertex> chain = new ArrayDeque<>();
    chain.push(anchor);
    var above = anchor;
    for (var round = anchor.round() - 2; round > lastRound; round -= 2) {
      var earlier = of(dag, port.settings(), round);
      if (earlier != null && dag.isLinked(above, earlier)) {
        chain.push(earlier);
        above = earlier;
      }
    }
    lastRound = anchor.round();
    chain.forEach(vertex -> dag.order(port, vertex));
  }
}
