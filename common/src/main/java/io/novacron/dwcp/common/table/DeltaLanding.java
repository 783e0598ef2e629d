package io.novacron.dwcp.common.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.delta.tables.DeltaTable;
import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.schema.TableSpec;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A source that lands as a Delta table partitioned by {@code ds}. */
record DeltaLanding(SparkSession spark, Landing.Place place) {

  static final String LOG = "_delta_log";

  /** Rows of {@code dates}; a date without rows counts zero, as Delta knows no empty date. */
  Landed read(List<LocalDate> dates) {
    var all = open();
    requirePartition();
    var faults = place.schema().faults(all.schema());
    if (!faults.isEmpty()) {
      throw place.schemaError(faults);
    }
    var rows =
        all.select(place.schema().columns(all.schema()))
            .where(col(TableSpec.DS).geq(lit(Date.valueOf(dates.get(0)))))
            .where(col(TableSpec.DS).leq(lit(Date.valueOf(dates.get(dates.size() - 1)))));
    var counts = new TreeMap<LocalDate, Long>();
    dates.forEach(date -> counts.put(date, 0L));
    var counted =
        ReadFailure.explained(
            place.name(), () -> rows.groupBy(TableSpec.DS).count().collectAsList());
    counted.forEach(row -> counts.put(row.getDate(0).toLocalDate(), row.getLong(1)));
    return new Landed(rows, counts);
  }

  private Dataset<Row> open() {
    var path = place.folder().toString();
    if (!place.exists(LOG) || !DeltaTable.isDeltaTable(spark, path)) {
      throw new DataError(
          "Cannot read landing of %s: a Delta table without its log: %s; restore _delta_log"
              .formatted(place.name(), path));
    }
    try {
      return spark.read().format("delta").load(path);
    } catch (RuntimeException e) {
      throw new DataError(
          "Cannot read landing of %s: the Delta log is damaged: %s; restore _delta_log"
              .formatted(place.name(), path),
          e);
    }
  }

  private void requirePartition() {
    List<String> columns =
        DeltaTable.forPath(spark, place.folder().toString())
            .detail()
            .select("partitionColumns")
            .head()
            .getList(0);
    if (!columns.equals(List.of(TableSpec.DS))) {
      throw new DataError(
          "Cannot read landing of %s: the Delta table is partitioned by %s: %s; partition it by ds"
              .formatted(place.name(), columns, place.folder()));
    }
  }
}
