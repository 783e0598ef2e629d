package io.novacron.dwcp.evaluation.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows of eval_metrics by {@code scorer/dataset/slice/metric}. */
final class Table {

  private final Map<String, Row> rows = new TreeMap<>();

  static Table of(Dataset<Row> metrics) {
    var table = new Table();
    for (var row : metrics.collectAsList()) {
      var key =
          String.join(
              "/",
              row.<String>getAs("scorer"),
              row.<String>getAs("dataset"),
              row.<String>getAs("slice"),
              row.<String>getAs("metric"));
      assertThat(table.rows.put(key, row)).as(key).isNull();
    }
    return table;
  }

  Map<String, Row> rows() {
    return rows;
  }

  Row row(String key) {
    assertThat(rows).containsKey(key);
    return rows.get(key);
  }

  Double value(String key) {
    return row(key).getAs("value");
  }

  String method(String key) {
    return row(key).getAs("method");
  }

  long n(String key) {
    return row(key).<Long>getAs("n");
  }
}
