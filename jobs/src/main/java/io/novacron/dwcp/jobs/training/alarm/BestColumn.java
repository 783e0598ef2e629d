package io.novacron.dwcp.jobs.training.alarm;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The column whose order tells events best: highest average precision, over values in bins of a
 * twentieth. One pass and one shuffle of counts by column and bin; equal columns: the first by
 * name.
 */
public final class BestColumn {

  private static final double BINS_A_UNIT = 20;

  private BestColumn() {}

  /**
   * Its name.
   *
   * @param rows labelled rows; those without a label say nothing
   * @param values by name, never null; high = anomalous
   */
  public static String of(Dataset<Row> rows, Map<String, Column> values, String positive) {
    var all =
        new TreeMap<>(values)
            .entrySet().stream()
                .map(
                    entry ->
                        struct(
                            lit(entry.getKey()).as("name"),
                            floor(entry.getValue().multiply(BINS_A_UNIT)).as("bin"),
                            when(col("label").equalTo(positive), 1.0).otherwise(0.0).as("hit")))
                .toArray(Column[]::new);
    var bins = new TreeMap<String, TreeMap<Long, double[]>>();
    rows.where(col("label").isNotNull())
        .select(explode(org.apache.spark.sql.functions.array(all)).as("v"))
        .groupBy("v.name", "v.bin")
        .agg(count(lit(1)).cast("double"), sum("v.hit"))
        .collectAsList()
        .forEach(
            row ->
                bins.computeIfAbsent(row.getString(0), name -> new TreeMap<>())
                    .put(row.getLong(1), new double[] {row.getDouble(2), row.getDouble(3)}));
    return bins.entrySet().stream()
        .max(Comparator.comparingDouble(entry -> averagePrecision(entry.getValue())))
        .map(Map.Entry::getKey)
        .orElseGet(() -> new TreeMap<>(values).firstKey());
  }

  private static double averagePrecision(NavigableMap<Long, double[]> bins) {
    double rows = 0;
    double hits = 0;
    double area = 0;
    for (var bin : bins.descendingMap().values()) {
      rows += bin[0];
      hits += bin[1];
      area += bin[1] * hits / rows;
    }
    return hits > 0 ? area / hits : 0;
  }
}
