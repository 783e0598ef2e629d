package io.novacron.dwcp.jobs.generate.consensus;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Events in total order: by time, then by when they were added.
 *
 * <p><b>Definition.</b> A 4-ary heap over two arrays of {@code long}: time, and number of the event
 * with its slot in the lower bits. What an event is lies in slots that do not move. Nothing is
 * boxed.
 *
 * <p><b>Cost.</b> O(log n) an event, two array reads a comparison. At most {@value #MAX_PENDING}
 * events wait at once.
 */
final class EventQueue {

  static final int MAX_PENDING = 1 << 24;

  private static final int SLOT_BITS = 24;
  private static final int SLOT_MASK = MAX_PENDING - 1;
  private static final int ARITY = 4;

  private long[] times = new long[1024];
  private long[] orders = new long[1024];
  private int size;
  private long added;

  private int[] nodes = new int[1024];
  private int[] kinds = new int[1024];
  private long[] tags = new long[1024];
  private @Nullable Message[] messages = new @Nullable Message[1024];
  private int[] free = new int[1024];
  private int freeCount;
  private int slots;

  /** The event that was taken last. */
  private int current = -1;

  private long currentTime;

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  long nextTime() {
    return times[0];
  }

  void addMessage(long time, int node, Message message) {
    var slot = slot();
    nodes[slot] = node;
    messages[slot] = message;
    push(time, slot);
  }

  void addTimer(long time, int node, int kind, long tag) {
    var slot = slot();
    nodes[slot] = node;
    kinds[slot] = kind;
    tags[slot] = tag;
    push(time, slot);
  }

  /** Takes the first event out; the methods below then tell what it is. */
  void take() {
    if (size == 0) {
      throw new IllegalStateException("no event is left");
    }
    if (current >= 0) {
      messages[current] = null;
      free[freeCount++] = current;
    }
    currentTime = times[0];
    current = (int) (orders[0] & SLOT_MASK);
    size--;
    if (size > 0) {
      sink(times[size], orders[size]);
    }
  }

  long time() {
    return currentTime;
  }

  int node() {
    return nodes[current];
  }

  /** The message that arrives, or null when a timer runs out. */
  @Nullable Message message() {
    return messages[current];
  }

  int kind() {
    return kinds[current];
  }

  long tag() {
    return tags[current];
  }

  private int slot() {
    if (freeCount > 0) {
      return free[--freeCount];
    }
    if (slots == nodes.length) {
      if (slots == MAX_PENDING) {
        throw new IllegalStateException("more than %d events wait".formatted(MAX_PENDING));
      }
      var capacity = slots * 2;
      nodes = Arrays.copyOf(nodes, capacity);
      kinds = Arrays.copyOf(kinds, capacity);
      tags = Arrays.copyOf(tags, capacity);
      messages = Arrays.copyOf(messages, capacity);
      free = Arrays.copyOf(free, capacity);
    }
    return slots++;
  }

  private void push(long time, int slot) {
    if (size == times.length) {
      times = Arrays.copyOf(times, size * 2);
      orders = Arrays.copyOf(orders, size * 2);
    }
    var order = (added++ << SLOT_BITS) | slot;
    var hole = size++;
    while (hole > 0) {
      var parent = (hole - 1) / ARITY;
      if (!isBefore(time, order, parent)) {
        break;
      }
      times[hole] = times[parent];
      orders[hole] = orders[parent];
      hole = parent;
    }
    times[hole] = time;
    orders[hole] = order;
  }

  private void sink(long time, long order) {
    var hole = 0;
    while (true) {
      var first = hole * ARITY + 1;
      if (first >= size) {
        break;
      }
      var least = first;
      var end = Math.min(first + ARITY, size);
      for (var child = first + 1; child < end; child++) {
        if (isBefore(times[child], orders[child], least)) {
          least = child;
        }
      }
      if (isBefore(time, order, least)) {
        break;
      }
      times[hole] = times[least];
      orders[hole] = orders[least];
      hole = least;
    }
    times[hole] = time;
    orders[hole] = order;
  }

  private boolean isBefore(long time, long order, int other) {
    return time < times[other] || (time == times[other] && order < orders[other]);
  }
}
