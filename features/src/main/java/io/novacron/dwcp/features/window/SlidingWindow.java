package io.novacron.dwcp.features.window;

import java.util.ArrayList;
import java.util.List;

/** One window over the shared rows: which of them are inside, and what each metric makes of it. */
@HotPath
final class SlidingWindow {

  private static final long MICROS_A_SECOND = 1_000_000;

  private final Span span;
  private final long lagMicros;
  private final long lengthMicros;
  private final List<List<Accumulator>> byMetric = new ArrayList<>();
  private Accumulator[][] states = {};
  private long tail;
  private long head;

  SlidingWindow(Span span, int metrics) {
    this.span = span;
    this.lagMicros = span.lagSeconds() * MICROS_A_SECOND;
    this.lengthMicros = span.lengthSeconds() * MICROS_A_SECOND;
    for (var metric = 0; metric < metrics; metric++) {
      byMetric.add(new ArrayList<>());
    }
  }

  Span span() {
    return span;
  }

  /** The state of {@code metric} that {@code aggregate} reads, made when there is none. */
  Accumulator state(int metric, Aggregate aggregate) {
    var present = byMetric.get(metric);
    for (var accumulator : present) {
      if (accumulator.serves(aggregate)) {
        return accumulator;
      }
    }
    var added = Accumulator.of(aggregate, span);
    present.add(added);
    states =
        byMetric.stream()
            .map(list -> list.toArray(Accumulator[]::new))
            .toArray(Accumulator[][]::new);
    return added;
  }

  void clear() {
    tail = 0;
    head = 0;
    clearStates();
  }

  private void clearStates() {
    for (var accumulators : states) {
      for (var accumulator : accumulators) {
        accumulator.clear();
      }
    }
  }

  /** Moves the window to {@code now}; returns the oldest row that it may still need. */
  long advance(RowRing rows, long now) {
    var newest = now - lagMicros;
    var oldest = newest - lengthMicros;
    if (head == tail || rows.elapsed(head - 1) <= oldest) {
      startAfter(rows, oldest);
    }
    while (head < rows.end() && rows.elapsed(head) <= newest) {
      enter(rows, head++);
      if (span.countsRows() && head - tail > span.rows()) {
        leave(rows, tail++);
      }
    }
    while (tail < head && rows.elapsed(tail) <= oldest) {
      leave(rows, tail++);
    }
    return tail;
  }

  /** Nothing inside is still of use: leaves out the rows that would only enter to leave again. */
  private void startAfter(RowRing rows, long oldest) {
    if (head > tail) {
      clearStates();
    }
    head = rows.firstAfter(oldest, head);
    tail = head;
  }

  private void enter(RowRing rows, long sequence) {
    var elapsed = rows.elapsed(sequence);
    for (var metric = 0; metric < states.length; metric++) {
      var value = rows.value(sequence, metric);
      if (!Double.isNaN(value)) {
        for (var accumulator : states[metric]) {
          accumulator.enter(sequence, elapsed, value);
        }
      }
    }
  }

  private void leave(RowRing rows, long sequence) {
    var elapsed = rows.elapsed(sequence);
    for (var metric = 0; metric < states.length; metric++) {
      var value = rows.value(sequence, metric);
      if (!Double.isNaN(value)) {
        for (var accumulator : states[metric]) {
          accumulator.leave(sequence, elapsed, value);
          if (accumulator.isWorn()) {
            enterAgain(rows, metric, accumulator, sequence + 1);
          }
        }
      }
    }
  }

  private void enterAgain(RowRing rows, int metric, Accumulator accumulator, long from) {
    accumulator.clear();
    for (var sequence = from; sequence < head; sequence++) {
      var value = rows.value(sequence, metric);
      if (!Double.isNaN(value)) {
        accumulator.enter(sequence, rows.elapsed(sequence), value);
      }
    }
  }
}
