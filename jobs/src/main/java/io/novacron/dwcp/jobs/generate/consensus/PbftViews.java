package io.novacron.dwcp.jobs.generate.consensus;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What PBFT's replicas tell each other when the view changes, and what follows from it. */
final class PbftViews {

  /** That a quorum prepared a value. */
  private record Prepared(long position, int view, long value) {}

  /** What a replica takes along: its stable checkpoint and all that it prepared since. */
  private record Ballot(long stable, List<Prepared> prepared) {}

  /** What the new leader proposes again, from a stable checkpoint on. */
  record Reproposal(long stable, List<Long> values) {

    /** With what else is known below {@code until}. */
    Reproposal withKnown(PbftLog log, long until) {
      var all = new ArrayList<>(values);
      all.addAll(log.known(stable, until, Set.copyOf(values)));
      return new Reproposal(stable, List.copyOf(all));
    }
  }

  private PbftViews() {}

  /** Of each replica the latest counts. */
  static void keep(@Nullable Message[] changes, Message message) {
    var known = changes[message.from()];
    if (known == null || known.view() < message.view()) {
      changes[message.from()] = message;
    }
  }

  /** Says once more what this replica wants. */
  static void repeat(@Nullable Message[] changes, Port port) {
    var mine = changes[port.node()];
    if (mine != null) {
      port.broadcast(mine);
    }
  }

  /** Replicas that want exactly this view. */
  static int count(@Nullable Message[] changes, int view) {
    var count = 0;
    for (var change : changes) {
      count += change != null && change.view() == view ? 1 : 0;
    }
    return count;
  }

  /** The {@code rank}-th largest wanted view: at least one honest replica wants one as large. */
  static int nth(@Nullable Message[] changes, int rank) {
    var tally = new Tally(changes.length);
    for (var from = 0; from < changes.length; from++) {
      var change = changes[from];
      if (change != null) {
        tally.raise(from, change.view());
      }
    }
    return (int) tally.ranked(rank, 0);
  }

  /** Replicas that want this view or a later one. */
  static int atLeast(@Nullable Message[] changes, int view) {
    var count = 0;
    for (var change : changes) {
      count += change != null && change.view() >= view ? 1 : 0;
    }
    return count;
  }

  static Object ballot(PbftLog log) {
    var prepared = new ArrayList<Prepared>();
    for (var slot : log.slots()) {
      if (slot.position >= log.stable() && slot.preparedView >= 0) {
        prepared.add(new Prepared(slot.position, slot.preparedView, slot.preparedValue));
      }
    }
    return new Ballot(log.stable(), List.copyOf(prepared));
  }

  /** At each position what was prepared in the latest view; nothing where nobody prepared. */
  static Reproposal decide(@Nullable Message[] changes, int view) {
    var low = 0L;
    var best = new TreeMap<Long, Prepared>();
    for (var change : changes) {
      if (change != null && change.view() == view && change.body() instanceof Ballot ballot) {
        low = Math.max(low, ballot.stable());
        for (var one : ballot.prepared()) {
          best.merge(one.position(), one, (a, b) -> a.view() >= b.view() ? a : b);
        }
      }
    }
    var values = new ArrayList<Long>();
    for (var at = low; !best.isEmpty() && at <= best.lastKey(); at++) {
      var one = best.get(at);
      values.add(one == null ? Batches.NOTHING : one.value());
    }
    return new Reproposal(low, List.copyOf(values));
  }
}
