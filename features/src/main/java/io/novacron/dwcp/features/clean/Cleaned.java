package io.novacron.dwcp.features.clean;

import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The result of cleaning: two frames that share one materialised pass over the input, and their
 * counts. Close it after both frames are written; it holds disk space until then.
 */
public final class Cleaned implements AutoCloseable {

  private final Dataset<Row> clean;
  private final Dataset<Row> refused;
  private final SortedMap<LocalDate, DayCount> counts;
  private final String inputDigest;
  private final Runnable release;

  Cleaned(
      Dataset<Row> clean,
      Dataset<Row> refused,
      SortedMap<LocalDate, DayCount> counts,
      String inputDigest,
      Runnable release) {
    this.clean = clean;
    this.refused = refused;
    this.counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    this.inputDigest = inputDigest;
    this.release = release;
  }

  /** Clean rows with the table's columns, arranged so that a date's files have a good size. */
  public Dataset<Row> clean() {
    return clean;
  }

  /** Refused rows with the columns of the table's quarantine. */
  public Dataset<Row> refused() {
    return refused;
  }

  /** Counts by date, every date of the input, zero rows included. */
  public SortedMap<LocalDate, DayCount> counts() {
    return counts;
  }

  /** Clean rows over all dates. */
  public long cleanCount() {
    return counts.values().stream().mapToLong(DayCount::clean).sum();
  }

  /** Refused rows over all dates. */
  public long refusedCount() {
    return counts.values().stream().mapToLong(DayCount::refused).sum();
  }

  /** SHA-256 over the input's rows whatever their order or files, for the commit's history. */
  public String inputDigest() {
    return inputDigest;
  }

  @Override
  public void close() {
    release.run();
  }
}
