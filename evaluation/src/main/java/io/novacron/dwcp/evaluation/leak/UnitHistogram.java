package io.novacron.dwcp.evaluation.leak;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Logarithms of ratios in bins of 1 %, of one entity, and how many of them lie a unit factor away
 * from the bulk.
 *
 * @param counts rows by bin
 */
record UnitHistogram(SortedMap<Integer, Long> counts) implements Serializable {

  /** Bits and bytes, percent, kilo, mega. */
  static final double[] FACTORS = {8, 100, 1_000, 1_000_000};

  /** Bins for a factor of e. */
  static final int BINS = 100;

  private static final double HALF_OF_LEAST_FACTOR = Math.log(FACTORS[0]) / 2;

  UnitHistogram {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  /**
   * Rows, then for each factor the swapped rows and those of the valley before them.
   *
   * <p>The bulk is the median; of two units with as many rows each, the median is the edge of one,
   * and moving to the median of what lies near it brings the middle of that one.
   */
  long[] sums() {
    var middle = median(counts);
    var reach = (int) (HALF_OF_LEAST_FACTOR * BINS);
    middle = median(counts.subMap(middle - reach, middle + reach + 1));
    var sums = new long[1 + 2 * FACTORS.length];
    for (var bin : counts.entrySet()) {
      double distance = Math.abs(bin.getKey() - middle) / (double) BINS;
      sums[0] += bin.getValue();
      for (var i = 0; i < FACTORS.length; i++) {
        double mode = Math.log(FACTORS[i]);
        double width = Math.min(0.7, mode / 4);
        if (Math.abs(distance - mode) <= width) {
          sums[1 + 2 * i] += bin.getValue();
        } else if (distance > width && distance < mode - width) {
          sums[2 + 2 * i] += bin.getValue();
        }
      }
    }
    return sums;
  }

  private static int median(SortedMap<Integer, Long> counts) {
    var half = (counts.values().stream().mapToLong(Long::longValue).sum() + 1) / 2;
    var seen = 0L;
    for (Map.Entry<Integer, Long> bin : counts.entrySet()) {
      seen += bin.getValue();
      if (seen >= half) {
        return bin.getKey();
      }
    }
    throw new IllegalStateException("an entity without rows has no histogram");
  }
}
