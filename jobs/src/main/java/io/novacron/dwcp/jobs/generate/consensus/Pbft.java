package io.novacron.dwcp.jobs.generate.consensus;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Practical Byzantine fault tolerance: pre-prepare, prepare, commit; view changes with a time-out
 * that doubles; checkpoints; batches in a pipeline.
 *
 * <p><b>Source.</b> Castro and Liskov, OSDI 1999, with these two liberties: a replica that missed a
 * new view asks for it, and one that is behind a checkpoint of a quorum takes it over at no cost.
 */
final class Pbft implements Protocol {

  static final int PRE_PREPARE = 1;
  static final int PREPARE = 2;
  static final int COMMIT = 3;
  static final int CHECKPOINT = 4;
  static final int VIEW_CHANGE = 5;
  static final int NEW_VIEW = 6;
  static final int FETCH_VIEW = 7;

  private static final int PROPOSE = 1;
  private static final int WATCH = 2;

  private final PbftLog log;
  private final @Nullable Message[] changes;
  private final List<Message> early = new ArrayList<>();
  private @Nullable Message newView;
  private int view;
  private boolean isChanging;
  private int askedFor;
  private int failures;
  private long accepted;
  private long next;
  private long progressNs;
  private long watchedNs;

  Pbft(int n) {
    this.log = new PbftLog(n);
    this.changes = new @Nullable Message[n];
  }

  @Override
  public boolean isOwnStatement(int type) {
    return type <= COMMIT;
  }

  @Override
  public void onStart(Port port) {
    port.after(port.settings().batchDelayNs(), PROPOSE, 0);
    port.after(port.settings().timeoutNs() / 4, WATCH, 0);
  }

  @Override
  public void onTimer(Port port, int kind, long tag) {
    if (kind == PROPOSE) {
      propose(port);
      port.after(port.settings().batchDelayNs(), PROPOSE, 0);
      return;
    }
    watch(port);
    port.after(port.settings().timeoutNs() / 4, WATCH, 0);
  }

  @Override
  public void onMessage(Port port, Message message) {
    switch (message.type()) {
      case CHECKPOINT -> checkpoint(port, message.from(), message.position());
      case VIEW_CHANGE -> viewChange(port, message);
      case NEW_VIEW -> enter(port, message);
      case FETCH_VIEW -> {
        if (newView != null && newView.view() >= message.view()) {
          port.send(message.from(), newView);
        }
      }
      default -> vote(port, message);
    }
  }

  private void propose(Port port) {
    var settings = port.settings();
    if (isChanging || settings.leader(view) != port.node()) {
      return;
    }
    while (next - log.executed() < settings.pipeline() && port.pending() > 0) {
      var value = port.propose(settings.batchRequests());
      var size = (int) settings.proposalBytes(port.requests(value));
      var message = Message.of(PRE_PREPARE, port, view, next, value).withBytes(size);
      next++;
      port.broadcast(message);
      accept(port, port.node(), message.position(), value);
    }
  }

  private void vote(Port port, Message message) {
    if (message.view() > view || (message.view() == view && isChanging)) {
      if (message.view() > Math.max(view, askedFor)) {
        askedFor = message.view();
        port.send(message.from(), Message.of(FETCH_VIEW, port, message.view(), 0, 0));
      }
      early.add(message);
      return;
    }
    var slot = log.slot(message.position());
    if (message.view() < view || slot == null) {
      return;
    }
    switch (message.type()) {
      case PRE_PREPARE -> {
        if (message.from() == port.settings().leader(view) && slot.value == PbftSlot.UNKNOWN) {
          accept(port, message.from(), message.position(), message.value());
        }
      }
      case PREPARE -> slot.prepares.add(message.from(), message.value());
      default -> slot.commits.add(message.from(), message.value());
    }
    advance(port, slot);
  }

  private void accept(Port port, int leader, long position, long value) {
    var slot = log.slot(position);
    if (slot == null) {
      return;
    }
    if (accepted == log.executed()) {
      progressNs = port.nowNs();
    }
    accepted = Math.max(accepted, position + 1);
    slot.value = value;
    slot.prepares.add(leader, value);
    if (leader != port.node()) {
      slot.prepares.add(port.node(), value);
      port.broadcast(Message.of(PREPARE, port, view, position, value));
    }
    advance(port, slot);
  }

  private void advance(Port port, PbftSlot slot) {
    var quorum = port.settings().quorum();
    if (slot.value == PbftSlot.UNKNOWN) {
      return;
    }
    if (!slot.isPrepared && slot.prepares.count(slot.value) >= quorum) {
      slot.prepare(view);
      slot.commits.add(port.node(), slot.value);
      port.broadcast(Message.of(COMMIT, port, view, slot.position, slot.value));
    }
    if (slot.isPrepared && !slot.isCommitted && slot.commits.count(slot.value) >= quorum) {
      slot.isCommitted = true;
      execute(port);
    }
  }

  private void execute(Port port) {
    progressNs = port.nowNs();
    failures = 0;
    if (log.execute(port)) {
      port.broadcast(Message.of(CHECKPOINT, port, view, log.executed(), 0));
      checkpoint(port, port.node(), log.executed());
    }
  }

  private void checkpoint(Port port, int from, long position) {
    if (log.checkpoint(from, position, port.settings().quorum())) {
      port.takeOver(log.executed());
      accepted = Math.max(accepted, log.executed());
      next = Math.max(next, log.executed());
      execute(port);
    }
  }

  private void watch(Port port) {
    if (port.nowNs() - watchedNs > port.settings().timeoutNs()) {
      // This replica was down: it has not waited for anybody.
      progressNs = port.nowNs();
    }
    watchedNs = port.nowNs();
    if (!isChanging && accepted <= log.executed() && port.pending() == 0) {
      progressNs = port.nowNs();
    } else if (port.nowNs() - progressNs > port.settings().timeoutNs(failures)) {
      if (!isChanging) {
        change(port, view + 1);
      } else if (PbftViews.atLeast(changes, view) >= port.settings().quorum()) {
        failures++;
        change(port, view + 1);
      } else {
        progressNs = port.nowNs();
        PbftViews.repeat(changes, port);
      }
    }
  }

  private void change(Port port, int to) {
    view = to;
    isChanging = true;
    progressNs = port.nowNs();
    port.leaderChanged();
    var message = Message.of(VIEW_CHANGE, port, to, 0, 0).withBody(PbftViews.ballot(log));
    port.broadcast(message);
    viewChange(port, message);
  }

  private void viewChange(Port port, Message message) {
    PbftViews.keep(changes, message);
    if (message.view() > view && PbftViews.atLeast(changes, view + 1) >= port.settings().weak()) {
      change(port, PbftViews.nth(changes, port.settings().weak()));
    }
    if (isChanging
        && port.settings().leader(view) == port.node()
        && PbftViews.count(changes, view) >= port.settings().quorum()) {
      lead(port);
    }
  }

  /** As leader of the view: what a quorum may have decided comes first, then what is known. */
  private void lead(Port port) {
    var reproposal = PbftViews.decide(changes, view).withKnown(log, accepted);
    var message = Message.of(NEW_VIEW, port, view, 0, 0).withBody(reproposal);
    port.broadcast(message);
    enter(port, message);
  }

  private void enter(Port port, Message message) {
    var isNew = message.view() > view || (message.view() == view && isChanging);
    if (!isNew || !(message.body() instanceof PbftViews.Reproposal reproposal)) {
      return;
    }
    view = message.view();
    newView = message;
    isChanging = false;
    progressNs = port.nowNs();
    log.enterView();
    if (log.takeOver(reproposal.stable())) {
      // The new view comes with a quorum's proof of the checkpoint it starts from.
      port.takeOver(log.executed());
      execute(port);
    }
    accepted = log.executed();
    next = Math.max(log.executed(), reproposal.stable() + reproposal.values().size());
    var position = reproposal.stable();
    for (var value : reproposal.values()) {
      accept(port, message.from(), position++, value);
    }
    var replay = List.copyOf(early);
    early.clear();
    replay.forEach(late -> onMessage(port, late));
  }
}
