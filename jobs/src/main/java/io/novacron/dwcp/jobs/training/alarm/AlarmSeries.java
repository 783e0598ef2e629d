package io.novacron.dwcp.jobs.training.alarm;

import io.novacron.dwcp.evaluation.decision.AlarmEvents;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * The scored windows of one entity and part, in the order of time.
 *
 * @param rows rows with {@code ts, started_at}, score and event
 */
record AlarmSeries(List<Row> rows, AlarmColumns columns) {

  private static final double MS_A_SECOND = 1000;

  static AlarmSeries of(Iterator<Row> group, AlarmColumns columns) {
    var rows = new ArrayList<Row>();
    group.forEachRemaining(rows::add);
    rows.sort(Comparator.comparing(row -> row.<Timestamp>getAs("ts")));
    return new AlarmSeries(rows, columns);
  }

  double[] scores() {
    return rows.stream().mapToDouble(row -> row.<Double>getAs(AlarmColumns.SCORE)).toArray();
  }

  /** What each window adds to events and false alarms. */
  List<AlarmEvents.Tally> tallies(boolean[] alarms, long mergeGapS) {
    var windows = new ArrayList<AlarmEvents.Window>(rows.size());
    for (var i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      String event = row.getAs(columns.event());
      windows.add(
          event == null
              ? new AlarmEvents.Window(seconds(row, "ts"), "", 0, alarms[i])
              : new AlarmEvents.Window(
                  seconds(row, "ts"), event, seconds(row, "started_at"), alarms[i]));
    }
    return new AlarmEvents(mergeGapS).of(windows);
  }

  private static long seconds(Row row, String column) {
    return Math.floorDiv(row.<Timestamp>getAs(column).getTime(), (long) MS_A_SECOND);
  }
}
