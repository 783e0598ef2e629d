package io.novacron.dwcp.jobs.launch;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What is done to honest rows of transfers. */
final class Deceits {

  private Deceits() {}

  /**
   * Each row, in the order of the transfers, has what the next one has, but for its own columns.
   */
  static Dataset<Row> misalignedByOne(Dataset<Row> rows, List<String> own) {
    var next = "coalesce(lead(`%1$s`) OVER (ORDER BY transfer_id), `%1$s`) AS `%1$s`";
    var columns =
        Arrays.stream(rows.columns())
            .map(name -> own.contains(name) ? col(name) : expr(next.formatted(name)))
            .toArray(Column[]::new);
    return rows.select(columns);
  }

  /** Some rows hold a column in kilo. */
  static Dataset<Row> thousandfold(Dataset<Row> rows, String column, String some) {
    return rows.withColumn(
        column, when(expr(some), col(column).multiply(1000.0D)).otherwise(col(column)));
  }
}
