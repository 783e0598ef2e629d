package io.novacron.dwcp.jobs.generate.trace;

import io.novacron.dwcp.jobs.generate.link.LinkType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** What readers found: traces by name in order of appearance, and dirt by reason. */
final class TraceLog {

  private final Map<String, TraceBuilder> traces = new LinkedHashMap<>();
  private final Map<String, Long> dirt = new TreeMap<>();

  /** The trace of that name, begun where it is new. */
  TraceBuilder trace(String name, String peer, LinkType type) {
    return traces.computeIfAbsent(name + " " + peer, key -> new TraceBuilder(name, peer, type));
  }

  Iterable<TraceBuilder> traces() {
    return traces.values();
  }

  void count(String reason) {
    dirt.merge(reason, 1L, Long::sum);
  }

  Map<String, Long> dirt() {
    return dirt;
  }

  /** The number in a cell; none, and the line counted as refused, where there is no number. */
  OptionalDouble number(String cell, String reason) {
    try {
      var value = Double.parseDouble(cell.strip());
      if (Double.isFinite(value)) {
        return OptionalDouble.of(value);
      }
    } catch (NumberFormatException e) {
      // counted below: a cell without a number is data, not a failure
    }
    count(reason);
    return OptionalDouble.empty();
  }
}
