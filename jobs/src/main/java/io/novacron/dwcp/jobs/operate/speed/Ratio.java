package io.novacron.dwcp.jobs.operate.speed;

import io.novacron.dwcp.common.run.Seeds;
import java.util.ArrayList;
import java.util.List;

/**
 * The median of repeated measurements with its interval.
 *
 * <p><i>Definition</i>: the middle value, or the mean of the two middle ones; the interval is the
 * 2.5 % and 97.5 % quantile of the medians of 2,000 bootstrap samples. With few repeats that is
 * close to the range of the values.
 *
 * @param value the median
 * @param ciLow lower end
 * @param ciHigh upper end
 * @param n measurements
 */
record Ratio(double value, double ciLow, double ciHigh, int n) {

  private static final int REPLICATES = 2000;
  private static final int LOW_RANK = REPLICATES / 40;
  private static final long SEED = 20260101;

  /**
   * The median of {@code values} and its interval.
   *
   * @throws IllegalArgumentException when there is none
   */
  static Ratio median(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no measurement; repeat at least once");
    }
    var medians = new ArrayList<Double>(REPLICATES);
    var state = SEED;
    for (var replicate = 0; replicate < REPLICATES; replicate++) {
      var drawn = new ArrayList<Double>(values.size());
      for (var i = 0; i < values.size(); i++) {
        state++;
        drawn.add(values.get((int) Math.floorMod(Seeds.mix(state), (long) values.size())));
      }
      medians.add(middle(drawn));
    }
    medians.sort(null);
    return new Ratio(
        middle(values),
        medians.get(LOW_RANK),
        medians.get(REPLICATES - 1 - LOW_RANK),
        values.size());
  }

  private static double middle(List<Double> values) {
    var sorted = values.stream().sorted().toList();
    var upper = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(upper)
        : (sorted.get(upper - 1) + sorted.get(upper)) / 2;
  }
}
