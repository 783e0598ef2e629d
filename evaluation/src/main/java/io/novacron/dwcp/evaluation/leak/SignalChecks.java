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
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StringType;

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

  /**
   * The same alarm where a feature is one of the truth's numbers, value for value, besides: a rate
   * or a cost under another name tells no class alone, but all of them together with the others.
   */
  public static LeakFinding withCopies(
      LeakFinding alarm, Dataset<Row> rows, List<String> features, List<String> truths) {
    var faults = new ArrayList<>(alarm.passed() ? List.of() : List.of(alarm.detail()));
    faults.addAll(CopyCheck.faults(rows, features, truths));
    return LeakCheck.SINGLE_FEATURE_ALARM.finding(faults, alarm.detail());
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
   * How often each scorer is right; truths are words or, without words, numbers.
   *
   * <p><i>Cost.</i> One pass over words, two over numbers.
   *
   * @param scored rows of {@code scored_rows}, truths not null
   * @return by scorer; a scorer without rows is not there
   */
  public static Map<String, Hits> hits(Dataset<Row> scored) {
    var result = new TreeMap<String, Hits>();
    scored
        .where("truth IS NOT NULL")
        .groupBy("scorer")
        .agg(count(lit(1)).as("n"), expr("count_if(prediction <=> truth)").as("right"))
        .collectAsList()
        .forEach(row -> result.put(row.getString(0), new Hits(row.getLong(1), row.getLong(2))));
    return result.isEmpty() ? numberHits(scored) : result;
  }

  private static Map<String, Hits> numberHits(Dataset<Row> scored) {
    var known = scored.where("truth_value IS NOT NULL");
    var median = known.agg(expr("percentile_approx(truth_value, 0.5D)")).head();
    var result = new TreeMap<String, Hits>();
    if (median.isNullAt(0)) {
      return result;
    }
    var nearer =
        "count_if(coalesce(abs(predicted_value - truth_value) < abs(%sD - truth_value), false))"
            .formatted(median.getDouble(0));
    known
        .groupBy("scorer")
        .agg(count(lit(1)).as("n"), expr(nearer).as("right"))
        .collectAsList()
        .forEach(row -> result.put(row.getString(0), new Hits(row.getLong(1), row.getLong(2))));
    return result;
  }

  /**
   * Share of rows that a scorer gets right which knows no label: of words, the most frequent one
   * among the rows that may choose from the same; of numbers one half, as {@link Hits} counts them.
   *
   * @param truth column of the truth
   * @param choices expressions that say what a row may choose from; empty where all may say all
   */
  public static double blindShare(Dataset<Row> rows, String truth, List<String> choices) {
    if (!(rows.schema().apply(truth).dataType() instanceof StringType)) {
      return 0.5;
    }
    var groups = new ArrayList<Column>();
    choices.forEach(choice -> groups.add(expr(choice).as("choice_" + groups.size())));
    var same = groups.stream().map(group -> col(group.named().name())).toArray(Column[]::new);
    groups.add(col(truth).as("word"));
    var found =
        rows.where(col(truth).isNotNull())
            .groupBy(groups.toArray(Column[]::new))
            .agg(count(lit(1)).as("n"))
            .groupBy(same)
            .agg(sum("n").as("n"), max("n").as("most"))
            .agg(sum("most").divide(sum("n")))
            .head();
    return found.isNullAt(0) ? 0 : found.getDouble(0);
  }

  /**
   * The same rows with labels that mean nothing: within 32 groups of rows by hash, each row takes
   * all labels of the next in the order of another hash. What each label column holds, and what
   * they say together, stays as it is.
   */
  public static Dataset<Row> withShuffledLabels(
      Dataset<Row> rows, String key, List<String> labels, long seed) {
    return withShuffledLabels(rows, List.of(key), labels, seed);
  }

  /**
   * The same for rows that several columns name together. A part of the key is not enough: rows of
   * one link would lie beside each other, and get labels that still say which link it is.
   */
  public static Dataset<Row> withShuffledLabels(
      Dataset<Row> rows, List<String> key, List<String> labels, long seed) {
    var all = "struct(%s)".formatted(quoted(labels));
    var next =
        "coalesce(lead({all}) OVER ({order}), first({all}) OVER ({order})) AS next_label"
            .replace("{order}", order(key, seed))
            .replace("{all}", all);
    var columns = new ArrayList<Column>();
    for (var name : rows.columns()) {
      columns.add(
          labels.contains(name) ? col("next_label.`%s`".formatted(name)) : col("`" + name + "`"));
    }
    return rows.select(col("*"), expr(next)).select(columns.toArray(Column[]::new));
  }

  private static String quoted(List<String> columns) {
    return columns.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }

  private static String order(List<String> key, long seed) {
    return "PARTITION BY pmod(xxhash64(%1$s, %2$dL), 32) ORDER BY xxhash64(%2$dL, %1$s), %1$s"
        .formatted(quoted(key), seed);
  }
}
