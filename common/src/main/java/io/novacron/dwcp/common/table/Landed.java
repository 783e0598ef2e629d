package io.novacron.dwcp.common.table;

import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Raw rows of one source, columns named, typed and ordered as the table declares them; values are
 * as the source wrote them.
 *
 * @param rows not yet checked row by row: null, NaN and wrong values are still in it
 * @param rowsByDate how many rows each date holds, as the storage itself counts them: Parquet
 *     footers or the Delta table. What is cleaned must add up to these.
 */
public record Landed(Dataset<Row> rows, SortedMap<LocalDate, Long> rowsByDate) {

  public Landed {
    rowsByDate = Collections.unmodifiableSortedMap(new TreeMap<>(rowsByDate));
  }

  /** Rows over all dates. */
  public long count() {
    return rowsByDate.values().stream().mapToLong(Long::longValue).sum();
  }
}
