package io.novacron.dwcp.common.schema;

import static io.novacron.dwcp.common.schema.Columns.DS;
import static io.novacron.dwcp.common.schema.Columns.RUN_ID;
import static io.novacron.dwcp.common.schema.Columns.TS;
import static io.novacron.dwcp.common.schema.Columns.derived;
import static io.novacron.dwcp.common.schema.Columns.key;
import static io.novacron.dwcp.common.schema.Columns.text;

import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Tables of the ledger: which nights were tried, what their steps did and what they read. */
public final class LedgerTables {

  private static final DataType DOUBLE = DataTypes.DoubleType;
  private static final DataType LONG = DataTypes.LongType;

  private LedgerTables() {}

  public static final TableSpec RUNS =
      new TableSpec(
          "runs",
          "One attempt at a night.",
          List.of("run_id", "attempt"),
          List.of(
              RUN_ID,
              DS,
              derived("attempt", LONG, "-", "Growing number within the run."),
              TS,
              text("status", "running, done or failed."),
              text("config_digest", "SHA-256 of the resolved configuration."),
              text("config", "The resolved configuration, secrets redacted."),
              text("suite_version", "Version of the suite.")));

  public static final TableSpec RUN_STEPS =
      new TableSpec(
          "run_steps",
          "One finished step of an attempt.",
          List.of("run_id", "step", "attempt"),
          List.of(
              RUN_ID,
              DS,
              key("step", "Step name."),
              derived("attempt", LONG, "-", "Attempt."),
              derived("seconds", DOUBLE, "s", "Duration."),
              derived("rows_in", LONG, "rows", "Rows read."),
              derived("rows_out", LONG, "rows", "Rows written."),
              derived("rows_refused", LONG, "rows", "Rows quarantined."),
              text("detail", "One sentence.")));

  public static final TableSpec RUN_INPUTS =
      new TableSpec(
          "run_inputs",
          "One input that a step read.",
          List.of("run_id", "step", "input"),
          List.of(
              RUN_ID,
              DS,
              key("step", "Step name."),
              key("input", "Table or landing source."),
              derived("version", LONG, "-", "Delta version read; -1 for landing files."),
              text("digest", "Digest of the input's files and sizes.")));

  static List<TableSpec> all() {
    return List.of(RUNS, RUN_STEPS, RUN_INPUTS);
  }
}
