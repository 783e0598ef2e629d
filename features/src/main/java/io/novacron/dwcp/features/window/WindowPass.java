package io.novacron.dwcp.features.window;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** One pass over a partition that is sorted by entity, segment and time; emits the queries. */
final class WindowPass implements MapPartitionsFunction<Row, Row> {

  private static final long serialVersionUID = 1L;

  private final WindowPlan plan;
  private final StructType schema;

  WindowPass(WindowPlan plan, StructType schema) {
    this.plan = plan;
    this.schema = schema;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    return new Pass(rows, plan, schema);
  }

  @HotPath
  private static final class Pass implements Iterator<Row> {

    private final Iterator<Row> rows;
    private final StructType schema;
    private final EntityWindows windows;
    private final int entityColumns;
    private final double[] metrics;
    private final double[] features;
    private List<@Nullable Object> group = List.of();
    private @Nullable Row next;

    Pass(Iterator<Row> rows, WindowPlan plan, StructType schema) {
      this.rows = rows;
      this.schema = schema;
      this.windows = new EntityWindows(plan);
      this.entityColumns = plan.entity().size();
      this.metrics = new double[plan.metrics().size()];
      this.features = new double[plan.columns().size()];
    }

    @Override
    public boolean hasNext() {
      while (next == null && rows.hasNext()) {
        next = take(rows.next());
      }
      return next != null;
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      var result = Objects.requireNonNull(next);
      next = null;
      return result;
    }

    /** The finished row of a query; null for an event. */
    private @Nullable Row take(Row row) {
      startGroup(row);
      var micros = row.getLong(entityColumns);
      if (row.getInt(entityColumns + 2) == WindowFeatures.QUERY_KIND) {
        windows.query(micros, features);
        return finished(row.getStruct(entityColumns + 4));
      }
      for (var i = 0; i < metrics.length; i++) {
        var value = row.get(entityColumns + 5 + i);
        metrics[i] =
            value instanceof Double number && Double.isFinite(number) ? number : Double.NaN;
      }
      windows.event(micros, metrics);
      return null;
    }

    private void startGroup(Row row) {
      var same =
          !group.isEmpty() && Objects.equals(group.get(entityColumns), row.get(entityColumns + 1));
      for (var i = 0; same && i < entityColumns; i++) {
        same = Objects.equals(group.get(i), row.get(i));
      }
      if (!same) {
        group = new ArrayList<>();
        for (var i = 0; i < entityColumns; i++) {
          group.add(row.get(i));
        }
        group.add(row.get(entityColumns + 1));
        windows.clear();
      }
    }

    private Row finished(Row query) {
      var values = new @Nullable Object[query.size() + features.length];
      for (var i = 0; i < query.size(); i++) {
        values[i] = query.get(i);
      }
      for (var i = 0; i < features.length; i++) {
        values[query.size() + i] = Double.isNaN(features[i]) ? null : features[i];
      }
      return new GenericRowWithSchema(values, schema);
    }
  }
}
