package io.novacron.dwcp.evaluation.metric;

/**
 * The root mean squared error of forecasts that are at hand in the order of time, with the interval
 * that {@link Evaluator} would give it were each block of rows an entity.
 *
 * @param rmse square root of the mean of the squares
 * @param interval 95 %, by resampling blocks
 * @param n forecasts
 */
public record BlockedErrors(double rmse, Interval interval, long n) {

  /**
   * Measures errors.
   *
   * @param errors forecast less truth, finite
   * @param blockRows errors in a row that are resampled together, since neighbours are alike
   */
  public static BlockedErrors of(double[] errors, int blockRows, int replicates, long seed) {
    if (errors.length == 0 || blockRows < 1) {
      throw new IllegalArgumentException(
          "Cannot measure: %d errors in blocks of %d".formatted(errors.length, blockRows));
    }
    var blocks = (errors.length + blockRows - 1) / blockRows;
    var sums = new double[blocks];
    var counts = new long[blocks];
    for (var i = 0; i < errors.length; i++) {
      sums[i / blockRows] += errors[i] * errors[i];
      counts[i / blockRows]++;
    }
    var bootstrap = new Bootstrap(seed, replicates, blocks);
    var found = new double[replicates];
    for (var r = 0; r < replicates; r++) {
      double sum = 0;
      double n = 0;
      var times = bootstrap.counts(r);
      for (var b = 0; b < blocks; b++) {
        sum += times[b] * sums[b];
        n += times[b] * (double) counts[b];
      }
      found[r] = Math.sqrt(sum / n);
    }
    double total = 0;
    for (var sum : sums) {
      total += sum;
    }
    var rmse = Math.sqrt(total / errors.length);
    return new BlockedErrors(rmse, Intervals.bootstrap(rmse, found, blocks), errors.length);
  }
}
