package io.novacron.dwcp.jobs.quality;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.schema.EvaluationTables;
import java.sql.Date;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** All results of a batch. Write {@link #rows} first, then ask {@link #requirePassed}. */
public record QualityReport(List<QualityResult> results) {

  private static final int SHOWN = 5;

  public QualityReport {
    results = List.copyOf(results);
  }

  /** The results as rows of {@code dq_results}. */
  public Dataset<Row> rows(SparkSession spark, String runId) {
    var rows = results.stream().map(result -> row(runId, result)).toList();
    return spark.createDataFrame(rows, EvaluationTables.DQ_RESULTS.structType());
  }

  private static Row row(String runId, QualityResult result) {
    @Nullable Object value = result.value().isPresent() ? result.value().getAsDouble() : null;
    return RowFactory.create(
        runId,
        Date.valueOf(result.date()),
        result.table(),
        result.check(),
        value,
        result.passed(),
        result.severity().label(),
        result.message());
  }

  /** Results that did not pass but stop nothing. */
  public List<QualityResult> warnings() {
    return results.stream()
        .filter(result -> !result.passed() && result.severity() == Severity.WARNING)
        .toList();
  }

  /**
   * Lets the batch through.
   *
   * @throws DataError naming table, date, check and value of what failed, five at most
   */
  public void requirePassed() {
    var stopping = results.stream().filter(QualityResult::stops).toList();
    if (!stopping.isEmpty()) {
      throw new DataError(
          "Cannot accept the batch: %s; look into the quarantine and dq_results"
              .formatted(said(stopping)));
    }
  }

  /** The warnings for the ledger and the log: nothing, or what {@link #said} says of them. */
  public String warning() {
    var warnings = warnings();
    return warnings.isEmpty() ? "" : "; warning: " + said(warnings);
  }

  /** Table, date, check and value of each, five at most. */
  private static String said(List<QualityResult> faults) {
    var shown =
        faults.stream()
            .limit(SHOWN)
            .map(
                fault ->
                    "%s of %s fails %s: %s"
                        .formatted(fault.table(), fault.date(), fault.check(), fault.message()))
            .collect(Collectors.joining(", "));
    return faults.size() > SHOWN ? shown + " and " + (faults.size() - SHOWN) + " more" : shown;
  }
}
