package io.novacron.dwcp.evaluation.oracle;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.run.Digests;
import io.novacron.dwcp.common.schema.EvaluationTables;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * The compute times of a run, measured once from payloads before the test part and then frozen:
 * from all of them, and from the even and the odd ones apart, whose agreement tells how far a label
 * would repeat.
 *
 * @param all what labels use
 * @param even from payloads with even numbers
 * @param odd from payloads with odd numbers
 */
public record Calibration(SpeedTable all, SpeedTable even, SpeedTable odd) implements Serializable {

  private static final int DIGEST_DIGITS = 12;

  /**
   * The calibration that the samples make; the same for the same samples in any order.
   *
   * @throws DataError when a half lacks an operation of the other
   */
  public static Calibration fit(List<CalibrationSample> samples, CalibrationConfig config) {
    var fit = new SpeedFit(config);
    var calibration =
        new Calibration(fit.fit(samples), fit.fit(half(samples, 0)), fit.fit(half(samples, 1)));
    calibration.halves().forEach(calibration::requireSameOperations);
    return calibration;
  }

  static List<CalibrationSample> half(List<CalibrationSample> samples, int parity) {
    return samples.stream().filter(sample -> sample.payload() % 2 == parity).toList();
  }

  private void requireSameOperations(String half, SpeedTable table) {
    if (!table.cells().keySet().equals(all.cells().keySet())) {
      throw new DataError(
          "Cannot calibrate: the %s half knows %s where all payloads give %s; give more payloads"
              .formatted(half, table.cells().keySet(), all.cells().keySet()));
    }
  }

  private SortedMap<String, SpeedTable> halves() {
    return new TreeMap<>(Map.of("all", all, "even", even, "odd", odd));
  }

  /**
   * Names the cost formula, the settings that enter a cost and the measured times: 12 hex digits of
   * a SHA-256 over all three tables' cells, rounded to six digits.
   */
  public String oracleVersion(OracleConfig config) {
    var text = new StringBuilder(all.ratioBands() + " " + all.sizeBands() + "\n");
    halves()
        .forEach(
            (half, table) ->
                table
                    .cells()
                    .forEach(
                        (operation, cells) -> {
                          text.append(half).append(' ').append(operation).append('\n');
                          cells.forEach(cell -> text.append(cell.rounded()).append('\n'));
                        }));
    return "%s-c%d-z%s-%s"
        .formatted(
            OracleCost.FORMULA,
            config.cores(),
            config.zstdMaxBelowMbps(),
            Digests.sha256(text.toString()).substring(0, DIGEST_DIGITS));
  }

  /** Rows of {@link EvaluationTables#ORACLE_CALIBRATION}, in its column order. */
  public List<Row> toRows(String runId, LocalDate date, OracleConfig config) {
    var version = oracleVersion(config);
    var ds = java.sql.Date.valueOf(date);
    var rows = new ArrayList<Row>();
    halves()
        .forEach(
            (half, table) ->
                table
                    .cells()
                    .forEach(
                        (operation, cells) -> {
                          for (var i = 0; i < cells.size(); i++) {
                            var c = cells.get(i);
                            var sizes = table.sizeBands().size() + 1;
                            rows.add(
                                RowFactory.create(
                                    runId,
                                    ds,
                                    version,
                                    half,
                                    operation,
                                    (long) (i / sizes),
                                    (long) (i % sizes),
                                    c.fixedMs(),
                                    c.msPerMb(),
                                    c.standardError(),
                                    c.spread(),
                                    c.n()));
                          }
                        }));
    return rows;
  }

  /**
   * The calibration that {@link #toRows} wrote.
   *
   * @param rows all rows of one run, in any order
   * @throws DataError when they were written under other settings or are not complete
   */
  public static Calibration fromRows(List<Row> rows, OracleConfig config) {
    var calibration =
        new Calibration(
            table(rows, "all", config), table(rows, "even", config), table(rows, "odd", config));
    var version = calibration.oracleVersion(config);
    for (var row : rows) {
      if (!version.equals(row.getAs("oracle_version"))) {
        throw new DataError(
            "Cannot read calibration: its rows are of oracle %s where the settings make %s; label again"
                .formatted(row.getAs("oracle_version"), version));
      }
    }
    return calibration;
  }

  private static SpeedTable table(List<Row> rows, String half, OracleConfig config) {
    SortedMap<String, List<CalibrationCell>> cells = new TreeMap<>();
    rows.stream()
        .filter(row -> half.equals(row.getAs("half")))
        .sorted(
            Comparator.<Row, Long>comparing(row -> row.<Long>getAs("ratio_band"))
                .thenComparing(row -> row.<Long>getAs("size_band")))
        .forEach(
            row ->
                cells
                    .computeIfAbsent(row.getAs("operation"), name -> new ArrayList<>())
                    .add(cell(row)));
    var bands = config.calibration();
    return new SpeedTable(bands.ratioBands(), bands.sizeBands(), cells);
  }

  private static CalibrationCell cell(Row row) {
    return new CalibrationCell(
        row.<Double>getAs("fixed_ms"),
        row.<Double>getAs("ms_per_mb"),
        row.<Double>getAs("standard_error"),
        row.<Double>getAs("spread"),
        row.<Long>getAs("n"));
  }
}
