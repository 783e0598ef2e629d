package io.novacron.dwcp.jobs.generate.consensus;

import java.util.ArrayList;
import java.util.List;

/**
 * Narwhal: a DAG of certified headers, three message delays a round.
 *
 * <p><b>Definition.</b> A header names certificates of the round before: the first quorum that its
 * author had, or all that it has by then, as the order asks; replicas that have these vote for it,
 * once an author and round; a quorum of votes is its certificate, which its author sends to all. A
 * replica makes its next header when it has a quorum of certificates and either the header delay is
 * over or requests wait and the order agrees. Votes that come after their author has gone on are
 * lost, and its requests wait again. Missing ancestors are fetched from the sender.
 *
 * <p><b>Source.</b> Danezis et al., EuroSys 2022.
 */
final class Narwhal implements Protocol {

  static final int HEADER = 11;
  static final int VOTE = 12;
  static final int CERTIFICATE = 13;
  static final int FETCH = 14;
  static final int HISTORY = 15;

  private static final int TRY = 11;
  private static final int DELAY = 12;
  private static final int REQUESTS = 13;
  private static final long POLL_NS = 5_000_000;
  private static final int MOST_REQUESTS = 1 << 20;

  private final Dag dag;
  private final Ordering ordering;
  private final List<Message> waiting = new ArrayList<>();
  private Vertex header = new Vertex(0, 0, Batches.NOTHING, 0, List.of());

  /** Voters for the header, and for another version of it, which only a liar has. */
  private long votes;

  private long votesForForgery;
  private boolean isCertified = true;
  private boolean isForgeryCertified;
  private boolean isTrying;
  private boolean isPolling;
  private long headerNs;

  /**
   * The latest round of which a quorum is here, since when, and what the next header names of it.
   */
  private int parentRound;

  private long parentNs;
  private long parents;

  Narwhal(int n, Ordering ordering) {
    this.dag = new Dag(n);
    this.ordering = ordering;
  }

  Dag dag() {
    return dag;
  }

  @Override
  public boolean isOwnStatement(int type) {
    return type == HEADER || type == VOTE;
  }

  @Override
  public void onStart(Port port) {
    propose(port, 1);
  }

  @Override
  public void onTimer(Port port, int kind, long tag) {
    if (kind == TRY) {
      isTrying = false;
    } else if (kind == REQUESTS) {
      isPolling = false;
    } else if (tag != header.round()) {
      return;
    }
    tryToPropose(port);
  }

  @Override
  public void onMessage(Port port, Message message) {
    if (message.type() == FETCH) {
      var found = dag.get(message.view(), (int) message.position());
      if (found != null) {
        port.send(message.from(), Message.of(HISTORY, port, found.round(), 0, 0).withBody(found));
      } else if (message.view() == header.round() && message.position() == port.node()) {
        for (var parent : header.parents()) {
          port.send(
              message.from(), Message.of(HISTORY, port, parent.round(), 0, 0).withBody(parent));
        }
      }
    } else if (message.type() == VOTE) {
      vote(port, message);
    } else if (message.body() instanceof Vertex vertex) {
      switch (message.type()) {
        case HEADER -> header(port, message, vertex.withValue(message.value()));
        case CERTIFICATE -> certificate(port, message, vertex);
        default -> takeHistory(port, vertex);
      }
    }
  }

  private void propose(Port port, int round) {
    if (!isCertified) {
      port.abandon(header.value());
    }
    var value = port.propose(MOST_REQUESTS);
    header = new Vertex(round, port.node(), value, parents, dag.round(round - 1, parents));
    headerNs = port.nowNs();
    isCertified = false;
    isForgeryCertified = false;
    votes = 0;
    votesForForgery = 1L << port.node();
    dag.vote(header);
    var size = port.settings().proposalBytes(port.requests(value) + header.parents().size());
    var message = Message.of(HEADER, port, round, 0, value).withBody(header);
    port.broadcast(message.withBytes((int) size));
    port.after(port.settings().headerDelayNs(), DELAY, round);
    count(port, port.node(), value);
  }

  private void tryToPropose(Port port) {
    var settings = port.settings();
    var round = parentRound;
    if (round < header.round()) {
      return;
    }
    var isLate = port.nowNs() - headerNs >= settings.headerDelayNs();
    var hasRequests = port.pending() >= settings.headerRequests();
    if (isLate || (hasRequests && ordering.mayLeave(dag, settings, round))) {
      if (isLate && !ordering.mayLeave(dag, settings, round)) {
        port.leaderChanged();
      }
      propose(port, round + 1);
    } else if (!hasRequests && !isPolling) {
      isPolling = true;
      port.after(POLL_NS, REQUESTS, 0);
    }
  }

  private void header(Port port, Message message, Vertex vertex) {
    if (!dag.hasParents(vertex)) {
      waiting.add(message);
      fetch(port, message);
    } else if (dag.vote(vertex)) {
      port.send(vertex.author(), Message.of(VOTE, port, vertex.round(), 0, vertex.value()));
    }
  }

  private void fetch(Port port, Message message) {
    if (message.body() instanceof Vertex vertex) {
      port.send(message.from(), Message.of(FETCH, port, vertex.round(), vertex.author(), 0));
    }
  }

  private void vote(Port port, Message message) {
    if (message.view() == header.round()) {
      count(port, message.from(), message.value());
    }
  }

  private void count(Port port, int from, long value) {
    var isForgery = value != header.value();
    votes |= isForgery ? 0 : 1L << from;
    votesForForgery |= isForgery ? 1L << from : 0;
    var given = Long.bitCount(isForgery ? votesForForgery : votes);
    if (given < port.settings().quorum() || (isForgery ? isForgeryCertified : isCertified)) {
      return;
    }
    isForgeryCertified |= isForgery;
    isCertified |= !isForgery;
    var vertex = header.withValue(value);
    port.broadcast(Message.of(CERTIFICATE, port, vertex.round(), 0, value).withBody(vertex));
    add(port, vertex);
  }

  private void certificate(Port port, Message message, Vertex vertex) {
    if (dag.has(vertex.round(), vertex.author())) {
      return;
    }
    if (dag.hasParents(vertex)) {
      add(port, vertex);
    } else {
      waiting.add(message);
      fetch(port, message);
    }
  }

  /** A certificate that was asked for comes with all its ancestors. */
  private void takeHistory(Port port, Vertex vertex) {
    if (dag.has(vertex.round(), vertex.author())) {
      return;
    }
    vertex.parents().forEach(parent -> takeHistory(port, parent));
    add(port, vertex);
  }

  private void add(Port port, Vertex vertex) {
    if (dag.has(vertex.round(), vertex.author())) {
      return;
    }
    dag.add(vertex);
    ordering.added(port, dag, vertex);
    parent(port, vertex);
    if (!isTrying && vertex.round() >= header.round()) {
      // After everything else that arrives at this moment: parents beyond the quorum count too.
      isTrying = true;
      port.after(0, TRY, 0);
    }
    if (!waiting.isEmpty()) {
      retry(port);
    }
  }

  private void parent(Port port, Vertex vertex) {
    var round = vertex.round();
    if (round > parentRound && dag.count(round) >= port.settings().quorum()) {
      parentRound = round;
      parentNs = port.nowNs();
      parents = dag.mask(round);
    } else if (round == parentRound && (ordering.namesLate() || port.nowNs() == parentNs)) {
      parents = dag.mask(round);
    }
  }

  private void retry(Port port) {
    for (var i = 0; i < waiting.size(); i++) {
      var message = waiting.get(i);
      if (message.body() instanceof Vertex vertex && dag.hasParents(vertex)) {
        waiting.remove(i);
        onMessage(port, message);
        return;
      }
    }
  }
}
