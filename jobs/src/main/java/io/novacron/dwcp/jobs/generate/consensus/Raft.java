package io.novacron.dwcp.jobs.generate.consensus;

import java.util.Arrays;
import java.util.List;

/**
 * Raft: a leader elected for a term replicates its log; crashes only, no lies.
 *
 * <p><b>Definition.</b> Elections after a random time between one and two time-outs; entries of the
 * leader's own term commit on a majority. Entries travel at the batch interval, which is the
 * heartbeat too.
 *
 * <p><b>Source.</b> Ongaro and Ousterhout, USENIX ATC 2014, figure 2, without snapshots and changes
 * of membership.
 */
final class Raft implements Protocol {

  static final int REQUEST_VOTE = 1;
  static final int GRANT = 2;
  static final int APPEND = 3;
  static final int REPLY = 4;

  private static final int ELECTION = 1;
  private static final int SEND = 2;
  private static final int MOST_ENTRIES = 256;

  /** A piece of a log; arrays do not change once they are sent. */
  private record Entries(
      int previousTerm, List<Integer> terms, List<Long> values, long committed) {}

  private int[] terms = new int[1024];
  private long[] values = new long[1024];
  private int length;
  private int term;
  private int votedFor = -1;
  private int votedTerm;
  private int leader = -1;
  private long granted;
  private long committed;
  private long heardNs;
  private long[] next = new long[0];
  private long[] matched = new long[0];

  @Override
  public boolean isOwnStatement(int type) {
    return false;
  }

  @Override
  public void onStart(Port port) {
    next = new long[port.settings().n()];
    matched = new long[port.settings().n()];
    if (port.settings().leader(0) == port.node()) {
      campaign(port);
    }
    startTimer(port);
    port.after(port.settings().batchDelayNs(), SEND, 0);
  }

  private void startTimer(Port port) {
    var timeoutNs = port.settings().timeoutNs();
    port.after(timeoutNs + port.random().nextLong(timeoutNs), ELECTION, port.nowNs());
  }

  @Override
  public void onTimer(Port port, int kind, long tag) {
    if (kind == SEND) {
      if (leader == port.node()) {
        replicate(port);
      }
      port.after(port.settings().batchDelayNs(), SEND, 0);
    } else {
      if (leader != port.node() && heardNs <= tag) {
        campaign(port);
      }
      startTimer(port);
    }
  }

  @Override
  public void onMessage(Port port, Message message) {
    if (message.view() > term) {
      term = message.view();
      leader = -1;
    }
    switch (message.type()) {
      case REQUEST_VOTE -> requestVote(port, message);
      case GRANT -> {
        if (message.view() == term && leader != port.node()) {
          granted |= 1L << message.from();
          if (Long.bitCount(granted) >= port.settings().quorum()) {
            lead(port);
          }
        }
      }
      case APPEND -> append(port, message);
      case REPLY -> reply(port, message);
      default -> throw new IllegalStateException("type " + message.type());
    }
  }

  private int lastTerm() {
    return length == 0 ? 0 : terms[length - 1];
  }

  private void campaign(Port port) {
    term++;
    leader = -1;
    votedFor = port.node();
    votedTerm = term;
    granted = 1L << port.node();
    port.leaderChanged();
    port.broadcast(Message.of(REQUEST_VOTE, port, term, length, lastTerm()));
  }

  private void requestVote(Port port, Message message) {
    var upToDate =
        message.value() > lastTerm()
            || (message.value() == lastTerm() && message.position() >= length);
    var free = votedTerm < term || votedFor == message.from();
    if (message.view() == term && upToDate && free) {
      votedTerm = term;
      votedFor = message.from();
      heardNs = port.nowNs();
      port.send(message.from(), Message.of(GRANT, port, term, 0, 0));
    }
  }

  private void lead(Port port) {
    leader = port.node();
    Arrays.fill(next, length);
    Arrays.fill(matched, 0);
    // Entries of earlier terms commit only below one of this term.
    add(term, Batches.NOTHING);
    replicate(port);
  }

  private void add(int ofTerm, long value) {
    if (length == values.length) {
      terms = Arrays.copyOf(terms, length * 2);
      values = Arrays.copyOf(values, length * 2);
    }
    terms[length] = ofTerm;
    values[length++] = value;
  }

  private void replicate(Port port) {
    var settings = port.settings();
    while (length - committed < settings.pipeline() && port.pending() > 0) {
      add(term, port.propose(settings.batchRequests()));
    }
    for (var to = 0; to < settings.n(); to++) {
      if (to != port.node()) {
        sendEntries(port, to);
      }
    }
    matched[port.node()] = length;
    advance(port);
  }

  /** Sends what a follower lacks, and takes for granted that it arrives. */
  private void sendEntries(Port port, int to) {
    var from = (int) next[to];
    var until = Math.min(length, from + MOST_ENTRIES);
    var size = 0L;
    for (var at = from; at < until; at++) {
      size += port.requests(values[at]);
    }
    var entries =
        new Entries(
            from == 0 ? 0 : terms[from - 1],
            Arrays.stream(terms, from, until).boxed().toList(),
            Arrays.stream(values, from, until).boxed().toList(),
            committed);
    next[to] = until;
    var bytes = (int) port.settings().proposalBytes(size);
    port.send(to, Message.of(APPEND, port, term, from, 0).withBody(entries).withBytes(bytes));
  }

  private void append(Port port, Message message) {
    if (message.view() < term || !(message.body() instanceof Entries entries)) {
      return;
    }
    leader = message.from();
    heardNs = port.nowNs();
    var from = (int) message.position();
    if (from > length || (from > 0 && terms[from - 1] != entries.previousTerm())) {
      port.send(leader, Message.of(REPLY, port, term, Math.min(committed, from), -1));
      return;
    }
    for (var i = 0; i < entries.terms().size(); i++) {
      if (from + i < length && terms[from + i] != entries.terms().get(i)) {
        length = from + i;
      }
      if (from + i >= length) {
        add(entries.terms().get(i), entries.values().get(i));
      }
    }
    var known = from + entries.terms().size();
    commit(port, Math.min(entries.committed(), known));
    port.send(leader, Message.of(REPLY, port, term, known, 0));
  }

  private void reply(Port port, Message message) {
    if (leader != port.node() || message.view() < term) {
      return;
    }
    if (message.value() < 0) {
      next[message.from()] = message.position();
    } else {
      matched[message.from()] = Math.max(matched[message.from()], message.position());
      advance(port);
    }
  }

  private void advance(Port port) {
    var sorted = matched.clone();
    Arrays.sort(sorted);
    var most = sorted[sorted.length - port.settings().quorum()];
    if (most > committed && terms[(int) most - 1] == term) {
      commit(port, most);
    }
  }

  private void commit(Port port, long until) {
    while (committed < until) {
      port.commit(committed, values[(int) committed]);
      committed++;
    }
  }
}
