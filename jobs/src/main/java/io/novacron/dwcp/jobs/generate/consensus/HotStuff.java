package io.novacron.dwcp.jobs.generate.consensus;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chained HotStuff with a rotating leader: each block carries a certificate of an earlier one, and
 * a chain of certified blocks of consecutive views commits its first.
 *
 * <p><b>Definition.</b> A replica votes once a view, for a block whose certificate is not older
 * than its lock. With a chain of two it locks on the latest certificate it has seen (Jolteon), with
 * a chain of three on its parent. A view ends by its certificate, or by a quorum of time-outs,
 * which carry each sender's latest certificate; time-outs double while nothing commits.
 *
 * <p><b>Source.</b> Yin et al., PODC 2019; Gelashvili et al., FC 2022.
 */
final class HotStuff implements Protocol {

  static final int PROPOSAL = 31;
  static final int VOTE = 32;
  static final int TIME_OUT = 33;

  private static final int VIEW_TIMER = 31;
  private static final int PROPOSE = 32;

  /** A block; its ancestors come with it, as hashes vouch for them. */
  record Block(int view, long height, long value, @Nullable Block parent, @Nullable Object cut) {}

  /** What blocks hold, and what becomes of it. */
  interface Payload {

    /** The value of a new block, and what goes with it. */
    Block fill(Port port, int view, Block parent);

    void commit(Port port, Block block);
  }

  private static final Block GENESIS = new Block(0, -1, Batches.NOTHING, null, null);

  private final Payload payload;
  private final Map<Integer, Votes> votes = new HashMap<>();
  private final Map<Integer, Tally> timeOuts = new HashMap<>();
  private Block certified = GENESIS;
  private Block locked = GENESIS;
  private Block decided = GENESIS;
  private int view = 1;
  private int votedView;
  private int proposedView;
  private int gaveUpView;
  private int failures;

  HotStuff(Payload payload) {
    this.payload = payload;
  }

  /** Votes of one view, with the block that each value stands for. */
  private static final class Votes {
    final Tally tally;
    final Map<Long, Block> blocks = new HashMap<>();

    Votes(int n) {
      tally = new Tally(n);
    }
  }

  @Override
  public boolean isOwnStatement(int type) {
    return type == PROPOSAL || type == VOTE;
  }

  @Override
  public void onStart(Port port) {
    startTimer(port);
    if (port.settings().leader(view) == port.node()) {
      port.after(0, PROPOSE, view);
    }
  }

  @Override
  public void onTimer(Port port, int kind, long tag) {
    if (tag != view) {
      return;
    }
    if (kind == PROPOSE) {
      propose(port);
    } else {
      giveUp(port);
      startTimer(port);
    }
  }

  @Override
  public void onMessage(Port port, Message message) {
    switch (message.type()) {
      case PROPOSAL -> proposal(port, message);
      case VOTE -> {
        if (message.body() instanceof Block block) {
          vote(port, message.from(), sameBlock(block, message.value()));
        }
      }
      case TIME_OUT -> {
        if (message.body() instanceof Block block) {
          certificate(port, block);
          timeOut(port, message.from(), message.view());
        }
      }
      default -> throw new IllegalStateException("type " + message.type());
    }
  }

  private static Block sameBlock(Block block, long value) {
    return block.value() == value
        ? block
        : new Block(block.view(), block.height(), value, block.parent(), block.cut());
  }

  private void startTimer(Port port) {
    port.after(port.settings().timeoutNs(failures), VIEW_TIMER, view);
  }

  private void propose(Port port) {
    if (proposedView >= view) {
      return;
    }
    proposedView = view;
    var block = payload.fill(port, view, certified);
    var size = (int) port.settings().proposalBytes(port.requests(block.value()));
    var message = Message.of(PROPOSAL, port, view, block.height(), block.value());
    port.broadcast(message.withBody(block).withBytes(size));
    support(port, block);
  }

  private void proposal(Port port, Message message) {
    if (!(message.body() instanceof Block sent) || sent.parent() == null) {
      return;
    }
    certificate(port, sent.parent());
    if (message.view() > view) {
      // Its leader went on by a quorum of time-outs that has not arrived here yet.
      enter(port, message.view());
    }
    if (message.view() == view && message.from() == port.settings().leader(view)) {
      support(port, sameBlock(sent, message.value()));
    }
  }

  /** Votes for a block of the present view, unless that could contradict an earlier vote. */
  private void support(Port port, Block block) {
    var parent = block.parent();
    if (votedView >= view || parent == null || parent.view() < locked.view()) {
      return;
    }
    votedView = view;
    var next = port.settings().leader(view + 1);
    if (next == port.node()) {
      vote(port, port.node(), block);
    } else {
      port.send(next, Message.of(VOTE, port, view, 0, block.value()).withBody(block));
    }
  }

  private void vote(Port port, int from, Block block) {
    if (block.view() <= certified.view()) {
      return;
    }
    var given = votes.computeIfAbsent(block.view(), any -> new Votes(port.settings().n()));
    given.blocks.putIfAbsent(block.value(), block);
    if (given.tally.add(from, block.value()) >= port.settings().quorum()) {
      certificate(port, given.blocks.get(block.value()));
      if (port.settings().leader(view) == port.node()) {
        propose(port);
      }
    }
  }

  private void giveUp(Port port) {
    gaveUpView = view;
    votedView = Math.max(votedView, view);
    port.broadcast(Message.of(TIME_OUT, port, view, 0, 0).withBody(certified));
    timeOut(port, port.node(), view);
  }

  private void timeOut(Port port, int from, int ended) {
    if (ended < view) {
      return;
    }
    var given = timeOuts.computeIfAbsent(ended, any -> new Tally(port.settings().n()));
    var count = given.add(from, 0);
    if (count == port.settings().weak() && gaveUpView < ended) {
      if (ended > view) {
        enter(port, ended);
      }
      giveUp(port);
    } else if (count >= port.settings().quorum()) {
      failures++;
      port.leaderChanged();
      enter(port, ended + 1);
      if (port.settings().leader(view) == port.node()) {
        propose(port);
      }
    }
  }

  /** A quorum has certified a block: it may lock, commit and end its view. */
  private void certificate(Port port, Block block) {
    if (block.view() > certified.view()) {
      certified = block;
      var lock = port.settings().chainLength() == 2 ? block : block.parent();
      if (lock != null && lock.view() > locked.view()) {
        locked = lock;
      }
      commit(port, block);
    }
    if (block.view() >= view) {
      enter(port, block.view() + 1);
    }
  }

  private void commit(Port port, Block tip) {
    var first = tip;
    for (var links = 1; links < port.settings().chainLength(); links++) {
      var parent = first.parent();
      if (parent == null || parent.view() + 1 != first.view()) {
        return;
      }
      first = parent;
    }
    if (first.height() <= decided.height()) {
      return;
    }
    Deque<Block> path = new ArrayDeque<>();
    for (var at = first; at != null && at.height() > decided.height(); at = at.parent()) {
      path.push(at);
    }
    path.forEach(block -> payload.commit(port, block));
    decided = first;
    failures = 0;
  }

  private void enter(Port port, int to) {
    view = to;
    votes.keySet().removeIf(old -> old < to - 1);
    timeOuts.keySet().removeIf(old -> old < to);
    startTimer(port);
  }
}
