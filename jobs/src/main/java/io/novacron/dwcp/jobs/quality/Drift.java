package io.novacron.dwcp.jobs.quality;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.signum;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.novacron.dwcp.common.error.UsageError;
import io.novacron.dwcp.common.schema.EvaluationTables;
import io.novacron.dwcp.common.schema.TableSpec;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * How far the values of a date are from those of the dates before: {@code psi} and {@code
 * null_share_change} of each configured column.
 *
 * <p><em>Cost</em>: one aggregation over the dates and their reference together into logarithmic
 * histograms, a few hundred numbers a column and date; bins and statistics are made from these on
 * the driver.
 */
public final class Drift {

  private final QualityConfig config;

  public Drift(QualityConfig config) {
    this.config = config;
  }

  /**
   * Measures drift of the dates {@code from <= ds < to}.
   *
   * @param rows clean rows of these dates and of {@code reference-days} before them
   * @throws UsageError when a configured column is not a number of the table
   */
  public List<DriftResult> measure(
      TableSpec spec, Dataset<Row> rows, LocalDate from, LocalDate to) {
    var columns = config.driftColumns().getOrDefault(spec.name(), List.of());
    columns.forEach(column -> requireNumber(spec, column));
    if (columns.isEmpty()) {
      return List.of();
    }
    var histograms = histograms(rows, columns);
    var results = new ArrayList<DriftResult>();
    for (var column : columns) {
      var byDate = histograms.getOrDefault(column, new TreeMap<>());
      for (var date : from.datesUntil(to).toList()) {
        var here = byDate.getOrDefault(date, Histogram.EMPTY);
        var before =
            byDate.subMap(date.minusDays(config.referenceDays()), date).values().stream()
                .reduce(Histogram.EMPTY, Histogram::plus);
        var psi = here.psi(before, config.driftBins());
        var nulls = here.nullShareChange(before);
        var n = here.rows();
        var reference = before.rows();
        results.add(new DriftResult(date, spec.name(), column, "psi", psi, n, reference));
        results.add(
            new DriftResult(date, spec.name(), column, "null_share_change", nulls, n, reference));
      }
    }
    return results;
  }

  private static void requireNumber(TableSpec spec, String column) {
    var isNumber =
        spec.column(column)
            .filter(
                found ->
                    found.type().equals(DataTypes.DoubleType)
                        || found.type().equals(DataTypes.LongType))
            .isPresent();
    if (!isNumber) {
      throw new UsageError(
          "Cannot measure drift of %s: no numeric column: %s; mend drift-columns"
              .formatted(spec.name(), column));
    }
  }

  private static Map<String, SortedMap<LocalDate, Histogram>> histograms(
      Dataset<Row> rows, List<String> columns) {
    var cells =
        columns.stream()
            .map(name -> struct(lit(name).as("name"), cell(col(name)).as("cell")))
            .toArray(Column[]::new);
    var counted =
        rows.select(col(TableSpec.DS), explode(array(cells)).as("value"))
            .groupBy(col(TableSpec.DS), col("value.name"), col("value.cell"))
            .count()
            .collectAsList();
    var result = new HashMap<String, SortedMap<LocalDate, Histogram>>();
    for (var row : counted) {
      var one = new TreeMap<Long, Long>();
      if (!row.isNullAt(2)) {
        one.put(row.getLong(2), row.getLong(3));
      }
      result
          .computeIfAbsent(row.getString(1), name -> new TreeMap<>())
          .merge(
              row.getDate(0).toLocalDate(),
              new Histogram(one, row.isNullAt(2) ? row.getLong(3) : 0),
              Histogram::plus);
    }
    return result;
  }

  private static Column cell(Column raw) {
    var value = raw.cast(DataTypes.DoubleType);
    var step = ceil(log(abs(value)).divide(lit(Math.log(Histogram.GROWTH))));
    var cell = signum(value).cast(DataTypes.LongType).multiply(step.plus(lit(Histogram.OFFSET)));
    return when(value.equalTo(lit(0.0)), lit(0L)).otherwise(cell);
  }

  /** The results as rows of {@code drift_results}. */
  public static Dataset<Row> rows(SparkSession spark, String runId, List<DriftResult> results) {
    var rows = results.stream().map(result -> row(runId, result)).toList();
    return spark.createDataFrame(rows, EvaluationTables.DRIFT_RESULTS.structType());
  }

  private static Row row(String runId, DriftResult result) {
    @Nullable Object value = result.value().isPresent() ? result.value().getAsDouble() : null;
    return RowFactory.create(
        runId,
        Date.valueOf(result.date()),
        result.table(),
        result.column(),
        result.statistic(),
        value,
        result.rows(),
        result.referenceRows());
  }
}
