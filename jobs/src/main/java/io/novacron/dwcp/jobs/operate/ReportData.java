package io.novacron.dwcp.jobs.operate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.schema.EvaluationTables;
import io.novacron.dwcp.common.schema.LedgerTables;
import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.common.table.TableStore;
import io.novacron.dwcp.jobs.operate.ReportInput.Calibration;
import io.novacron.dwcp.jobs.operate.ReportInput.Model;
import io.novacron.dwcp.jobs.operate.ReportInput.Run;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.spark.sql.Row;

/**
 * Reads one run's records from the evaluation tables: each table once, filtered by the run. A table
 * that nobody has written yet is an empty list.
 */
public final class ReportData {

  private final TableStore store;
  private final Request request;

  /**
   * What the tables do not say.
   *
   * @param models models of the night's configuration; one without any row is still reported
   * @param steps names of the night's steps in their order
   * @param command the command line that repeats the night
   */
  public record Request(
      String runId,
      List<String> models,
      List<String> steps,
      long seed,
      String lake,
      String command) {

    public Request {
      models = List.copyOf(models);
      steps = List.copyOf(steps);
    }
  }

  private ReportData(TableStore store, Request request) {
    this.store = store;
    this.request = request;
  }

  /**
   * The records of one run.
   *
   * @throws DataError when the ledger knows no such run
   */
  public static ReportInput read(TableStore store, Request request) {
    return new ReportData(store, request).input();
  }

  private ReportInput input() {
    var run = run();
    return new ReportInput(
        run,
        models(run),
        of(EvaluationTables.DQ_RESULTS, ReportRows::check),
        of(EvaluationTables.DRIFT_RESULTS, ReportRows::drift),
        of(LedgerTables.RUN_STEPS, ReportRows::step).stream()
            .sorted(Comparator.comparingInt(step -> place(step.step())))
            .toList(),
        of(LedgerTables.RUN_INPUTS, ReportRows::source),
        calibration(run));
  }

  private int place(String step) {
    var place = request.steps().indexOf(step);
    return place < 0 ? Integer.MAX_VALUE : place;
  }

  private Run run() {
    return rows(LedgerTables.RUNS).stream()
        .max(Comparator.comparingLong(row -> row.<Long>getAs("attempt")))
        .map(row -> ReportRows.run(row, request))
        .orElseThrow(
            () ->
                new DataError(
                    "Cannot report run: the ledger knows no such run: %s; see the table runs"
                        .formatted(request.runId())));
  }

  private List<Model> models(Run run) {
    var tables =
        new ReportModels(
            request.runId(),
            run.date(),
            rows(EvaluationTables.MODEL_VERSIONS),
            aliases(),
            rows(EvaluationTables.EVAL_METRICS),
            rows(EvaluationTables.EVAL_PAIRWISE),
            rows(EvaluationTables.EVAL_CONFUSION),
            rows(EvaluationTables.EVAL_CURVES),
            rows(EvaluationTables.GATE_RESULTS),
            rows(EvaluationTables.MODEL_EVENTS));
    Set<String> names = new LinkedHashSet<>(request.models());
    names.addAll(new TreeSet<>(tables.names()));
    return names.stream().map(tables::model).toList();
  }

  private List<Row> aliases() {
    return store.exists(EvaluationTables.MODEL_ALIASES)
        ? store
            .read(EvaluationTables.MODEL_ALIASES)
            .where(col("alias").equalTo(lit(ReportInput.CHAMPION)))
            .collectAsList()
        : List.of();
  }

  /** The run's own calibration, or the newest one before it, since a frozen one is used again. */
  private List<Calibration> calibration(Run run) {
    var spec = EvaluationTables.ORACLE_CALIBRATION;
    if (!store.exists(spec)) {
      return List.of();
    }
    var known =
        store
            .read(spec)
            .where(col(TableSpec.DS).leq(lit(java.sql.Date.valueOf(run.date()))))
            .collectAsList();
    var source =
        known.stream()
            .max(
                Comparator.comparing((Row row) -> runId(row).equals(request.runId()))
                    .thenComparing(ReportRows::date)
                    .thenComparing(ReportData::runId))
            .map(ReportData::runId)
            .orElse("");
    return known.stream()
        .filter(row -> runId(row).equals(source))
        .map(ReportRows::calibration)
        .toList();
  }

  private static String runId(Row row) {
    return row.getAs("run_id");
  }

  private <T> List<T> of(TableSpec spec, Function<Row, T> record) {
    return rows(spec).stream().map(record).toList();
  }

  private List<Row> rows(TableSpec spec) {
    if (!store.exists(spec)) {
      return List.of();
    }
    return store
        .read(spec)
        .where(col("run_id").equalTo(lit(request.runId())))
        .collectAsList()
        .stream()
        .sorted(ReportRows.byKey(spec))
        .toList();
  }
}
