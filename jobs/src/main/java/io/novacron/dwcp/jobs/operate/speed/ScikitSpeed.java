package io.novacron.dwcp.jobs.operate.speed;

import io.novacron.dwcp.jobs.export.FloatMatrix;
import io.novacron.dwcp.jobs.export.ForestModel;
import io.novacron.dwcp.jobs.model.reliability.ForestFit;
import io.novacron.dwcp.jobs.operate.BenchmarkRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * The suite's fit beside scikit-learn's, 100 trees of 256 rows: from Parquet with two threads, and
 * with the same float32 rows in the memory of either process and one thread. Scikit-learn's time is
 * that of {@code IsolationForest.fit}, by the clock of its process; with a contamination that ends
 * in a threshold, and ours with that of its sample.
 */
final class ScikitSpeed {

  private static final int DIMENSIONS = 54;

  /** Of the rows of the other comparisons, one in so many. */
  private static final int PART = 10;

  /** Rows that are scored at a time, as over Spark. */
  private static final int BATCH = 1024;

  /** Fits before the first pair: what is measured is compiled then. */
  private static final int WARM_UP = 5;

  private static final String ONE_THREAD = "1";
  private static final double CONTAMINATION = 0.01;
  private static final Bound FIT = Bound.atLeast(20);
  private static final String PARQUET = "T(scikit-learn) / T, fit";
  private static final String MEMORY = "T(scikit-learn) / T, fit in memory";
  private static final String THRESHOLD = "T(scikit-learn) / T, fit and threshold in memory";

  private final SpeedData data;
  private final SpeedScale scale;
  private final PythonFit scikit;

  ScikitSpeed(SpeedData data, SpeedScale scale, PythonFit scikit) {
    this.data = data;
    this.scale = scale;
    this.scikit = scikit;
  }

  List<BenchmarkRow> rows() {
    var wide = data.points(Math.max(1, scale.points() / PART), DIMENSIONS);
    var name = ForestSpeed.named(scale.points() / PART, DIMENSIONS);
    var started = scikit.start(wide.drop("id", "anomalous"));
    if (started.isEmpty()) {
      return List.of(PARQUET, MEMORY, THRESHOLD).stream()
          .map(metric -> FIT.absent(name, "forest", metric))
          .toList();
    }
    var fit = ForestSpeed.plain(ForestSpeed.inputs(wide));
    try (var running = started.get()) {
      var stored = ratio(running, seed -> fit.fit(wide, seed));
      var held = running.rows(DIMENSIONS);
      var grown = ratio(running, seed -> fit.fit(held, seed), ONE_THREAD, "auto");
      var decided =
          ratio(
              running,
              seed -> decided(fit, held, seed),
              ONE_THREAD,
              Double.toString(CONTAMINATION));
      return List.of(
          FIT.row(name, "forest", PARQUET, stored),
          FIT.row(name, "forest", MEMORY, grown),
          FIT.row(name, "forest", THRESHOLD, decided));
    }
  }

  /** Scikit-learn's time over ours, pair after pair; each side has fitted before. */
  private Ratio ratio(PythonFit.Running running, IntConsumer ours, String... more) {
    for (var i = 0; i < WARM_UP; i++) {
      ours.accept(i);
    }
    running.seconds(0, more);
    var ratios = new ArrayList<Double>();
    for (var i = 0; i < scale.repeats(); i++) {
      var seed = i;
      var theirs = running.seconds(seed, more);
      ratios.add(theirs / Stopwatch.seconds(() -> ours.accept(seed)));
    }
    return Ratio.median(ratios);
  }

  /** The forest with the threshold that the share {@link #CONTAMINATION} of its sample reach. */
  static ForestModel decided(ForestFit fit, FloatMatrix rows, long seed) {
    var sample = fit.sample(rows, seed);
    var model = fit.grow(sample, seed);
    var scores = new float[sample.rows()];
    for (var from = 0; from < scores.length; from += BATCH) {
      var batch = sample.slice(from, Math.min(scores.length, from + BATCH));
      System.arraycopy(model.scores(batch), 0, scores, from, batch.rows());
    }
    Arrays.sort(scores);
    return model.withThreshold(scores[(int) ((1 - CONTAMINATION) * (scores.length - 1))]);
  }
}
