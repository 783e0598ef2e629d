package io.novacron.dwcp.common.table;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.common.schema.Tables;
import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The refused rows beside each telemetry table: rule, reason, run, raw row. Replaced by date, like
 * the table itself, so that a date that runs twice has one set of refused rows.
 */
public final class Quarantine {

  private final TableStore store;

  public Quarantine(TableStore store) {
    this.store = store;
  }

  /** Replaces the refused rows of {@code telemetry} with {@code from <= ds < to}. */
  public void replaceDates(
      TableSpec telemetry, Dataset<Row> refused, LocalDate from, LocalDate to, CommitInfo commit) {
    store.replaceDates(Tables.quarantineOf(telemetry), refused, from, to, commit);
  }

  /** The refused rows of {@code telemetry} with {@code from <= ds < to}. */
  public Dataset<Row> read(TableSpec telemetry, LocalDate from, LocalDate to) {
    return store.read(Tables.quarantineOf(telemetry), from, to);
  }

  /**
   * Counts both tables as written and compares with what came in.
   *
   * @throws DataError when clean + refused is not {@code input}
   */
  public void requireBalanced(TableSpec telemetry, LocalDate from, LocalDate to, long input) {
    var clean = store.read(telemetry, from, to).count();
    var refused = read(telemetry, from, to).count();
    if (clean + refused != input) {
      throw new DataError(
          "Cannot accept %s from %s to %s: %d clean + %d refused rows are not %d rows of input; run ingest again"
              .formatted(telemetry.name(), from, to, clean, refused, input));
    }
  }
}
