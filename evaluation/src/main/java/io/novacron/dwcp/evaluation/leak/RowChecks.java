package io.novacron.dwcp.evaluation.leak;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.novacron.dwcp.evaluation.leak.SplitRules.Apart;
import java.time.Instant;
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
    var isNull = key.stream().map(name -> col(name).isNull()).reduce(Column::or).orElseThrow();
    var counts =
        rows.groupBy(columns)
            .agg(count(lit(1)).as("n"))
            .agg(expr("count_if(n > 1)"), coalesce(sum(when(isNull, col("n"))), lit(0L)))
            .head();
    var twice = counts.getLong(0);
    var nulls = counts.getLong(1);
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
  public static LeakFinding labelWindowAfterFeatureTime(
      Dataset<Row> rows, LabelWindow window, Instant asOf) {
    var early = "NOT coalesce(%s < %s, false)".formatted(window.featureTime(), window.labelFrom());
    var unripe =
        "NOT coalesce(%s <= %s, false)"
            .formatted(window.labelUntil(), "TIMESTAMP'%s'".formatted(asOf));
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
   */
  public record LabelWindow(String featureTime, String labelFrom, String labelUntil) {}

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
    if (!rules.apart().isEmpty()) {
      faults.addAll(shared(rows, rules));
    }
    faults.addAll(brokenGaps(rows, rules));
    return LeakCheck.SPLIT_OVERLAP.finding(faults, "parts are apart and the gaps hold");
  }

  /** Values that both of two parts have, counted for all pairs in one pass. */
  private static List<String> shared(Dataset<Row> rows, SplitRules rules) {
    var columns = rules.apart().stream().map(Apart::column).distinct().toList();
    var values =
        columns.stream()
            .map(name -> struct(lit(name).as("name"), col(name).cast("string").as("value")))
            .toArray(Column[]::new);
    var both =
        rules.apart().stream()
            .map(
                apart ->
                    sum(
                        when(
                                col("name")
                                    .equalTo(apart.column())
                                    .and(array_contains(col("parts"), apart.one()))
                                    .and(array_contains(col("parts"), apart.other())),
                                1L)
                            .otherwise(0L)))
            .toList();
    var found =
        rows.select(col(rules.part()).as("part"), explode(array(values)).as("v"))
            .groupBy("v.name", "v.value")
            .agg(collect_set("part").as("parts"))
            .agg(both.get(0), both.subList(1, both.size()).toArray(Column[]::new))
            .head();
    var faults = new ArrayList<String>();
    for (var i = 0; i < both.size(); i++) {
      var apart = rules.apart().get(i);
      if (!found.isNullAt(i) && found.getLong(i) > 0) {
        faults.add(
            "%d values of %s are in both %s and %s"
                .formatted(found.getLong(i), apart.column(), apart.one(), apart.other()));
      }
    }
    return faults;
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
