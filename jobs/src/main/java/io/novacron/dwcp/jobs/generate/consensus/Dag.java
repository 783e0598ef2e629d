package io.novacron.dwcp.jobs.generate.consensus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The certificates that one replica has, closed under ancestry, and what of them is ordered. */
final class Dag {

  private static final Comparator<Vertex> BY_ROUND =
      Comparator.comparingInt(Vertex::round).thenComparingInt(Vertex::author);

  private final int n;
  private final List<@Nullable Vertex[]> rounds = new ArrayList<>();
  private long[] masks = new long[256];
  private long[] ordered = new long[256];
  private long[] voted = new long[256];
  private long positions;

  Dag(int n) {
    this.n = n;
  }

  private void reach(int round) {
    while (rounds.size() <= round) {
      rounds.add(new @Nullable Vertex[n]);
    }
    if (round >= masks.length) {
      var capacity = Math.max(round + 1, masks.length * 2);
      masks = Arrays.copyOf(masks, capacity);
      ordered = Arrays.copyOf(ordered, capacity);
      voted = Arrays.copyOf(voted, capacity);
    }
  }

  /** Adds a certificate whose parents are here. */
  void add(Vertex vertex) {
    reach(vertex.round());
    rounds.get(vertex.round())[vertex.author()] = vertex;
    masks[vertex.round()] |= 1L << vertex.author();
  }

  boolean has(int round, int author) {
    return (mask(round) & (1L << author)) != 0;
  }

  /** Whether all parents are here; headers of the first round have none. */
  boolean hasParents(Vertex vertex) {
    for (var parent : vertex.parents()) {
      if (!has(parent.round(), parent.author())) {
        return false;
      }
    }
    return true;
  }

  @Nullable Vertex get(int round, int author) {
    return has(round, author) ? rounds.get(round)[author] : null;
  }

  /** Authors of the certificates of a round. */
  long mask(int round) {
    return round < rounds.size() ? masks[round] : 0;
  }

  int count(int round) {
    return Long.bitCount(mask(round));
  }

  /** The latest round with a certificate. */
  int top() {
    return rounds.size() - 1;
  }

  /** The certificates of a round that are here. */
  List<Vertex> round(int round) {
    return round(round, mask(round));
  }

  /** Those of some authors. */
  List<Vertex> round(int round, long authors) {
    var found = new ArrayList<Vertex>();
    for (var left = authors; left != 0; left &= left - 1) {
      var vertex = get(round, Long.numberOfTrailingZeros(left));
      if (vertex != null) {
        found.add(vertex);
      }
    }
    return found;
  }

  /** Certificates of {@code round} that have {@code author} among their parents. */
  int links(int round, int author) {
    var links = 0;
    for (var left = mask(round); left != 0; left &= left - 1) {
      var vertex = rounds.get(round)[Long.numberOfTrailingZeros(left)];
      links += vertex != null && vertex.hasParent(author) ? 1 : 0;
    }
    return links;
  }

  /** Whether a path leads from one certificate down to an older one. */
  boolean isLinked(Vertex from, Vertex to) {
    var mask = 1L << from.author();
    for (var round = from.round(); round > to.round(); round--) {
      var below = 0L;
      for (var left = mask; left != 0; left &= left - 1) {
        var vertex = rounds.get(round)[Long.numberOfTrailingZeros(left)];
        if (vertex != null) {
          for (var parent : vertex.parents()) {
            below |= 1L << parent.author();
          }
        }
      }
      mask = below;
    }
    return (mask & (1L << to.author())) != 0;
  }

  /** True the first time: a replica votes for one header of each author and round. */
  boolean vote(Vertex vertex) {
    reach(vertex.round());
    var bit = 1L << vertex.author();
    var first = (voted[vertex.round()] & bit) == 0;
    voted[vertex.round()] |= bit;
    return first;
  }

  /** Commits what is below a certificate and not ordered yet, by round, then author. */
  void order(Port port, Vertex anchor) {
    var found = new ArrayList<Vertex>();
    Deque<Vertex> open = new ArrayDeque<>();
    mark(anchor, open);
    while (!open.isEmpty()) {
      var vertex = open.pop();
      found.add(vertex);
      vertex.parents().forEach(parent -> mark(parent, open));
    }
    found.sort(BY_ROUND);
    for (var vertex : found) {
      port.commit(positions++, vertex.value());
    }
  }

  private void mark(Vertex vertex, Deque<Vertex> open) {
    reach(vertex.round());
    var bit = 1L << vertex.author();
    if ((ordered[vertex.round()] & bit) == 0) {
      ordered[vertex.round()] |= bit;
      open.push(vertex);
    }
  }
}
