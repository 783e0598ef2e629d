package io.novacron.dwcp.evaluation.leak;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Checks of joined training rows and of their split, each one or two Spark jobs. */
public final class RowChecks {

  private RowChecks() {}

  /** No key is there twice, and no part of a key is null. */
  public static LeakFinding keysUnique(Dataset<Row> rows, List<String> key) {
    var columns = key.stream().map(name -> col(name)).toArray(Column[]::new);
    long twice = rows.groupBy(columns).agg(count(lit(1)).as("n")).where("n > 1").count();
    var isNull = key.stream().map(name -> col(name).isNull()).reduce(Column::or).orElseThrow();
    long nulls = rows.where(isNull).count();
    var faults = new ArrayList<String>();
    if (twice > 0) {
      faults.add("%d keys of %s are there more than once".formatted(twice, key));
    }
    if (nulls > 0) {
      faults.add("%d rows have a null in their key %s".formatted(nulls, key));
    }
    return LeakCheck.KEYS_UNIQUE.finding(faults, "keys %s are unique".formatted(key));
  }

  /**
   * Every label was decided after its features were taken and is ripe: {@code feature < from} and
   * {@code until <= asOf}; a null time fails.
   */
  public static LeakFinding labelWindowAfterFeatureTime(Dataset<Row> rows, LabelWindow window) {
    var early = "NOT coalesce(%s < %s, false)".formatted(window.featureTime(), window.labelFrom());
    var unripe = "NOT coalesce(%s <= %s, false)".formatted(window.labelUntil(), window.asOf());
    var counts =
        rows.agg(
                expr("count_if(%s)".formatted(early)).as("early"),
                expr("count_if(%s)".formatted(unripe)).as("unripe"))
            .head();
    var faults = new ArrayList<String>();
    if (counts.getLong(0) > 0) {
      faults.add("%d labels begin no later than their features".formatted(counts.getLong(0)));
    }
    if (counts.getLong(1) > 0) {
      faults.add("%d labels are not ripe".formatted(counts.getLong(1)));
    }
    return LeakCheck.LABEL_WINDOW_AFTER_FEATURE_TIME.finding(
        faults, "labels lie after their features and are ripe");
  }

  /**
   * Timestamp columns or expressions of a training row.
   *
   * @param featureTime when the features were taken
   * @param labelFrom when what the label speaks of begins
   * @param labelUntil when it was decided
   * @param asOf what was known when training began
   */
  public record LabelWindow(String featureTime, String labelFrom, String labelUntil, String asOf) {}

  /** A column of the features and one of the labels that hold the same number of the same row. */
  public record Anchor(String ofFeatures, String ofLabels) {}

  /**
   * Features and labels of a row belong together: the anchors agree on every row. An anchor that is
   * the same on all rows, or null on both sides, proves nothing and fails.
   */
  public static LeakFinding rowAlignment(Dataset<Row> rows, List<Anchor> anchors) {
    var faults = new ArrayList<String>();
    if (anchors.isEmpty()) {
      faults.add("no anchor columns, alignment cannot be shown");
    }
    for (var anchor : anchors) {
      var differ = "NOT (%s <=> %s)".formatted(anchor.ofFeatures(), anchor.ofLabels());
      var found =
          rows.agg(
                  expr("count_if(%s)".formatted(differ)).as("differ"),
                  count(lit(1)).as("n"),
                  expr("coalesce(min(%1$s) < max(%1$s), false)".formatted(anchor.ofFeatures()))
                      .as("varies"))
              .head();
      if (found.getLong(0) > 0) {
        faults.add(
            "%s differs from %s on %d of %d rows"
                .formatted(
                    anchor.ofFeatures(), anchor.ofLabels(), found.getLong(0), found.getLong(1)));
      } else if (!found.getBoolean(2)) {
        faults.add("anchor %s does not vary and shows nothing".formatted(anchor.ofFeatures()));
      }
    }
    return LeakCheck.ROW_ALIGNMENT.finding(faults, "anchors agree on every row: " + anchors);
  }

  /** No key or entity is in two parts that must be apart, and the gaps between parts hold. */
  public static LeakFinding splitOverlap(Dataset<Row> rows, SplitRules rules) {
    var faults = new ArrayList<String>();
    for (var apart : rules.apart()) {
      long shared =
          rows.where(col(rules.part()).isin(apart.one(), apart.other()))
              .groupBy(col(apart.column()))
              .agg(collect_set(rules.part()).as("parts"))
              .where(array_contains(col("parts"), apart.one()))
              .where(array_contains(col("parts"), apart.other()))
              .count();
      if (shared > 0) {
        faults.add(
            "%d values of %s are in both %s and %s"
                .formatted(shared, apart.column(), apart.one(), apart.other()));
      }
    }
    faults.addAll(brokenGaps(rows, rules));
    return LeakCheck.SPLIT_OVERLAP.finding(faults, "parts are apart and the gaps hold");
  }

  private static List<String> brokenGaps(Dataset<Row> rows, SplitRules rules) {
    var spans = new TreeMap<String, Row>();
    rows.groupBy(col(rules.part()))
        .agg(
            min(expr("unix_millis(%s)".formatted(rules.time()))),
            max(expr("unix_millis(%s)".formatted(rules.time()))))
        .collectAsList()
        .forEach(row -> spans.put(row.getString(0), row));
    var faults = new ArrayList<String>();
    for (var gap : rules.gaps()) {
      if (!spans.containsKey(gap.before()) || !spans.containsKey(gap.after())) {
        faults.add("%s or %s has no rows".formatted(gap.before(), gap.after()));
        continue;
      }
      double seconds =
          (spans.get(gap.after()).getLong(1) - spans.get(gap.before()).getLong(2)) / 1000.0;
      if (seconds < gap.seconds()) {
        faults.add(
            "%s begins %.0f s after the end of %s, the gap is %d s"
                .formatted(gap.after(), seconds, gap.before(), gap.seconds()));
      }
    }
    return faults;
  }
}
