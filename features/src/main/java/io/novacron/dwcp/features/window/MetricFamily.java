package io.novacron.dwcp.features.window;

import io.novacron.dwcp.common.schema.ColumnSpec;
import io.novacron.dwcp.common.schema.Role;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/**
 * Metrics × windows × aggregates, each combination one column {@code
 * <metric>_<aggregate>_<window>}, in that nesting of loops; but no ratio of the longest window to
 * itself.
 */
public record MetricFamily(List<Metric> metrics, List<Span> windows, List<Aggregate> aggregates)
    implements Serializable {

  public MetricFamily {
    metrics = List.copyOf(metrics);
    windows = List.copyOf(windows);
    aggregates = List.copyOf(aggregates);
    if (metrics.isEmpty() || windows.isEmpty() || aggregates.isEmpty()) {
      throw new IllegalArgumentException(
          "family: no metric, window or aggregate; name at least one of each");
    }
  }

  /** One column of the family. */
  record Cell(Metric metric, Span window, Aggregate aggregate) {

    String name() {
      return metric.column() + "_" + aggregate.label() + "_" + window.label();
    }
  }

  List<Cell> cells() {
    var cells = new ArrayList<Cell>();
    for (var metric : metrics) {
      for (var window : windows) {
        for (var aggregate : aggregates) {
          if (aggregate != Aggregate.RATIO || !window.equals(longest())) {
            cells.add(new Cell(metric, window, aggregate));
          }
        }
      }
    }
    return cells;
  }

  /** The window that {@link Aggregate#RATIO} compares with. */
  Span longest() {
    return windows.stream().max(Comparator.comparingLong(Span::lengthSeconds)).orElseThrow();
  }

  /** The columns that the family makes, with {@code prefix} before each name. */
  public List<ColumnSpec> columns(String prefix) {
    return cells().stream().map(cell -> column(prefix, cell)).toList();
  }

  private static ColumnSpec column(String prefix, Cell cell) {
    var comment =
        "%s of %s, window %s, over arrival time."
            .formatted(
                cell.aggregate().description(), cell.metric().column(), cell.window().label());
    var unit = cell.aggregate().unit(cell.metric().unit());
    return ColumnSpec.of(prefix + cell.name(), DataTypes.DoubleType, Role.DERIVED, unit, comment)
        .orNull();
  }
}
