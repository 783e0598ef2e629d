package io.novacron.dwcp.evaluation.leak;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Checks of what predicts the label: one feature alone, or nothing but a constant. */
public final class SignalChecks {

  private SignalChecks() {}

  /**
   * What one feature alone may reach.
   *
   * @param bins quantile bins of a feature; nulls are one more
   * @param accuracy highest share of rows that the most frequent class of each bin may get right
   * @param correlation highest |Pearson r| with a numeric truth
   */
  public record Bounds(int bins, double accuracy, double correlation) {
    public Bounds {
      if (bins < 2 || !(accuracy > 0 && accuracy < 1) || !(correlation > 0 && correlation < 1)) {
        throw new IllegalArgumentException(
            "leak.single-feature: bins below 2 or a bound not between 0 and 1: %d, %s, %s"
                .formatted(bins, accuracy, correlation));
      }
    }
  }

  /**
   * No numeric feature alone gets the class right too often: each is cut at its quantiles, and each
   * bin decides its most frequent class. NaN and null are one bin.
   *
   * <p><i>Cost.</i> Two passes: all quantiles, then all counts by feature, bin and class.
   */
  public static LeakFinding singleFeatureAlarm(
      Dataset<Row> rows, List<String> features, String label, Bounds bounds) {
    var known = rows.where(col(label).isNotNull());
    var shares =
        known
            .select(col(label).as("label"), explode(array(bins(known, features, bounds.bins()))))
            .groupBy(col("col.feature"), col("col.bin"), col("label"))
            .agg(count(lit(1)).as("n"))
            .groupBy(col("feature"), col("bin"))
            .agg(max("n").as("right"), sum("n").as("n"))
            .groupBy(col("feature"))
            .agg(sum("right").divide(sum("n")).as("share"))
            .where(col("share").gt(bounds.accuracy()))
            .orderBy("feature")
            .collectAsList();
    var faults =
        shares.stream()
            .map(row -> "%s alone gets %.4f right".formatted(row.getString(0), row.getDouble(1)))
            .toList();
    return LeakCheck.SINGLE_FEATURE_ALARM.finding(
        faults,
        "none of %d features alone gets more than %s right"
            .formatted(features.size(), bounds.accuracy()));
  }

  private static Column[] bins(Dataset<Row> rows, List<String> features, int bins) {
    var cuts =
        IntStream.range(1, bins)
            .mapToObj(i -> (double) i / bins + "D")
            .collect(Collectors.joining(", ", "array(", ")"));
    var quantiles =
        features.stream()
            .map(name -> expr("percentile_approx(%s, %s)".formatted(number(name), cuts)))
            .toArray(Column[]::new);
    var found = rows.select(quantiles).head();
    var result = new ArrayList<Column>();
    for (var i = 0; i < features.size(); i++) {
      List<Double> edges = found.isNullAt(i) ? List.of() : found.getList(i);
      result.add(
          struct(
              lit(features.get(i)).as("feature"),
              bin(expr(number(features.get(i))), edges).as("bin")));
    }
    return result.toArray(Column[]::new);
  }

  private static Column bin(Column value, List<Double> edges) {
    var below = array(edges.stream().distinct().map(edge -> lit(edge)).toArray(Column[]::new));
    return edges.isEmpty()
        ? lit(-1)
        : when(value.isNull(), lit(-1)).otherwise(size(filter(below, edge -> edge.lt(value))));
  }

  /** No feature correlates with a numeric truth beyond the bound; one pass. */
  public static LeakFinding singleFeatureCorrelation(
      Dataset<Row> rows, List<String> features, String truth, Bounds bounds) {
    var wanted =
        features.stream()
            .map(
                name ->
                    coalesce(
                        expr("abs(corr(%s, %s))".formatted(number(name), number(truth))), lit(0.0)))
            .toArray(Column[]::new);
    var found = rows.select(wanted).head();
    var faults = new ArrayList<String>();
    for (var i = 0; i < features.size(); i++) {
      if (found.getDouble(i) > bounds.correlation()) {
        faults.add(
            "%s correlates with %s by %.4f".formatted(features.get(i), truth, found.getDouble(i)));
      }
    }
    return LeakCheck.SINGLE_FEATURE_ALARM.finding(
        faults,
        "none of %d features correlates by more than %s"
            .formatted(features.size(), bounds.correlation()));
  }

  private static String number(String column) {
    return "nullif(CAST(`%s` AS DOUBLE), double('NaN'))".formatted(column);
  }

  /**
   * A scorer does not say the same on all rows of any dataset whose truth varies.
   *
   * @param scored rows of {@code scored_rows} of one scorer
   */
  public static LeakFinding constantPrediction(Dataset<Row> scored) {
    var constant =
        scored
            .groupBy(col("dataset"))
            .agg(
                expr("coalesce(min(truth) < max(truth), min(truth_value) < max(truth_value), false)")
                    .as("truth_varies"),
                expr("coalesce(min(prediction) < max(prediction),"
                        + " min(predicted_value) < max(predicted_value), false)")
                    .as("decision_varies"))
            .where("truth_varies AND NOT decision_varies")
            .orderBy("dataset")
            .collectAsList();
    var faults =
        constant.stream().map(row -> "says the same on all of " + row.getString(0)).toList();
    return LeakCheck.CONSTANT_PREDICTION.finding(faults, "decisions vary where the truth does");
  }

  /**
   * The same rows with labels that mean nothing: within 32 groups of rows by hash, each row takes
   * the label of the next in the order of another hash. Class counts stay as they are.
   */
  public static Dataset<Row> withShuffledLabels(
      Dataset<Row> rows, String key, String label, long seed) {
    var columns = new ArrayList<Column>();
    for (var name : rows.columns()) {
      columns.add(
          name.equals(label)
              ? expr(
                  ("coalesce(lead({label}) OVER ({order}), first({label}) OVER ({order}))"
                          + " AS {label}")
                      .replace("{order}", order(key, seed))
                      .replace("{label}", "`" + label + "`"))
              : col("`" + name + "`"));
    }
    return rows.select(columns.toArray(Column[]::new));
  }

  private static String order(String key, long seed) {
    return "PARTITION BY pmod(xxhash64(%1$s, %2$dL), 32) ORDER BY xxhash64(%2$dL, %1$s), %1$s"
        .formatted("`" + key + "`", seed);
  }
}
