package io.novacron.dwcp.jobs.quality;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Bounds of the batch checks and what drift is measured on.
 *
 * @param maxRefusedShare largest share of a date's rows that may be refused, in [0, 1]
 * @param maxRowRatio a date's clean rows lie within median / ratio and median × ratio of the dates
 *     before; above 1
 * @param rowCountSeverity what breaking {@code maxRowRatio} means
 * @param minCompleteness least share of rows that fill an expected column, in [0, 1]
 * @param referenceDays how many dates before a date it is compared with
 * @param expectedColumns by table, nullable columns that should be filled
 * @param driftBins quantile bins of the population stability index
 * @param driftColumns by table, numeric columns whose drift is measured
 */
public record QualityConfig(
    double maxRefusedShare,
    double maxRowRatio,
    Severity rowCountSeverity,
    double minCompleteness,
    int referenceDays,
    Map<String, List<String>> expectedColumns,
    int driftBins,
    Map<String, List<String>> driftColumns) {

  public QualityConfig {
    requireShare("max-refused-share", maxRefusedShare);
    requireShare("min-completeness", minCompleteness);
    if (!(maxRowRatio > 1)) {
      throw new IllegalArgumentException("max-row-ratio: " + maxRowRatio + "; use more than 1");
    }
    if (referenceDays < 1) {
      throw new IllegalArgumentException("reference-days: " + referenceDays + "; use 1 or more");
    }
    if (driftBins < 2) {
      throw new IllegalArgumentException("drift-bins: " + driftBins + "; use 2 or more");
    }
    expectedColumns = copy(expectedColumns);
    driftColumns = copy(driftColumns);
  }

  private static void requireShare(String key, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(key + ": " + value + "; use a share from 0 to 1");
    }
  }

  private static Map<String, List<String>> copy(Map<String, List<String>> columns) {
    return columns.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
  }
}
