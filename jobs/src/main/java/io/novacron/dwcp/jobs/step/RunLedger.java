package io.novacron.dwcp.jobs.step;

import static org.apache.spark.sql.functions.col;

import io.novacron.dwcp.common.run.ConfigSnapshot;
import io.novacron.dwcp.common.schema.LedgerTables;
import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.common.table.CommitInfo;
import io.novacron.dwcp.common.table.TableStore;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs steps and writes down what they did: {@code runs}, {@code run_steps} and {@code run_inputs}.
 *
 * <p>Rows are appended when the work ends, one commit a table, so that a killed run leaves its
 * tables readable and simply has no line.
 */
public final class RunLedger {

  private static final Logger LOG = LoggerFactory.getLogger(RunLedger.class);
  private static final String VERSION = "0.1.0";
  private static final String DONE = "done";

  private final RunContext context;
  private final ConfigSnapshot config;
  private final Instant started;
  private final long attempt;
  private final List<Row> steps = new ArrayList<>();
  private final List<Row> inputs = new ArrayList<>();

  public RunLedger(RunContext context, ConfigSnapshot config, Instant started) {
    this.context = context;
    this.config = config;
    this.started = started;
    this.attempt = earlierAttempts(context) + 1;
  }

  private static long earlierAttempts(RunContext context) {
    var table = LedgerTables.RUNS;
    return context.store().exists(table)
        ? context.store().read(table).where(col("run_id").equalTo(context.run().runId())).count()
        : 0;
  }

  /**
   * Whether the newest attempt at a run ended well and every one of {@code plan}'s steps has been
   * finished by it or by one before it.
   */
  public static boolean isDone(TableStore store, String runId, List<Step> plan) {
    if (!store.exists(LedgerTables.RUNS) || !store.exists(LedgerTables.RUN_STEPS)) {
      return false;
    }
    var newest =
        store
            .read(LedgerTables.RUNS)
            .where(col("run_id").equalTo(runId))
            .orderBy(col("attempt").desc())
            .select("status")
            .takeAsList(1);
    var finished =
        store
            .read(LedgerTables.RUN_STEPS)
            .where(col("run_id").equalTo(runId))
            .select("step")
            .distinct()
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();
    return newest.stream().anyMatch(row -> row.getString(0).equals(DONE))
        && plan.stream().allMatch(step -> finished.contains(step.name()));
  }

  /** Runs the steps in order and records them, finished or failed. */
  public List<StepReport> run(List<Step> plan) {
    var reports = new ArrayList<StepReport>();
    var status = "failed";
    try {
      for (var step : plan) {
        reports.add(run(step));
      }
      status = DONE;
      return reports;
    } finally {
      write(status);
    }
  }

  private StepReport run(Step step) {
    var run = context.run();
    LOG.info("{}: reads {}", step.name(), String.join(", ", step.reads()));
    var stage = step.name() + " " + run.date();
    context.spark().sparkContext().setJobGroup(run.runId(), stage, false);
    context.spark().sparkContext().setLocalProperty(ProgressSink.STAGE, stage);
    var begun = System.nanoTime();
    var report = step.run(context);
    var seconds = (System.nanoTime() - begun) / 1e9;
    LOG.info(
        "{}: {} rows in, {} out, {} refused; {}; {} s",
        step.name(),
        report.rowsIn(),
        report.rowsOut(),
        report.rowsRefused(),
        report.detail(),
        String.format(java.util.Locale.ROOT, "%.1f", seconds));
    var ds = Date.valueOf(run.date());
    steps.add(
        RowFactory.create(
            run.runId(),
            ds,
            step.name(),
            attempt,
            seconds,
            report.rowsIn(),
            report.rowsOut(),
            report.rowsRefused(),
            report.detail()));
    for (var input : step.reads()) {
      inputs.add(inputRow(step, input, ds));
    }
    return report;
  }

  private Row inputRow(Step step, String input, Date ds) {
    var table =
        io.novacron.dwcp.common.schema.Tables.all().stream()
            .filter(spec -> spec.name().equals(input))
            .findFirst();
    var version = table.map(spec -> context.store().version(spec)).orElse(-1L);
    return RowFactory.create(
        context.run().runId(), ds, step.name(), input, version, input + "@" + version);
  }

  private void write(String status) {
    var run = context.run();
    var ds = Date.valueOf(run.date());
    var row =
        RowFactory.create(
            run.runId(),
            ds,
            attempt,
            Timestamp.from(started),
            status,
            config.digest(),
            config.text(),
            VERSION);
    var commit = context.commit("ledger", config.digest());
    append(LedgerTables.RUNS, List.of(row), commit);
    append(LedgerTables.RUN_STEPS, steps, commit);
    append(LedgerTables.RUN_INPUTS, inputs, commit);
  }

  private void append(TableSpec table, List<Row> rows, CommitInfo commit) {
    context
        .store()
        .append(
            table, context.spark().createDataFrame(rows, table.structType()).coalesce(1), commit);
  }
}
