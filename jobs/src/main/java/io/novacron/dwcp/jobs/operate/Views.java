package io.novacron.dwcp.jobs.operate;

import io.novacron.dwcp.common.schema.ConsensusTables;
import io.novacron.dwcp.common.schema.EvaluationTables;
import io.novacron.dwcp.common.schema.LedgerTables;
import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.common.sql.SqlFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The views for analysts, as statements that register them in a Spark SQL session: the suite keeps
 * no metastore, so they are temporary. First a view by the name of each table that they read, then
 * the views of {@code sql/view}, each of which may read those before it.
 */
public final class Views {

  /** The views, in the order in which they are made. */
  static final List<String> NAMES =
      List.of(
          "v_runs",
          "v_latest_verdict",
          "v_latest_gate",
          "v_failed_gates",
          "v_champion_history",
          "v_metric_history",
          "v_regret_by_slice",
          "v_slice_regressions",
          "v_quality_by_date",
          "v_laboratory");

  private static final List<TableSpec> READ =
      List.of(
          LedgerTables.RUNS,
          LedgerTables.RUN_STEPS,
          EvaluationTables.MODEL_EVENTS,
          EvaluationTables.MODEL_VERSIONS,
          EvaluationTables.MODEL_ALIASES,
          EvaluationTables.GATE_RESULTS,
          EvaluationTables.EVAL_METRICS,
          EvaluationTables.DQ_RESULTS,
          ConsensusTables.SIM_BENCHMARK);

  private Views() {}

  /** One statement a table and a view, without a semicolon at the end. */
  public static List<String> statements(Path lake) {
    var statements = new ArrayList<String>();
    for (var table : READ) {
      statements.add(create(table.name(), rowsOf(lake.resolve("tables"), table)));
    }
    sources().forEach((name, sql) -> statements.add(create(name, sql)));
    return List.copyOf(statements);
  }

  /** Each view's own statement, header comment included. */
  static Map<String, String> sources() {
    var sources = new LinkedHashMap<String, String>();
    for (var i = 0; i < NAMES.size(); i++) {
      var resource = "sql/view/%02d_%s.sql".formatted(i + 1, NAMES.get(i));
      sources.put(NAMES.get(i), SqlFile.load(resource).text().strip());
    }
    return sources;
  }

  private static String create(String name, String query) {
    return "CREATE OR REPLACE TEMPORARY VIEW %s AS\n%s".formatted(name, query);
  }

  /** A table that nobody has written yet has no rows. */
  private static String rowsOf(Path tables, TableSpec table) {
    if (Files.isDirectory(tables.resolve(table.name()).resolve("_delta_log"))) {
      var path = tables.resolve(table.name()).toAbsolutePath().normalize().toString();
      var columns =
          table.columnNames().stream()
              .map(name -> "`" + name + "`")
              .collect(Collectors.joining(", "));
      return "SELECT %s FROM delta.`%s`".formatted(columns, path.replace("`", "``"));
    }
    return table.columns().stream()
        .map(column -> "CAST(NULL AS %s) AS `%s`".formatted(column.type().sql(), column.name()))
        .collect(Collectors.joining(", ", "SELECT ", " WHERE FALSE"));
  }
}
