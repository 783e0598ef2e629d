package io.novacron.dwcp.features.window;

import java.util.ArrayList;
import java.util.List;

/**
 * All windows of one entity in one pass over its events and queries in the order of time.
 *
 * <p>Shape: {@link #event} takes a row's metrics in {@link WindowPlan#metrics} order, {@link
 * #query} fills one number per column of {@link WindowPlan#columns}. Missing is NaN, in and out. An
 * event at time t must come before a query at t, for a row counts that arrived by T.
 *
 * <p>Cost: O(1) amortised a row and window, whatever the window's length; rows that no query sees
 * are only stored. Memory holds at most four times the rows of the longest window, and never less
 * than 1,024. The state is reused for the next entity after {@link #clear}.
 */
@HotPath
final class EntityWindows {

  /** One column: the state to read, and for ratios the state to divide by. */
  private record Output(Aggregate aggregate, Accumulator state, Accumulator divisor) {}

  private final List<SlidingWindow> windows = new ArrayList<>();
  private final List<Output> outputs = new ArrayList<>();
  private final RowRing rows;
  private long origin;
  private boolean empty = true;

  EntityWindows(WindowPlan plan) {
    var metrics = plan.metrics();
    rows = new RowRing(metrics.size());
    for (var family : plan.families()) {
      for (var cell : family.cells()) {
        var metric = metrics.indexOf(cell.metric());
        var state = window(cell.window(), metrics.size()).state(metric, cell.aggregate());
        var divisor =
            cell.aggregate() == Aggregate.RATIO
                ? window(family.longest(), metrics.size()).state(metric, Aggregate.MEAN)
                : state;
        outputs.add(new Output(cell.aggregate(), state, divisor));
      }
    }
  }

  private SlidingWindow window(Span span, int metrics) {
    for (var window : windows) {
      if (window.span().equals(span)) {
        return window;
      }
    }
    var added = new SlidingWindow(span, metrics);
    windows.add(added);
    return added;
  }

  /** Forgets the entity. */
  void clear() {
    rows.clear();
    windows.forEach(SlidingWindow::clear);
    empty = true;
  }

  /** Takes in a row that arrived at {@code micros}. */
  void event(long micros, double[] values) {
    if (empty) {
      origin = micros;
      empty = false;
    }
    if (rows.isFull()) {
      advance(micros - origin);
      rows.makeRoom();
    }
    rows.add(micros - origin, values);
  }

  /** Writes the features at {@code micros} into {@code features}. */
  void query(long micros, double[] features) {
    var now = empty ? 0 : micros - origin;
    advance(now);
    for (var i = 0; i < features.length; i++) {
      var output = outputs.get(i);
      var value = output.state().value(output.aggregate(), now);
      if (output.aggregate() == Aggregate.RATIO) {
        value /= output.divisor().value(Aggregate.MEAN, now);
      }
      features[i] = Double.isFinite(value) ? value : Double.NaN;
    }
  }

  private void advance(long now) {
    var needed = Long.MAX_VALUE;
    for (var window : windows) {
      needed = Math.min(needed, window.advance(rows, now));
    }
    rows.releaseBefore(needed);
  }

  /** How many rows the buffer has room for. */
  int capacity() {
    return rows.capacity();
  }
}
