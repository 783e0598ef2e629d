package io.novacron.dwcp.jobs.training;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.common.table.TableStore;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Read access to committed tables over the dates of a night.
 *
 * @param from first date
 * @param to first date after the range
 * @param only tables that may be read; empty for all
 */
public record Sources(
    TableStore store, LocalDate from, LocalDate to, Optional<List<TableSpec>> only) {

  public Sources {
    only = only.map(List::copyOf);
  }

  /** Every table of the lake. */
  public static Sources all(TableStore store, LocalDate from, LocalDate to) {
    return new Sources(store, from, to, Optional.empty());
  }

  /**
   * The same, of these tables only and without truth: what features may be computed from.
   *
   * @throws DataError when another table is asked for, or a table holds truth
   */
  public Sources forFeatures(List<TableSpec> tables) {
    for (var table : tables) {
      if (!table.truthColumns().isEmpty()) {
        throw new DataError(
            "Cannot compute features: %s holds truth (leak check truth-role-in-inputs): %s; take it from featureSources"
                .formatted(table.name(), table.truthColumns()));
      }
    }
    return new Sources(store, from, to, Optional.of(tables));
  }

  /** Rows of a dated table with {@code from <= ds < to}. */
  public Dataset<Row> read(TableSpec table) {
    if (only.isPresent() && !only.get().contains(table)) {
      throw new DataError(
          "Cannot compute features: %s is no declared source (leak check truth-role-in-inputs): %s; declare it in featureSources"
              .formatted(table.name(), only.get().stream().map(TableSpec::name).toList()));
    }
    return store.read(table, from, to);
  }
}
