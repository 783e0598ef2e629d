package io.novacron.dwcp.evaluation.metric;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Scored rows, once for each measured slice that they are in. */
final class Exploded {

  /** The slice of all rows. */
  static final String ALL = "all";

  /** What identifies a group of rows that is measured together. */
  static final List<String> GROUP = List.of("model", "version", "scorer", "dataset", "slice");

  private Exploded() {}

  /**
   * The group's columns, the block of the row's entity, a hash of the row's key, and named values,
   * all computed before rows are multiplied.
   */
  static Dataset<Row> of(Dataset<Row> scored, EvaluatorConfig config, Map<String, String> values) {
    var columns = new ArrayList<Column>();
    for (var name : List.of("model", "version", "scorer", "dataset")) {
      columns.add(col(name));
    }
    columns.add(expr("explode(%s) AS slice".formatted(slices(config.slices().datasets()))));
    columns.add(
        expr("CAST(pmod(xxhash64(entity), %dL) AS INT) AS block".formatted(config.blocks())));
    columns.add(expr("xxhash64(row_key) AS row_hash"));
    values.forEach((name, sql) -> columns.add(expr(sql).as(name)));
    return scored.select(columns.toArray(Column[]::new));
  }

  /** All rows, and the row's own slices where its data set is among the sliced ones. */
  private static String slices(List<String> datasets) {
    var all = "array('%s')".formatted(ALL);
    if (datasets.isEmpty()) {
      return all;
    }
    var own = "transform(map_entries(slices), e -> concat(e.key, '=', e.value))";
    return "CASE WHEN dataset IN ('%s') THEN concat(%s, %s) ELSE %s END"
        .formatted(String.join("', '", datasets), all, own, all);
  }
}
