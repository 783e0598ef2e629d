package io.novacron.dwcp.evaluation.leak;

import static org.apache.spark.sql.functions.expr;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

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

  /** Bits and bytes, percent, kilo, mega. */
  private static final double[] FACTORS = {8, 100, 1_000, 1_000_000};

  private static final double HALF_OF_LEAST_FACTOR = Math.log(8) / 2;

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

  /** No suspect has two units; three passes over the rows for each. */
  public static LeakFinding unitSwap(Dataset<Row> rows, List<Suspect> suspects) {
    var faults = new ArrayList<String>();
    for (var suspect : suspects) {
      var counts = counts(logRatios(rows, suspect));
      double n = counts.getLong(0);
      for (var i = 0; i < FACTORS.length; i++) {
        double swapped = counts.getLong(1 + 2 * i);
        double valley = counts.getLong(2 + 2 * i);
        if (n > 0 && swapped >= suspect.minShare() * n && valley < 0.1 * swapped) {
          faults.add(
              "%s is off by a factor %.0f on %.0f of %.0f rows"
                  .formatted(suspect.column(), FACTORS[i], swapped, n));
          break;
        }
      }
    }
    return LeakCheck.UNIT_SWAP.finding(
        faults, "one unit in each of " + suspects.stream().map(Suspect::column).toList());
  }

  private static Dataset<Row> logRatios(Dataset<Row> rows, Suspect suspect) {
    var value = "CAST(`%s` AS DOUBLE)".formatted(suspect.column());
    var reference = "`%s`".formatted(suspect.reference());
    var number = "CAST(%s AS DOUBLE)".formatted(reference);
    var logs =
        switch (suspect.kind()) {
          case ENTITY ->
              rows.where(positive(value))
                  .select(expr(reference + " AS entity"), expr("ln(%s) AS r".formatted(value)));
          case COMPANION ->
              rows.where(positive(value))
                  .where(positive(number))
                  .select(expr("0 AS entity"), expr("ln(%s / %s) AS r".formatted(value, number)));
        };
    return centred(centred(logs, "true"), "abs(r) <= " + HALF_OF_LEAST_FACTOR + "D");
  }

  /**
   * Moves each entity's median to 0. Of two units with as many rows each, the median is the edge of
   * one; moving again by the median of what lies near brings 0 into that one's middle.
   */
  private static Dataset<Row> centred(Dataset<Row> logs, String near) {
    var middles =
        logs.where(near).groupBy("entity").agg(expr("percentile_approx(r, 0.5D) AS middle"));
    return logs.join(middles, "entity").select(expr("entity"), expr("r - middle AS r"));
  }

  private static String positive(String number) {
    return "%1$s > 0 AND %1$s < double('Infinity')".formatted(number);
  }

  private static Row counts(Dataset<Row> logRatios) {
    var counts = new ArrayList<Column>();
    for (double factor : FACTORS) {
      double mode = Math.log(factor);
      double width = Math.min(0.7, mode / 4);
      counts.add(expr("count_if(abs(abs(r) - %sD) <= %sD)".formatted(mode, width)));
      counts.add(
          expr("count_if(abs(r) > %1$sD AND abs(r) < %2$sD)".formatted(width, mode - width)));
    }
    return logRatios.agg(expr("count(1)"), counts.toArray(Column[]::new)).head();
  }
}
