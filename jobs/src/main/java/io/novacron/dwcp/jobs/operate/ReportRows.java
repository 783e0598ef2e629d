package io.novacron.dwcp.jobs.operate;

import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.evaluation.gate.Direction;
import io.novacron.dwcp.jobs.operate.ReportInput.Calibration;
import io.novacron.dwcp.jobs.operate.ReportInput.Check;
import io.novacron.dwcp.jobs.operate.ReportInput.Confusion;
import io.novacron.dwcp.jobs.operate.ReportInput.CurvePoint;
import io.novacron.dwcp.jobs.operate.ReportInput.Difference;
import io.novacron.dwcp.jobs.operate.ReportInput.Drift;
import io.novacron.dwcp.jobs.operate.ReportInput.Event;
import io.novacron.dwcp.jobs.operate.ReportInput.Gate;
import io.novacron.dwcp.jobs.operate.ReportInput.Metric;
import io.novacron.dwcp.jobs.operate.ReportInput.Run;
import io.novacron.dwcp.jobs.operate.ReportInput.Source;
import io.novacron.dwcp.jobs.operate.ReportInput.Step;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.apache.spark.sql.Row;

/** One row of an evaluation table as the record of the report; null and NaN become empty. */
final class ReportRows {

  private ReportRows() {}

  /** Rows in the order of their table's key, so that a report never depends on file order. */
  static Comparator<Row> byKey(TableSpec spec) {
    Comparator<Row> order = Comparator.comparing(row -> 0);
    for (var name : spec.key()) {
      order = order.thenComparing((a, b) -> compare(a.getAs(name), b.getAs(name)));
    }
    return order;
  }

  private static int compare(Object a, Object b) {
    return a instanceof Number x && b instanceof Number y
        ? Double.compare(x.doubleValue(), y.doubleValue())
        : String.valueOf(a).compareTo(String.valueOf(b));
  }

  static LocalDate date(Row row) {
    return row.<Date>getAs(TableSpec.DS).toLocalDate();
  }

  static String text(Row row, String column) {
    return row.getAs(column);
  }

  static long whole(Row row, String column) {
    return row.<Long>getAs(column);
  }

  private static double decimal(Row row, String column) {
    return row.<Double>getAs(column);
  }

  private static OptionalDouble number(Row row, String column) {
    Object value = row.getAs(column);
    return value instanceof Double known && !known.isNaN()
        ? OptionalDouble.of(known)
        : OptionalDouble.empty();
  }

  static Run run(Row row, ReportData.Request request) {
    return new Run(
        request.runId(),
        date(row),
        whole(row, "attempt"),
        text(row, "status"),
        text(row, "suite_version"),
        text(row, "config_digest"),
        text(row, "config"),
        request.seed(),
        request.lake(),
        request.command());
  }

  static Metric metric(Row row) {
    return new Metric(
        text(row, "role"),
        text(row, "scorer"),
        text(row, "dataset"),
        text(row, "slice"),
        text(row, "metric"),
        number(row, "value"),
        number(row, "ci_low"),
        number(row, "ci_high"),
        whole(row, "n"),
        text(row, "method"));
  }

  static Difference difference(Row row) {
    return new Difference(
        text(row, "scorer"),
        text(row, "against"),
        text(row, "dataset"),
        text(row, "metric"),
        number(row, "difference"),
        number(row, "ci_low"),
        number(row, "ci_high"),
        whole(row, "n"),
        text(row, "method"));
  }

  static Confusion confusion(Row row) {
    return new Confusion(
        text(row, "scorer"),
        text(row, "dataset"),
        text(row, "truth"),
        text(row, "prediction"),
        whole(row, "n"));
  }

  static CurvePoint point(Row row) {
    return new CurvePoint(
        text(row, "scorer"),
        text(row, "dataset"),
        text(row, "curve"),
        text(row, "label"),
        decimal(row, "x"),
        number(row, "y"),
        whole(row, "n"));
  }

  static Gate gate(Row row) {
    return new Gate(
        text(row, "gate"),
        text(row, "metric"),
        text(row, "dataset"),
        text(row, "slice"),
        Direction.of(text(row, "direction")),
        text(row, "read_at"),
        text(row, "severity"),
        number(row, "bound"),
        number(row, "observed"),
        whole(row, "n"),
        row.<Boolean>getAs("passed"),
        text(row, "reason"));
  }

  static Event event(Row row) {
    return new Event(
        text(row, "event"), OptionalLong.of(whole(row, "version")), text(row, "detail"));
  }

  static Check check(Row row) {
    return new Check(
        text(row, "table_name"),
        date(row),
        text(row, "check"),
        number(row, "value"),
        row.<Boolean>getAs("passed"),
        text(row, "severity"),
        text(row, "message"));
  }

  static Drift drift(Row row) {
    return new Drift(
        text(row, "table_name"),
        date(row),
        text(row, "column_name"),
        text(row, "statistic"),
        number(row, "value"),
        whole(row, "n"),
        whole(row, "reference_n"));
  }

  static Step step(Row row) {
    return new Step(
        text(row, "step"),
        whole(row, "attempt"),
        decimal(row, "seconds"),
        whole(row, "rows_in"),
        whole(row, "rows_out"),
        whole(row, "rows_refused"),
        text(row, "detail"));
  }

  static Source source(Row row) {
    return new Source(
        text(row, "step"), text(row, "input"), whole(row, "version"), text(row, "digest"));
  }

  static Calibration calibration(Row row) {
    return new Calibration(
        text(row, "oracle_version"),
        text(row, "half"),
        text(row, "operation"),
        whole(row, "ratio_band"),
        whole(row, "size_band"),
        decimal(row, "fixed_ms"),
        decimal(row, "ms_per_mb"),
        decimal(row, "standard_error"),
        decimal(row, "spread"),
        whole(row, "n"));
  }
}
