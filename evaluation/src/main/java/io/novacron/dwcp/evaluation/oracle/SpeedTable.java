package io.novacron.dwcp.evaluation.oracle;

import io.novacron.dwcp.common.error.DataError;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Compute times by operation, achieved ratio and size: a frozen grid of cells.
 *
 * @param ratioBands upper bounds, the last band is open
 * @param sizeBands upper bounds in bytes, the last band is open
 * @param cells by operation, for each ratio band all size bands
 */
public record SpeedTable(
    List<Double> ratioBands, List<Long> sizeBands, SortedMap<String, List<CalibrationCell>> cells)
    implements Serializable {

  public SpeedTable {
    ratioBands = List.copyOf(ratioBands);
    sizeBands = List.copyOf(sizeBands);
    var copy = new TreeMap<String, List<CalibrationCell>>();
    var expected = (ratioBands.size() + 1) * (sizeBands.size() + 1);
    for (var entry : cells.entrySet()) {
      copy.put(entry.getKey(), List.copyOf(entry.getValue()));
      if (entry.getValue().size() != expected) {
        throw new DataError(
            "Cannot use calibration: %s has %d cells where the bands make %d; calibrate again"
                .formatted(entry.getKey(), entry.getValue().size(), expected));
      }
    }
    cells = Collections.unmodifiableSortedMap(copy);
  }

  /**
   * The time of an operation between {@code plainBytes} and {@code packedBytes}.
   *
   * @throws DataError when the operation was not measured
   */
  public Timing time(String operation, long plainBytes, long packedBytes) {
    var grid = cells.get(operation);
    if (grid == null) {
      throw new DataError(
          "Cannot tell a time: operation was not calibrated: %s; calibrate with payloads that use it"
              .formatted(operation));
    }
    var ratio = (double) packedBytes / plainBytes;
    return grid.get(cell(ratioBand(ratio), sizeBand(plainBytes))).time(plainBytes);
  }

  /** Index of the band of an achieved ratio; an upper bound belongs to its band. */
  int ratioBand(double ratio) {
    var band = 0;
    while (band < ratioBands.size() && ratio > ratioBands.get(band)) {
      band++;
    }
    return band;
  }

  /** Index of the band of a size; an upper bound belongs to its band. */
  int sizeBand(long bytes) {
    var band = 0;
    while (band < sizeBands.size() && bytes > sizeBands.get(band)) {
      band++;
    }
    return band;
  }

  private int cell(int ratioBand, int sizeBand) {
    return ratioBand * (sizeBands.size() + 1) + sizeBand;
  }
}
