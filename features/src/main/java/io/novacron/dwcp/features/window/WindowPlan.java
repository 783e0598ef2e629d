package io.novacron.dwcp.features.window;

import io.novacron.dwcp.common.schema.ColumnSpec;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;

/**
 * What to compute for each query row from the events of its entity.
 *
 * @param name goes before each column's name, so that two plans can feed one table; may be empty
 * @param entity columns that events and queries share and that say whose rows they are
 * @param times which columns hold arrival, order and query time
 * @param segmentSeconds an entity's rows are cut into segments of this length, each worked on by
 *     itself with the rows of the longest window before it; so no entity can stall a task
 * @param families the columns
 */
public record WindowPlan(
    String name, List<String> entity, Times times, long segmentSeconds, List<MetricFamily> families)
    implements Serializable {

  /**
   * Columns that hold times.
   *
   * @param arrival of events: when the row became known; windows are over it
   * @param order of events: decides which of the rows that arrived together is last
   * @param query of queries: the T for which the features are asked
   */
  public record Times(String arrival, String order, String query) implements Serializable {

    /** The suite's names: {@code ingested_at}, {@code ts} and {@code ts}. */
    public static final Times TELEMETRY = new Times("ingested_at", "ts", "ts");
  }

  public WindowPlan {
    entity = List.copyOf(entity);
    families = List.copyOf(families);
    if (entity.isEmpty() || families.isEmpty()) {
      throw new IllegalArgumentException(
          "window plan: no entity column or no family; name at least one of each");
    }
    if (segmentSeconds < 1) {
      throw new IllegalArgumentException(
          "segment-seconds: %d; name a length of at least one second".formatted(segmentSeconds));
    }
    var names = new HashSet<String>();
    for (var family : families) {
      for (var column : family.columns(name)) {
        if (!names.add(column.name())) {
          throw new IllegalArgumentException(
              "window plan: two families make one column: %s; drop it from one"
                  .formatted(column.name()));
        }
      }
    }
  }

  /** The columns that the plan adds to each query row, in order. */
  public List<ColumnSpec> columns() {
    return families.stream().flatMap(family -> family.columns(name).stream()).toList();
  }

  /** Each metric once, in order of first use. */
  List<Metric> metrics() {
    return families.stream().flatMap(family -> family.metrics().stream()).distinct().toList();
  }

  /** How far back the longest window reaches, in seconds. */
  long reachSeconds() {
    return families.stream()
        .flatMap(family -> family.windows().stream())
        .mapToLong(Span::reachSeconds)
        .max()
        .orElseThrow();
  }
}
