package io.novacron.dwcp.jobs.operate.speed;

import java.util.ArrayList;
import java.util.List;

/** Times by the wall clock. */
final class Stopwatch {

  private static final double NANOS_A_SECOND = 1e9;

  private Stopwatch() {}

  /** How long {@code work} takes, s. */
  static double seconds(Runnable work) {
    var start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / NANOS_A_SECOND;
  }

  /**
   * Time of {@code work} over time of {@code reference}, pair after pair, so that what slows the
   * machine down meets both; one unmeasured pair goes before.
   */
  static Ratio paired(int repeats, Runnable work, Runnable reference) {
    work.run();
    reference.run();
    return pairedWarm(repeats, work, reference);
  }

  /** The same where both have just run. */
  static Ratio pairedWarm(int repeats, Runnable work, Runnable reference) {
    var ratios = new ArrayList<Double>(repeats);
    for (var i = 0; i < repeats; i++) {
      ratios.add(pair(i, work, reference));
    }
    return Ratio.median(ratios);
  }

  /** The first of a pair changes, so that neither always finds the caches of the other. */
  private static double pair(int number, Runnable work, Runnable reference) {
    if (number % 2 == 0) {
      var first = seconds(work);
      return first / seconds(reference);
    }
    var first = seconds(reference);
    return seconds(work) / first;
  }

  /**
   * Least-squares slope of ln(time) over ln(size): 1 when twice the data takes twice the time.
   *
   * @param sizes at least two different sizes
   * @param seconds one time for each size
   */
  static double exponent(List<Integer> sizes, List<Double> seconds) {
    var meanX = sizes.stream().mapToDouble(Math::log).average().orElseThrow();
    var meanY = seconds.stream().mapToDouble(Math::log).average().orElseThrow();
    var xy = 0.0;
    var xx = 0.0;
    for (var i = 0; i < sizes.size(); i++) {
      var x = Math.log(sizes.get(i)) - meanX;
      xy += x * (Math.log(seconds.get(i)) - meanY);
      xx += x * x;
    }
    return xy / xx;
  }
}
