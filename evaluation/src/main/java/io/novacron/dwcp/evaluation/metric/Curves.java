package io.novacron.dwcp.evaluation.metric;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.novacron.dwcp.common.schema.EvaluationTables;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Counts and curves over all rows of a scorer and dataset, for people to look at.
 *
 * <p>Rows without truth do not count; a row without confidence is on no curve.
 */
public final class Curves {

  /** Stands in the confusion table for a row that has no decision. */
  static final String UNDECIDED = "(undecided)";

  private static final Column[] GROUP = {col("model"), col("scorer"), col("dataset")};

  private Curves() {}

  /** Rows of {@code eval_confusion}: how often each true class got each class. */
  public static Dataset<Row> confusion(Dataset<Row> scored, EvaluationRun run) {
    var counts =
        scored
            .where("truth IS NOT NULL")
            .withColumn("prediction", expr("coalesce(prediction, '%s')".formatted(UNDECIDED)))
            .groupBy(col("model"), col("scorer"), col("dataset"), col("truth"), col("prediction"))
            .agg(count(lit(1)).as("n"));
    return stamped(counts, run)
        .select(columns(EvaluationTables.EVAL_CONFUSION.structType().fieldNames()));
  }

  /**
   * Rows of {@code eval_curves}, with {@code label} the lower end of the bin of confidence:
   *
   * <ul>
   *   <li>{@code reliability}: ten bins; x mean confidence, y share decided right;
   *   <li>{@code coverage_accuracy}: x share of rows at least as confident as the label, in steps
   *       of 0.01, y share of these decided right;
   *   <li>{@code coverage_tie_aware_accuracy}: the same with y tie-aware, where there are costs.
   * </ul>
   */
  public static Dataset<Row> curves(Dataset<Row> scored, EvaluationRun run) {
    var rows =
        scored
            .where("truth IS NOT NULL AND nullif(confidence, double('NaN')) IS NOT NULL")
            .withColumn("right", expr(Sql.RIGHT.sql()))
            .withColumn("within", expr(CostMetrics.WITHIN.sql()))
            .withColumn("costed", expr(CostMetrics.COSTED.sql()));
    var points =
        reliability(rows)
            .unionByName(coverage(rows, "coverage_accuracy", "right"))
            .unionByName(
                coverage(rows.where("costed = 1"), "coverage_tie_aware_accuracy", "within"));
    return stamped(points, run)
        .select(columns(EvaluationTables.EVAL_CURVES.structType().fieldNames()));
  }

  private static Dataset<Row> reliability(Dataset<Row> rows) {
    return rows.withColumn("bin", expr(ConfidenceMetrics.BIN))
        .groupBy(col("model"), col("scorer"), col("dataset"), col("bin"))
        .agg(avg("confidence").as("x"), avg("right").as("y"), count(lit(1)).as("n"))
        .withColumn("curve", lit("reliability"))
        .withColumn("label", expr("format_string('%.1f', bin / 10.0D)"))
        .drop("bin");
  }

  /** Bins are merged from the most confident downwards, so that only bins cross the shuffle. */
  private static Dataset<Row> coverage(Dataset<Row> rows, String curve, String hit) {
    var surest = Window.partitionBy(GROUP).orderBy(col("bin").desc());
    var atLeast = surest.rowsBetween(Window.unboundedPreceding(), Window.currentRow());
    return rows.withColumn("bin", expr("CAST(least(floor(confidence * 100.0D), 99) AS INT)"))
        .groupBy(col("model"), col("scorer"), col("dataset"), col("bin"))
        .agg(sum(hit).as("hits"), count(lit(1)).as("rows"))
        .select(
            col("model"),
            col("scorer"),
            col("dataset"),
            lit(curve).as("curve"),
            expr("format_string('%.2f', bin / 100.0D)").as("label"),
            sum("rows").over(atLeast).as("n"),
            sum("rows").over(atLeast).divide(sum("rows").over(Window.partitionBy(GROUP))).as("x"),
            sum("hits").over(atLeast).divide(sum("rows").over(atLeast)).as("y"));
  }

  private static Dataset<Row> stamped(Dataset<Row> rows, EvaluationRun run) {
    return rows.withColumn("run_id", lit(run.runId()))
        .withColumn("ds", lit(java.sql.Date.valueOf(run.ds())));
  }

  private static Column[] columns(String[] names) {
    return Arrays.stream(names).map(name -> col(name)).toArray(Column[]::new);
  }
}
