package io.novacron.dwcp.jobs.training;

import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.common.table.TableStore;
import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Read access to committed tables over the dates of a night.
 *
 * @param from first date
 * @param to first date after the range
 */
public record Sources(TableStore store, LocalDate from, LocalDate to) {

  /** Rows of a dated table with {@code from <= ds < to}. */
  public Dataset<Row> read(TableSpec table) {
    return store.read(table, from, to);
  }
}
