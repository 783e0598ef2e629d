package io.novacron.dwcp.evaluation.oracle;

import io.novacron.dwcp.common.error.DataError;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Fits a {@link SpeedTable} to measured samples; a pure function of them.
 *
 * <p><i>Definition</i>: the fixed cost of an operation is the median time of its inputs of at most
 * {@value #TINY_BYTES} bytes, 0 when there are none. A cell's {@code ms_per_mb} is the median over
 * its samples of {@code (median time - fixed) / MB}; one parameter from medians, since a line
 * through inputs of nearly one size has no slope, and one slow call must not move a cell. The
 * standard error is that of a median, {@code 1.2533 * 1.4826 MAD / median / sqrt(n)}; the spread is
 * the median of the samples' own.
 *
 * <p><i>Thin cells</i>: a cell with fewer than {@code min-samples} takes its neighbours in achieved
 * ratio into its pool, one band further at a time, within its size band; then so over all sizes.
 * The pool's count is the cell's {@code n}.
 */
final class SpeedFit {

  /** Inputs up to this length measure the cost of a call and nothing else. */
  static final int TINY_BYTES = 256;

  /** The asymptotic standard error of a median over that of a mean, sqrt(pi / 2). */
  private static final double MEDIAN_PENALTY = 1.2533;

  private static final double BYTES_A_MB = 1e6;

  private final CalibrationConfig config;
  private final SpeedTable bands;

  SpeedFit(CalibrationConfig config) {
    this.config = config;
    this.bands = new SpeedTable(config.ratioBands(), config.sizeBands(), new TreeMap<>());
  }

  SpeedTable fit(List<CalibrationSample> samples) {
    SortedMap<String, List<CalibrationSample>> byOperation = new TreeMap<>();
    for (var sample : samples) {
      byOperation.computeIfAbsent(sample.operation(), name -> new ArrayList<>()).add(sample);
    }
    SortedMap<String, List<CalibrationCell>> cells = new TreeMap<>();
    byOperation.forEach((operation, group) -> cells.put(operation, grid(operation, group)));
    return new SpeedTable(config.ratioBands(), config.sizeBands(), cells);
  }

  private List<CalibrationCell> grid(String operation, List<CalibrationSample> samples) {
    var tiny = samples.stream().filter(sample -> sample.plainBytes() <= TINY_BYTES).toList();
    var large = samples.stream().filter(sample -> sample.plainBytes() > TINY_BYTES).toList();
    if (large.isEmpty()) {
      throw new DataError(
          "Cannot calibrate %s: no input of more than %d bytes; give larger payloads"
              .formatted(operation, TINY_BYTES));
    }
    var fixedMs =
        tiny.isEmpty() ? 0 : Robust.median(tiny.stream().map(CalibrationSample::medianMs).toList());
    var cells = new ArrayList<CalibrationCell>();
    for (var ratioBand = 0; ratioBand <= config.ratioBands().size(); ratioBand++) {
      for (var sizeBand = 0; sizeBand <= config.sizeBands().size(); sizeBand++) {
        cells.add(cell(fixedMs, pool(large, ratioBand, sizeBand)));
      }
    }
    return cells;
  }

  private List<CalibrationSample> pool(
      List<CalibrationSample> samples, int ratioBand, int sizeBand) {
    var sameSize = grow(samples, ratioBand, s -> bands.sizeBand(s.plainBytes()) == sizeBand);
    return sameSize.size() >= config.minSamples()
        ? sameSize
        : grow(samples, ratioBand, sample -> true);
  }

  /** Samples of the nearest ratio bands, as few bands as give enough. */
  private List<CalibrationSample> grow(
      List<CalibrationSample> samples, int ratioBand, Predicate<CalibrationSample> fits) {
    var candidates = samples.stream().filter(fits).toList();
    List<CalibrationSample> pool = List.of();
    for (var reach = 0; reach <= config.ratioBands().size(); reach++) {
      var limit = reach;
      pool =
          candidates.stream()
              .filter(s -> Math.abs(bands.ratioBand(s.ratio()) - ratioBand) <= limit)
              .toList();
      if (pool.size() >= config.minSamples()) {
        return pool;
      }
    }
    return pool;
  }

  private static CalibrationCell cell(double fixedMs, List<CalibrationSample> pool) {
    var rates =
        pool.stream()
            .map(s -> Math.max(0, s.medianMs() - fixedMs) / s.plainBytes() * BYTES_A_MB)
            .toList();
    return new CalibrationCell(
        fixedMs,
        Robust.median(rates),
        MEDIAN_PENALTY * Robust.relativeDeviation(rates) / Math.sqrt(rates.size()),
        Robust.median(pool.stream().map(CalibrationSample::spread).toList()),
        rates.size());
  }
}
