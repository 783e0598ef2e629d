package io.novacron.dwcp.jobs.quality;

import io.novacron.dwcp.common.schema.ColumnSpec;
import io.novacron.dwcp.common.schema.TableSpec;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Checks what ingestion wrote, table by table: the last look before features are made of it.
 *
 * <p>For each date: {@code complete:<column>} of every declared non-null column (error) and of the
 * expected ones (warning), {@code in-domain} (share of rows whose values all lie in their domain,
 * error), {@code row-count} against the median of the dates before, {@code refused-share} (error).
 * Over the whole batch: {@code unique-key} (error), stored with the last date; it also finds a key
 * that two dates share, which the rules by date cannot see.
 *
 * <p><em>Cost</em>: one pass for {@value #DATES_A_PASS} dates, and one grouping by key.
 */
public final class QualityChecks {

  /** More aggregates than this many dates bring are slower in one pass than in two. */
  private static final int DATES_A_PASS = 14;

  private final QualityConfig config;

  public QualityChecks(QualityConfig config) {
    this.config = config;
  }

  /** All results for {@code rows}, the clean rows of the dates that {@code counts} names. */
  public QualityReport check(TableSpec spec, Dataset<Row> rows, RowCounts counts) {
    var results = new ArrayList<QualityResult>();
    for (var date : counts.dates()) {
      results.add(refusedShare(spec, counts, date));
      results.add(rowCount(spec, counts, date));
    }
    var filled = counts.dates().stream().filter(date -> counts.cleanRows(date) > 0).toList();
    for (var i = 0; i < filled.size(); i += DATES_A_PASS) {
      var chunk = filled.subList(i, Math.min(filled.size(), i + DATES_A_PASS));
      var checks = chunk.stream().flatMap(date -> ofDate(spec, date).stream()).toList();
      results.addAll(DeequCheck.run(spec.name(), rows, checks));
    }
    if (!filled.isEmpty()) {
      var last = filled.get(filled.size() - 1);
      results.addAll(DeequCheck.runOverAll(spec.name(), rows, List.of(uniqueKey(spec, last))));
    }
    return new QualityReport(results);
  }

  private QualityResult refusedShare(TableSpec spec, RowCounts counts, LocalDate date) {
    var share = counts.refusedShare(date);
    return new QualityResult(
        date,
        spec.name(),
        "refused-share",
        OptionalDouble.of(share),
        share <= config.maxRefusedShare(),
        Severity.ERROR,
        "refused-share is %s, at most %s".formatted(share, config.maxRefusedShare()));
  }

  private QualityResult rowCount(TableSpec spec, RowCounts counts, LocalDate date) {
    double rows = counts.cleanRows(date);
    var median = counts.medianBefore(date, config.referenceDays());
    var least = median.orElse(0) / config.maxRowRatio();
    var most = median.orElse(Double.POSITIVE_INFINITY) * config.maxRowRatio();
    var message =
        median.isPresent()
            ? "row-count is %s, from %s to %s".formatted(rows, least, most)
            : "row-count is %s, there is no date before to compare with".formatted(rows);
    return new QualityResult(
        date,
        spec.name(),
        "row-count",
        OptionalDouble.of(rows),
        rows >= least && rows <= most,
        config.rowCountSeverity(),
        message);
  }

  private List<DeequCheck> ofDate(TableSpec spec, LocalDate date) {
    var checks = new ArrayList<DeequCheck>();
    for (var column : spec.columns()) {
      if (!column.nullable()) {
        checks.add(complete(date, column.name(), Severity.ERROR, 1));
      }
    }
    for (var column : config.expectedColumns().getOrDefault(spec.name(), List.of())) {
      checks.add(complete(date, column, Severity.WARNING, config.minCompleteness()));
    }
    var domain = domain(spec);
    if (!domain.isEmpty()) {
      checks.add(atLeast(date, "in-domain", Severity.ERROR, 1, DeequCheck.compliance(domain)));
    }
    return checks;
  }

  private static DeequCheck complete(
      LocalDate date, String column, Severity severity, double bound) {
    return atLeast(date, "complete:" + column, severity, bound, DeequCheck.completeness(column));
  }

  private static DeequCheck uniqueKey(TableSpec spec, LocalDate date) {
    return atLeast(date, "unique-key", Severity.ERROR, 1, DeequCheck.uniqueness(spec.key()));
  }

  private static DeequCheck atLeast(
      LocalDate date, String name, Severity severity, double bound, DeequCheck.Measure measure) {
    return new DeequCheck(
        date, name, severity, value -> value >= bound, "at least " + bound, measure);
  }

  /** A condition that holds when every bounded column lies in its domain; empty without bounds. */
  static String domain(TableSpec spec) {
    return spec.columns().stream()
        .map(QualityChecks::domain)
        .filter(condition -> !condition.isEmpty())
        .map(condition -> "(" + condition + ")")
        .collect(Collectors.joining(" AND "));
  }

  private static String domain(ColumnSpec column) {
    var name = "`" + column.name() + "`";
    var parts = new ArrayList<String>();
    if (column.type().equals(DataTypes.DoubleType)) {
      parts.add("NOT isnan(" + name + ")");
    }
    column.min().ifPresent(min -> parts.add(name + " >= " + min + "D"));
    column.max().ifPresent(max -> parts.add(name + " <= " + max + "D"));
    if (!column.vocabulary().isEmpty()) {
      parts.add(name + " IN ('" + String.join("', '", column.vocabulary()) + "')");
    }
    return parts.isEmpty() ? "" : name + " IS NULL OR (" + String.join(" AND ", parts) + ")";
  }
}
