package io.novacron.dwcp.jobs.quality;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Rows by date of one table, as ingestion counted them.
 *
 * @param clean every date of the batch
 * @param refused by date; a date that is not there has none
 * @param earlier clean rows of dates before the batch
 */
public record RowCounts(
    SortedMap<LocalDate, Long> clean,
    SortedMap<LocalDate, Long> refused,
    SortedMap<LocalDate, Long> earlier) {

  public RowCounts {
    clean = Collections.unmodifiableSortedMap(new TreeMap<>(clean));
    refused = Collections.unmodifiableSortedMap(new TreeMap<>(refused));
    earlier = Collections.unmodifiableSortedMap(new TreeMap<>(earlier));
  }

  /** Dates of the batch in order. */
  List<LocalDate> dates() {
    return List.copyOf(clean.keySet());
  }

  /** Clean rows of a date; 0 of none. */
  long cleanRows(LocalDate date) {
    return clean.getOrDefault(date, 0L);
  }

  /** Refused rows / all rows of a date; 0 of none. */
  double refusedShare(LocalDate date) {
    long refusedRows = refused.getOrDefault(date, 0L);
    long all = refusedRows + cleanRows(date);
    return all == 0 ? 0 : (double) refusedRows / all;
  }

  /** Median clean rows of the {@code days} dates before {@code date} that have rows. */
  OptionalDouble medianBefore(LocalDate date, int days) {
    var before = new TreeMap<>(earlier);
    before.putAll(clean);
    var sorted =
        before.subMap(date.minusDays(days), date).values().stream()
            .filter(rows -> rows > 0)
            .sorted()
            .toList();
    if (sorted.isEmpty()) {
      return OptionalDouble.empty();
    }
    var middle = sorted.size() / 2;
    return OptionalDouble.of(
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2.0);
  }
}
