package io.novacron.dwcp.evaluation.leak;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Finds a feature that is a number of the truth under another name.
 *
 * <p><i>Definition.</i> A feature copies a truth when both are the same float32 on at least nine
 * tenths of the rows that have that truth, zeros not counted, and the truth varies. What is known
 * before a transfer and what is found after it never agree to seven digits, however well the one
 * foretells the other.
 *
 * <p><i>Limits.</i> A copy in another unit, or with noise on it, is not seen.
 *
 * <p><i>Cost.</i> One pass; features x truths comparisons a row.
 */
final class CopyCheck {

  private static final double LEAST_SHARE = 0.9;

  private CopyCheck() {}

  /** Each copy in a sentence, in the order of the features. */
  static List<String> faults(Dataset<Row> rows, List<String> features, List<String> truths) {
    var counts =
        rows.select(numbers(features), numbers(truths))
            .javaRDD()
            .aggregate(new Counts(features.size(), truths.size()), Counts::add, Counts::merge);
    var faults = new ArrayList<String>();
    for (var f = 0; f < features.size(); f++) {
      for (var t = 0; t < truths.size(); t++) {
        if (counts.isCopy(f, t)) {
          faults.add(
              "%s is the truth %s on %d of %d rows"
                  .formatted(features.get(f), truths.get(t), counts.same[f][t], counts.known[t]));
        }
      }
    }
    return faults;
  }

  private static Column numbers(List<String> names) {
    return array(
        names.stream().map(name -> col("`" + name + "`").cast("float")).toArray(Column[]::new));
  }

  /**
   * How many rows have each truth, between which bounds, and how often each feature is the same.
   */
  private static final class Counts implements Serializable {

    private static final long serialVersionUID = 1L;

    private final long[] known;
    private final float[] least;
    private final float[] most;
    private final long[][] same;

    Counts(int features, int truths) {
      known = new long[truths];
      least = new float[truths];
      most = new float[truths];
      same = new long[features][truths];
      Arrays.fill(least, Float.POSITIVE_INFINITY);
      Arrays.fill(most, Float.NEGATIVE_INFINITY);
    }

    Counts add(Row row) {
      List<@Nullable Float> features = row.getList(0);
      List<@Nullable Float> truths = row.getList(1);
      for (var t = 0; t < known.length; t++) {
        var truth = truths.get(t);
        if (truth == null || truth == 0 || truth.isNaN()) {
          continue;
        }
        known[t]++;
        least[t] = Math.min(least[t], truth);
        most[t] = Math.max(most[t], truth);
        for (var f = 0; f < same.length; f++) {
          same[f][t] += truth.equals(features.get(f)) ? 1 : 0;
        }
      }
      return this;
    }

    Counts merge(Counts other) {
      for (var t = 0; t < known.length; t++) {
        known[t] += other.known[t];
        least[t] = Math.min(least[t], other.least[t]);
        most[t] = Math.max(most[t], other.most[t]);
        for (var f = 0; f < same.length; f++) {
          same[f][t] += other.same[f][t];
        }
      }
      return this;
    }

    boolean isCopy(int feature, int truth) {
      return least[truth] < most[truth] && same[feature][truth] >= LEAST_SHARE * known[truth];
    }
  }
}
