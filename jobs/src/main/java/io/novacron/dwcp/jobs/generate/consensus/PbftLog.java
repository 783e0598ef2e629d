package io.novacron.dwcp.jobs.generate.consensus;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A PBFT replica's positions: the stable checkpoint, what is executed, and the slots between. */
final class PbftLog {

  /** Positions that are remembered above the stable checkpoint. */
  static final int WINDOW = 1024;

  private final PbftSlot[] slots = new PbftSlot[WINDOW];
  private final Tally reached;
  private long stable;
  private long executed;

  PbftLog(int n) {
    this.reached = new Tally(n);
    for (var i = 0; i < WINDOW; i++) {
      slots[i] = new PbftSlot(n);
    }
  }

  /** The slot of a position, or null when it is below the checkpoint or too far ahead. */
  @Nullable PbftSlot slot(long position) {
    if (position < stable || position >= stable + WINDOW) {
      return null;
    }
    var slot = slots[(int) (position % WINDOW)];
    if (slot.position != position) {
      slot.startOver(position);
    }
    return slot;
  }

  PbftSlot[] slots() {
    return slots;
  }

  long stable() {
    return stable;
  }

  /** Positions executed in a row from the first. */
  long executed() {
    return executed;
  }

  /** Commits what is decided and next; whether a checkpoint was passed. */
  boolean execute(Port port) {
    var before = executed;
    var slot = slot(executed);
    while (slot != null && slot.isCommitted) {
      port.commit(executed, slot.preparedValue);
      executed++;
      slot = slot(executed);
    }
    var every = port.settings().checkpointEvery();
    return executed / every > before / every;
  }

  /** A replica has executed up to a position; true when this one takes a checkpoint over. */
  boolean checkpoint(int from, long position, int quorum) {
    reached.raise(from, position);
    return takeOver(reached.ranked(quorum, 0));
  }

  /** A quorum has executed up to a position; true when this one had not and takes that over. */
  boolean takeOver(long position) {
    stable = Math.max(stable, position);
    if (executed >= stable) {
      return false;
    }
    executed = stable;
    return true;
  }

  /** What the leader of the view proposed at positions not decided here, but others. */
  List<Long> known(long from, long until, Set<Long> others) {
    var values = new ArrayList<Long>();
    var seen = new HashSet<>(others);
    for (var position = from; position < Math.min(until, stable + WINDOW); position++) {
      var slot = slot(position);
      if (slot != null && !slot.isCommitted && slot.value > 0 && seen.add(slot.value)) {
        values.add(slot.value);
      }
    }
    return values;
  }

  void enterView() {
    for (var slot : slots) {
      slot.enterView();
    }
  }
}
