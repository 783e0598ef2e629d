package io.novacron.dwcp.common.schema;

import static io.novacron.dwcp.common.schema.Columns.DS;
import static io.novacron.dwcp.common.schema.Columns.MODEL;
import static io.novacron.dwcp.common.schema.Columns.RUN_ID;
import static io.novacron.dwcp.common.schema.Columns.TS;
import static io.novacron.dwcp.common.schema.Columns.derived;
import static io.novacron.dwcp.common.schema.Columns.key;
import static io.novacron.dwcp.common.schema.Columns.text;

import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Tables of quality, evaluation and publication: what analysts and the judge read. */
public final class EvaluationTables {

  private EvaluationTables() {}

  private static final DataType DOUBLE = DataTypes.DoubleType;
  private static final DataType LONG = DataTypes.LongType;
  private static final DataType BOOLEAN = DataTypes.BooleanType;

  public static final TableSpec SCORED_ROWS =
      new TableSpec(
          "scored_rows",
          "One decision or forecast of one scorer on one row.",
          List.of("run_id", "model", "scorer", "dataset", "row_key"),
          List.of(
              RUN_ID,
              DS,
              MODEL,
              key("version", "Version or candidate digest that scored."),
              key("scorer", "candidate, champion, floor:<name> or ceiling:<name>."),
              key("dataset", "validation, test, test_unseen_source, test_seed_<n>."),
              key("row_key", "Key of the scored row."),
              text("entity", "Group that intervals resample, such as the payload's file."),
              TS,
              text("truth", "True class; null where the truth is a number.").orNull(),
              text("prediction", "Decided class; null where it is a number.").orNull(),
              derived("truth_value", DOUBLE, "as model", "True number.").orNull(),
              derived("predicted_value", DOUBLE, "as model", "Forecast or score.").orNull(),
              derived("confidence", DOUBLE, "ratio", "Calibrated probability.").orNull(),
              derived(
                  "slices",
                  DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType, false),
                  "-",
                  "Slice dimension to value."),
              derived(
                  "amounts",
                  DataTypes.createMapType(DataTypes.StringType, DOUBLE, false),
                  "as named",
                  "The model's own numbers per row, such as cost_ms, best_cost_ms, probe_ms.")));

  public static final TableSpec EVAL_METRICS =
      new TableSpec(
          "eval_metrics",
          "One metric of one scorer on one slice.",
          List.of("run_id", "model", "scorer", "dataset", "slice", "metric"),
          List.of(
              RUN_ID,
              DS,
              MODEL,
              key("version", "Version or candidate digest."),
              text("role", "candidate, champion, baseline or ceiling."),
              key("scorer", "Who decided: candidate, champion, floor:<name>, ceiling:<name>."),
              key("dataset", "Which rows."),
              key("slice", "all, or <dimension>=<value>."),
              key("metric", "Standard name, or <name>_<unit>."),
              derived("value", DOUBLE, "as metric", "Point estimate; null: undefined.").orNull(),
              derived("ci_low", DOUBLE, "as metric", "Lower end of the 95 % interval.").orNull(),
              derived("ci_high", DOUBLE, "as metric", "Upper end of the 95 % interval.").orNull(),
              derived("n", LONG, "rows", "Rows behind the value; 0: undefined."),
              text("method", "How the interval was made; or why the value is undefined.")));

  public static final TableSpec EVAL_PAIRWISE =
      new TableSpec(
          "eval_pairwise",
          "One metric's difference between two scorers on the same rows.",
          List.of("run_id", "model", "scorer", "against", "dataset", "metric"),
          List.of(
              RUN_ID,
              DS,
              MODEL,
              key("scorer", "First scorer."),
              key("against", "Second scorer."),
              key("dataset", "Which rows."),
              key("metric", "Metric."),
              derived("difference", DOUBLE, "as metric", "First minus second.").orNull(),
              derived("ci_low", DOUBLE, "as metric", "Lower end, paired.").orNull(),
              derived("ci_high", DOUBLE, "as metric", "Upper end, paired.").orNull(),
              derived("n", LONG, "rows", "Rows behind the value."),
              text("method", "How the interval was made.")));

  public static final TableSpec EVAL_CONFUSION =
      new TableSpec(
          "eval_confusion",
          "Rows of one true class that one scorer gave one class.",
          List.of("run_id", "model", "scorer", "dataset", "truth", "prediction"),
          List.of(
              RUN_ID,
              DS,
              MODEL,
              key("scorer", "Who decided."),
              key("dataset", "Which rows."),
              key("truth", "True class."),
              key("prediction", "Decided class."),
              derived("n", LONG, "rows", "How many.")));

  public static final TableSpec EVAL_CURVES =
      new TableSpec(
          "eval_curves",
          "One point of a curve.",
          List.of("run_id", "model", "scorer", "dataset", "curve", "x"),
          List.of(
              RUN_ID,
              DS,
              MODEL,
              key("scorer", "Who decided."),
              key("dataset", "Which rows."),
              key("curve", "reliability, coverage_accuracy, importance, trial."),
              text("label", "Name of the point, such as a feature; empty where x says it."),
              derived("x", DOUBLE, "as curve", "Abscissa."),
              derived("y", DOUBLE, "as curve", "Ordinate.").orNull(),
              derived("n", LONG, "rows", "Rows behind the point.")));

  public static final TableSpec GATE_RESULTS =
      new TableSpec(
          "gate_results",
          "One gate's outcome for one candidate.",
          List.of("run_id", "model", "metric", "dataset", "slice", "gate"),
          List.of(
              RUN_ID,
              DS,
              MODEL,
              key("version", "Candidate digest."),
              key("gate", "Name of the gate."),
              key("metric", "Metric."),
              key("dataset", "Which rows."),
              key("slice", "Slice."),
              text("direction", "at-least, at-most, above or below."),
              text("read_at", "value, ci-low or ci-high."),
              text("severity", "block, warn or premise."),
              derived("bound", DOUBLE, "as metric", "The bound.").orNull(),
              derived("observed", DOUBLE, "as metric", "What was compared; null: undefined.")
                  .orNull(),
              derived("n", LONG, "rows", "Rows behind it."),
              derived("passed", BOOLEAN, "-", "Whether it passed."),
              text("reason", "One sentence.")));

  public static final TableSpec LEAK_RESULTS =
      new TableSpec(
          "leak_results",
          "One leak check of one candidate, passed or not.",
          List.of("run_id", "model", "check"),
          List.of(
              RUN_ID,
              DS,
              MODEL,
              key("check", "Name of the check."),
              derived("passed", BOOLEAN, "-", "Whether nothing was found."),
              text("detail", "What was found, or what was looked at.")));

  public static final TableSpec MODEL_CANDIDATES =
      new TableSpec(
          "model_candidates",
          "One model fitted under one split seed; not yet visible to anybody.",
          List.of("run_id", "model", "split_seed"),
          List.of(
              RUN_ID,
              DS,
              MODEL,
              derived("split_seed", LONG, "-", "Seed of the split; 0 is the one to publish."),
              text("digest", "SHA-256 over the manifest."),
              text("folder", "Path of the files below the registry's root.")));

  public static final TableSpec MODEL_VERSIONS =
      new TableSpec(
          "model_versions",
          "One trained candidate, published or refused.",
          List.of("model", "version"),
          List.of(
              RUN_ID,
              DS,
              MODEL,
              derived("version", LONG, "-", "Growing number within the model."),
              text("digest", "SHA-256 over the manifest."),
              text("verdict", "BLESSED, NOT_BLESSED or NOT_EVALUATED."),
              text("verdict_digest", "SHA-256 of the verdict's text."),
              text("infra_verdict", "INFRA_BLESSED or INFRA_NOT_BLESSED."),
              text("folder", "Path of the files below the registry's root.")));

  public static final TableSpec MODEL_ALIASES =
      new TableSpec(
          "model_aliases",
          "One move of an alias; the newest row of an alias holds.",
          List.of("model", "alias", "sequence"),
          List.of(
              RUN_ID,
              DS,
              MODEL,
              key("alias", "champion, challenger or previous."),
              derived("sequence", LONG, "-", "Growing number within model and alias."),
              derived("version", LONG, "-", "Version that it points to."),
              text("digest", "Digest of that version.")));

  public static final TableSpec MODEL_EVENTS =
      new TableSpec(
          "model_events",
          "One event in a model's life.",
          List.of("run_id", "model", "event", "version"),
          List.of(
              RUN_ID,
              DS,
              MODEL,
              key("event", "trained, judged, published, refused, rolled_back."),
              derived("version", LONG, "-", "Version concerned."),
              text("detail", "One sentence.")));

  public static final TableSpec DQ_RESULTS =
      new TableSpec(
          "dq_results",
          "One quality check of one table and date, passed or not.",
          List.of("run_id", "table_name", "ds", "check"),
          List.of(
              RUN_ID,
              DS,
              key("table_name", "Table checked."),
              key("check", "Name of the check."),
              derived("value", DOUBLE, "as check", "What was measured.").orNull(),
              derived("passed", BOOLEAN, "-", "Whether it passed."),
              text("severity", "error or warning."),
              text("message", "One sentence.")));

  public static final TableSpec DRIFT_RESULTS =
      new TableSpec(
          "drift_results",
          "Drift of one column of one date against the dates before.",
          List.of("run_id", "table_name", "ds", "column_name", "statistic"),
          List.of(
              RUN_ID,
              DS,
              key("table_name", "Table."),
              key("column_name", "Column."),
              key("statistic", "psi or null_share_change."),
              derived("value", DOUBLE, "as statistic", "Value; null: no earlier dates.").orNull(),
              derived("n", LONG, "rows", "Rows of this date."),
              derived("reference_n", LONG, "rows", "Rows of the dates before.")));

  public static final TableSpec ORACLE_CALIBRATION =
      new TableSpec(
          "oracle_calibration",
          "Calibrated speed of one operation in one band.",
          List.of("run_id", "half", "operation", "ratio_band", "size_band"),
          List.of(
              RUN_ID,
              DS,
              text("oracle_version", "Digest over all cells."),
              key("half", "all, even or odd: which measurements."),
              key("operation", "compress:<codec>, decompress:<codec>, delta, undelta, probe."),
              derived("ratio_band", LONG, "-", "Index of the achieved-ratio band."),
              derived("size_band", LONG, "-", "Index of the size band."),
              derived("fixed_ms", DOUBLE, "ms", "Cost of a call."),
              derived("ms_per_mb", DOUBLE, "ms/MB", "Cost of 10^6 input bytes."),
              derived("standard_error", DOUBLE, "ratio", "Relative standard error of the time."),
              derived("spread", DOUBLE, "ratio", "Relative run-to-run deviation."),
              derived("n", LONG, "calls", "Measurements in the cell.")));

  static List<TableSpec> all() {
    return List.of(
        ORACLE_CALIBRATION,
        SCORED_ROWS,
        EVAL_METRICS,
        EVAL_PAIRWISE,
        EVAL_CURVES,
        EVAL_CONFUSION,
        GATE_RESULTS,
        LEAK_RESULTS,
        MODEL_CANDIDATES,
        MODEL_VERSIONS,
        MODEL_ALIASES,
        MODEL_EVENTS,
        DQ_RESULTS,
        DRIFT_RESULTS);
  }
}
