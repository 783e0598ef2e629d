package io.novacron.dwcp.evaluation.leak;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * Finds a column whose unit changes between rows: bits for bytes, percent for ratios, kilo for one.
 *
 * <p><i>Definition.</i> Each positive value is divided by the median of its entity (or by a
 * companion column that should move with it), each ratio by the median ratio. With {@code f} a
 * known unit factor, {@code w = min(0.7, ln f / 4)} and {@code r} the logarithm of the ratio, rows
 * with {@code |r| <= w} are usual, rows with {@code ||r| - ln f| <= w} are swapped, and rows
 * between are the valley. A swap is reported when at least {@code minShare} of the rows are swapped
 * and the valley holds less than a tenth as many: a true change of level fills its valley, a unit
 * does not.
 *
 * <p><i>Limits.</i> Without a companion, an entity that is swapped in all of its rows is not seen.
 * Values that spread over more than a factor {@code exp(w)} hide a swap.
 */
public final class UnitCheck {

  private static final StructType SUMS = StructType.fromDDL("suspect int, sums array<bigint>");

  private UnitCheck() {}

  /**
   * What to look at.
   *
   * @param column column to check
   * @param reference a companion column, or the entity column whose median is the reference
   * @param kind which of the two the reference is
   * @param minShare smallest share of swapped rows that is reported
   */
  public record Suspect(String column, String reference, Kind kind, double minShare) {
    public Suspect {
      if (!(minShare > 0 && minShare < 0.5)) {
        throw new IllegalArgumentException(
            "leak.suspects.%s.min-share: not between 0 and 0.5: %s".formatted(column, minShare));
      }
    }
  }

  /** What a value is compared with. */
  public enum Kind {
    COMPANION,
    ENTITY
  }

  /**
   * No suspect has two units.
   *
   * <p><i>Cost.</i> One pass over the rows for all suspects, then histograms of 1 % bins by entity.
   */
  public static LeakFinding unitSwap(Dataset<Row> rows, List<Suspect> suspects) {
    var faults = new ArrayList<String>();
    var sums = suspects.isEmpty() ? List.<Row>of() : sums(rows, suspects);
    for (var row : sums) {
      var suspect = suspects.get(row.getInt(0));
      List<Long> counts = row.getList(1);
      double n = counts.get(0);
      for (var i = 0; i < UnitHistogram.FACTORS.length; i++) {
        double swapped = counts.get(1 + 2 * i);
        double valley = counts.get(2 + 2 * i);
        if (swapped >= suspect.minShare() * n && valley < 0.1 * swapped) {
          faults.add(
              "%s is off by a factor %.0f on %.0f of %.0f rows"
                  .formatted(suspect.column(), UnitHistogram.FACTORS[i], swapped, n));
          break;
        }
      }
    }
    return LeakCheck.UNIT_SWAP.finding(
        faults, "one unit in each of " + suspects.stream().map(Suspect::column).toList());
  }

  /** Counts of each suspect over all of its entities, in the order of the suspects. */
  private static List<Row> sums(Dataset<Row> rows, List<Suspect> suspects) {
    var logs = new ArrayList<Column>();
    for (var i = 0; i < suspects.size(); i++) {
      logs.add(logRatio(i, suspects.get(i)));
    }
    var sum = new ArrayList<Column>();
    for (var i = 0; i <= 2 * UnitHistogram.FACTORS.length; i++) {
      sum.add(functions.sum(col("sums").getItem(i)));
    }
    return rows.select(explode(functions.array(logs.toArray(Column[]::new))).as("log"))
        .where("log.r IS NOT NULL")
        .groupBy("log.suspect", "log.entity", "log.r")
        .agg(count(lit(1)).as("n"))
        .groupBy("suspect", "entity")
        .agg(collect_list(struct("r", "n")).as("bins"))
        .map((MapFunction<Row, Row>) UnitCheck::ofEntity, Encoders.row(SUMS))
        .groupBy("suspect")
        .agg(functions.array(sum.toArray(Column[]::new)).as("sums"))
        .orderBy("suspect")
        .collectAsList();
  }

  private static Row ofEntity(Row row) {
    var counts = new TreeMap<Integer, Long>();
    List<Row> bins = row.getList(row.fieldIndex("bins"));
    bins.forEach(bin -> counts.put(bin.getInt(0), bin.getLong(1)));
    var sums = new ArrayList<Long>();
    for (var sum : new UnitHistogram(counts).sums()) {
      sums.add(sum);
    }
    return RowFactory.create(row.getAs("suspect"), sums.toArray(Long[]::new));
  }

  /** {@code struct<suspect, entity, r>}; {@code r} is a bin, null where there is no ratio. */
  private static Column logRatio(int number, Suspect suspect) {
    var value = "CAST(`%s` AS DOUBLE)".formatted(suspect.column());
    var reference = "`%s`".formatted(suspect.reference());
    var bin = "CAST(round(ln(%s) * %d) AS INT)";
    var other = "CAST(%s AS DOUBLE)".formatted(reference);
    return switch (suspect.kind()) {
      case ENTITY ->
          logRatio(
              number,
              reference,
              "if(%s, %s, NULL)"
                  .formatted(positive(value), bin.formatted(value, UnitHistogram.BINS)));
      case COMPANION ->
          logRatio(
              number,
              "''",
              "if(%s AND %s, %s, NULL)"
                  .formatted(
                      positive(value),
                      positive(other),
                      bin.formatted(value + " / " + other, UnitHistogram.BINS)));
    };
  }

  private static Column logRatio(int number, String entity, String bin) {
    return struct(
        lit(number).as("suspect"),
        expr("CAST(%s AS STRING)".formatted(entity)).as("entity"),
        expr(bin).as("r"));
  }

  private static String positive(String number) {
    return "coalesce(%1$s > 0 AND %1$s < double('Infinity'), false)".formatted(number);
  }
}
