package io.novacron.dwcp.jobs.operate.outlier;

import io.novacron.dwcp.jobs.operate.outlier.LabelledWindows.Window;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Merges alarming rows, in the order of time in one partition, into alarms and counts the labelled
 * windows that have one and the alarms that have no window.
 */
final class AlarmPass implements MapPartitionsFunction<Row, Row> {

  static final StructType SCHEMA = StructType.fromDDL("found bigint, false_alarms bigint");

  private static final long serialVersionUID = 1L;
  private static final long MICROS_A_SECOND = 1_000_000L;

  private final LabelledWindows windows;
  private final long mergeMicros;

  AlarmPass(LabelledWindows windows, long mergeSeconds) {
    this.windows = windows;
    this.mergeMicros = mergeSeconds * MICROS_A_SECOND;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    if (!rows.hasNext()) {
      return Collections.emptyIterator();
    }
    var found = new HashSet<Window>();
    var falseAlarms = 0L;
    var start = rows.next().getLong(0);
    var last = start;
    while (rows.hasNext()) {
      var next = rows.next().getLong(0);
      if (next - last > mergeMicros) {
        falseAlarms += isFalse(start, last, found) ? 1 : 0;
        start = next;
      }
      last = next;
    }
    falseAlarms += isFalse(start, last, found) ? 1 : 0;
    return List.of(RowFactory.create((long) found.size(), falseAlarms)).iterator();
  }

  private boolean isFalse(long start, long last, Set<Window> found) {
    var met = windows.windows().stream().filter(window -> window.meets(start, last)).toList();
    found.addAll(met);
    return met.isEmpty();
  }
}
