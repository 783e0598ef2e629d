package io.novacron.dwcp.jobs.operate;

import io.novacron.dwcp.jobs.operate.ReportInput.Calibration;
import io.novacron.dwcp.jobs.operate.ReportPage.Badge;
import io.novacron.dwcp.jobs.operate.ReportPage.Block;
import io.novacron.dwcp.jobs.operate.ReportPage.Cell;
import io.novacron.dwcp.jobs.operate.ReportPage.Column;
import io.novacron.dwcp.jobs.operate.ReportPage.Row;
import io.novacron.dwcp.jobs.operate.ReportPage.Section;
import io.novacron.dwcp.jobs.operate.ReportPage.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How far the oracle's calibration agrees with itself: the same cell fitted on the even and on the
 * odd measurements, compared by the cost of 10<sup>6</sup> bytes.
 */
final class ReportOracle {

  private ReportOracle() {}

  /**
   * Agreement of one operation over its cells.
   *
   * @param difference for each cell |even − odd| over their mean, ascending
   * @param error largest relative standard error of the cells
   * @param msPerMb cost of 10^6 bytes of each cell, ascending
   */
  record Agreement(
      String operation, List<Double> difference, double error, List<Double> msPerMb, long calls) {

    static double median(List<Double> ascending) {
      var n = ascending.size();
      return (ascending.get((n - 1) / 2) + ascending.get(n / 2)) / 2;
    }
  }

  private record Key(String operation, long ratioBand, long sizeBand) {}

  /** The section; says so when the oracle was not calibrated. */
  static Section section(List<Calibration> cells) {
    var title = "Truth";
    var agreements = agreements(cells);
    if (agreements.isEmpty()) {
      var block = Block.missing("Oracle calibration", "No calibration was written in this run.");
      return new Section("truth", title, Badge.NONE, List.of(block));
    }
    var rows = new ArrayList<Row>();
    for (var agreement : agreements) {
      rows.add(row(agreement));
    }
    var table =
        Table.of(
            "Oracle calibration: even against odd measurements",
            Column.of(
                "Operation",
                "#Cells",
                "#Calls",
                "#Cost of 1 MB",
                "#Halves differ, median",
                "#Halves differ, most",
                "#Standard error, most"),
            rows);
    var sentence = "Oracle version " + cells.get(0).oracleVersion() + ".";
    var block = Block.of("Oracle calibration", List.of(sentence), table);
    return new Section("truth", title, Badge.NONE, List.of(block));
  }

  private static Row row(Agreement agreement) {
    var costs = agreement.msPerMb();
    var low = ReportFormat.number(costs.get(0));
    var high = ReportFormat.number(costs.get(costs.size() - 1));
    var differences = agreement.difference();
    var compared = !differences.isEmpty();
    return Row.of(
        Cell.of(agreement.operation(), "code"),
        Cell.of(ReportFormat.count(costs.size())),
        Cell.of(ReportFormat.count(agreement.calls())),
        Cell.of((low.equals(high) ? low : low + " to " + high) + " ms"),
        Cell.of(compared ? ReportFormat.percent(Agreement.median(differences)) : "not halved"),
        Cell.of(
            compared
                ? ReportFormat.percent(differences.get(differences.size() - 1))
                : ReportFormat.NONE),
        Cell.of(ReportFormat.percent(agreement.error())));
  }

  /** One agreement for each operation, in alphabetical order. */
  static List<Agreement> agreements(List<Calibration> cells) {
    var halves = new HashMap<Key, double[]>();
    var whole = new TreeMap<String, List<Calibration>>();
    for (var cell : cells) {
      if (cell.half().equals("all")) {
        whole.computeIfAbsent(cell.operation(), any -> new ArrayList<>()).add(cell);
      } else {
        var key = new Key(cell.operation(), cell.ratioBand(), cell.sizeBand());
        var pair = halves.computeIfAbsent(key, any -> new double[] {Double.NaN, Double.NaN});
        pair[cell.half().equals("even") ? 0 : 1] = cost(cell);
      }
    }
    var result = new ArrayList<Agreement>();
    whole.forEach((operation, all) -> result.add(agreement(operation, all, halves)));
    return result;
  }

  private static Agreement agreement(
      String operation, List<Calibration> all, Map<Key, double[]> halves) {
    var differences =
        all.stream()
            .map(cell -> new Key(operation, cell.ratioBand(), cell.sizeBand()))
            .map(halves::get)
            .filter(Objects::nonNull)
            .mapToDouble(ReportOracle::difference)
            .filter(Double::isFinite)
            .sorted()
            .boxed()
            .toList();
    return new Agreement(
        operation,
        differences,
        all.stream().mapToDouble(Calibration::standardError).max().orElse(0),
        Arrays.stream(all.stream().mapToDouble(ReportOracle::cost).sorted().toArray())
            .boxed()
            .toList(),
        all.stream().mapToLong(Calibration::n).sum());
  }

  private static double cost(Calibration cell) {
    return cell.fixedMs() + cell.msPerMb();
  }

  private static double difference(double[] pair) {
    return 2 * Math.abs(pair[0] - pair[1]) / (pair[0] + pair[1]);
  }
}
