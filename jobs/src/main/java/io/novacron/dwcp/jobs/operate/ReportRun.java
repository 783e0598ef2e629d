package io.novacron.dwcp.jobs.operate;

import io.novacron.dwcp.jobs.operate.ReportInput.Check;
import io.novacron.dwcp.jobs.operate.ReportInput.Drift;
import io.novacron.dwcp.jobs.operate.ReportInput.Step;
import io.novacron.dwcp.jobs.operate.ReportPage.Badge;
import io.novacron.dwcp.jobs.operate.ReportPage.Block;
import io.novacron.dwcp.jobs.operate.ReportPage.Cell;
import io.novacron.dwcp.jobs.operate.ReportPage.Column;
import io.novacron.dwcp.jobs.operate.ReportPage.Fold;
import io.novacron.dwcp.jobs.operate.ReportPage.Row;
import io.novacron.dwcp.jobs.operate.ReportPage.Section;
import io.novacron.dwcp.jobs.operate.ReportPage.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is said once a night, not once a model: data, truth, steps, inputs, how to repeat it. */
final class ReportRun {

  private static final int TOP_DRIFT = 20;
  private static final int OPEN_ROWS = 12;

  private ReportRun() {}

  /** Quality, drift and refused rows. */
  static Section data(ReportInput input) {
    return new Section(
        "data", "Data", Badge.NONE, List.of(quality(input), drift(input), refused(input)));
  }

  /** The steps, what they read, and the command that does it again. */
  static Section run(ReportInput input) {
    return new Section(
        "run", "Run", Badge.NONE, List.of(steps(input), sources(input), reproduce(input)));
  }

  private static Block quality(ReportInput input) {
    if (input.checks().isEmpty()) {
      return Block.missing("Data quality", "No quality checks were written in this run.");
    }
    var failed = input.checks().stream().filter(check -> !check.passed()).toList();
    var passed = input.checks().stream().filter(Check::passed).toList();
    var tables = new ArrayList<Table>();
    if (!failed.isEmpty()) {
      tables.add(checks("Checks that failed", failed, Fold.OPEN));
    }
    if (!passed.isEmpty()) {
      tables.add(checks("Checks that passed", passed, Fold.FOLDED));
    }
    var sentence = "%d of %d checks passed.".formatted(passed.size(), input.checks().size());
    return Block.of("Data quality", List.of(sentence), tables.toArray(Table[]::new));
  }

  private static Table checks(String caption, List<Check> checks, Fold fold) {
    var rows = new ArrayList<Row>();
    for (var check : checks) {
      rows.add(
          Row.of(
              Cell.of(check.table(), "code"),
              Cell.of(check.date().toString()),
              Cell.of(ReportFormat.words(check.check())),
              outcome(check),
              Cell.of(ReportFormat.value(check.check(), check.value())),
              Cell.of(check.message())));
    }
    var columns = Column.of("Table", "Date", "Check", "Outcome", "#Measured", "Meaning");
    return new Table(caption, columns, rows, fold);
  }

  private static Cell outcome(Check check) {
    return check.passed() || check.severity().equals("error")
        ? Cell.passed(check.passed())
        : Cell.of("! warns", "warn");
  }

  private static Block drift(ReportInput input) {
    var known =
        input.drift().stream()
            .filter(drift -> drift.value().isPresent())
            .sorted(Comparator.comparingDouble((Drift d) -> -Math.abs(d.value().getAsDouble())))
            .toList();
    if (known.isEmpty()) {
      return Block.missing(
          "Drift",
          input.drift().isEmpty()
              ? "No drift was measured in this run."
              : "There are no earlier dates to compare with.");
    }
    var rows = new ArrayList<Row>();
    for (var drift : known.subList(0, Math.min(TOP_DRIFT, known.size()))) {
      rows.add(
          Row.of(
              Cell.of(drift.table() + "." + drift.column(), "code"),
              Cell.of(drift.date().toString()),
              Cell.of(ReportFormat.words(drift.statistic())),
              Cell.of(ReportFormat.number(drift.value().getAsDouble())),
              Cell.of(ReportFormat.count(drift.n())),
              Cell.of(ReportFormat.count(drift.referenceN()))));
    }
    var columns = Column.of("Column", "Date", "Statistic", "#Value", "#Rows", "#Rows before");
    var sentence = "%d of %d values, largest first.".formatted(rows.size(), known.size());
    return Block.of(
        "Drift",
        List.of(sentence),
        Table.of("Drift against the dates before", columns, rows).foldedWhenLongerThan(OPEN_ROWS));
  }

  private static Block refused(ReportInput input) {
    var refusing = input.steps().stream().filter(step -> step.rowsRefused() > 0).toList();
    if (refusing.isEmpty()) {
      return Block.missing(
          "Refused rows",
          input.steps().isEmpty() ? "No steps were recorded in this run." : "No row was refused.");
    }
    var rows = new ArrayList<Row>();
    for (var step : refusing) {
      rows.add(
          Row.of(
              Cell.of(step.step()),
              Cell.of(ReportFormat.count(step.rowsRefused())),
              Cell.of(share(step)),
              Cell.of(step.detail())));
    }
    var columns = Column.of("Step", "#Refused", "#Of rows read", "What happened");
    return Block.of(
        "Refused rows",
        List.of("Refused rows are kept in quarantine tables with rule and reason."),
        Table.of("Rows refused", columns, rows));
  }

  private static String share(Step step) {
    return step.rowsIn() > 0
        ? ReportFormat.percent((double) step.rowsRefused() / step.rowsIn())
        : ReportFormat.NONE;
  }

  private static Block steps(ReportInput input) {
    if (input.steps().isEmpty()) {
      return Block.missing("Steps", "No steps were recorded in this run.");
    }
    var rows = new ArrayList<Row>();
    for (var step : input.steps()) {
      rows.add(
          Row.of(
              Cell.of(step.step()),
              Cell.of(ReportFormat.duration(step.seconds())),
              Cell.of(ReportFormat.count(step.rowsIn())),
              Cell.of(ReportFormat.count(step.rowsOut())),
              Cell.of(ReportFormat.count(step.rowsRefused())),
              Cell.of(step.detail())));
    }
    var total = input.steps().stream().mapToDouble(Step::seconds).sum();
    var columns = Column.of("Step", "#Took", "#Rows in", "#Rows out", "#Refused", "What happened");
    return Block.of(
        "Steps",
        List.of("All steps together took " + ReportFormat.duration(total) + "."),
        Table.of("Steps in order", columns, rows));
  }

  private static Block sources(ReportInput input) {
    if (input.sources().isEmpty()) {
      return Block.missing("Inputs", "No inputs were recorded in this run.");
    }
    var rows = new ArrayList<Row>();
    for (var source : input.sources()) {
      rows.add(
          Row.of(
              Cell.of(source.input(), "code"),
              Cell.of(source.step()),
              Cell.of(source.version() < 0 ? "landing files" : "version " + source.version()),
              Cell.digest(source.digest())));
    }
    return Block.of(
        "Inputs",
        List.of(),
        Table.of("What each step read", Column.of("Input", "Step", "State", "SHA-256"), rows)
            .foldedWhenLongerThan(OPEN_ROWS));
  }

  private static Block reproduce(ReportInput input) {
    var run = input.run();
    var rows =
        List.of(
            Row.of(Cell.of("Run"), Cell.of(run.runId(), "code")),
            Row.of(Cell.of("Date"), Cell.of(run.date().toString())),
            Row.of(Cell.of("Seed"), Cell.of(Long.toString(run.seed()), "code")),
            Row.of(Cell.of("Lake"), Cell.of(run.lake(), "code")),
            Row.of(Cell.of("Suite"), Cell.of(run.suiteVersion())),
            Row.of(Cell.of("Configuration"), new Cell(run.configDigest(), "code", "SHA-256", 0)));
    return new Block(
        "How to reproduce",
        List.of("The same command on the same inputs gives the same digests and metrics."),
        List.of(),
        List.of(Table.of("What identifies this run", Column.of("What", "Value"), rows)),
        run.command());
  }
}
