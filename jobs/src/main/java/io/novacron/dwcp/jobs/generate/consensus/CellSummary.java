package io.novacron.dwcp.jobs.generate.consensus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * One quantity of one cell over its repeats: a row of {@code sim_summary}.
 *
 * @param value mean over repeats; empty when no repeat has one
 * @param ciLow and {@code ciHigh}: 95 % by the normal distribution; empty with a single repeat
 * @param n repeats that have a value
 */
public record CellSummary(
    Cell cell,
    String metric,
    OptionalDouble value,
    OptionalDouble ciLow,
    OptionalDouble ciHigh,
    long n) {

  private static final double NORMAL_95 = 1.96;

  /**
   * Runs all repeats of a cell.
   *
   * @throws SafetyViolation when honest replicas disagree
   */
  public static List<CellSummary> of(ConsensusConfig config, Cell cell, long seed) {
    var clusters = new Clusters(seed, config.paths());
    var endNs = Math.round(config.seconds() * 1e9);
    var values = new TreeMap<CellRun.Quantity, List<Double>>();
    for (var repeat = 0; repeat < config.repeats(); repeat++) {
      var setup = clusters.setup(cell, config.protocol(cell.protocol()), repeat, endNs);
      CellRun.run(setup, cell.protocol(), config.seconds(), config.warmUpSeconds())
          .forEach(
              (quantity, value) -> {
                var known = values.computeIfAbsent(quantity, any -> new ArrayList<>());
                value.ifPresent(known::add);
              });
    }
    var rows = new ArrayList<CellSummary>();
    values.forEach((quantity, known) -> rows.add(row(cell, quantity, known)));
    return List.copyOf(rows);
  }

  private static CellSummary row(Cell cell, CellRun.Quantity quantity, List<Double> known) {
    var metric = quantity.name().toLowerCase(Locale.ROOT);
    var n = known.size();
    var mean = known.stream().mapToDouble(Double::doubleValue).average();
    if (mean.isEmpty() || n < 2) {
      return new CellSummary(cell, metric, mean, OptionalDouble.empty(), OptionalDouble.empty(), n);
    }
    var at = mean.getAsDouble();
    var squares = known.stream().mapToDouble(value -> Math.pow(value - at, 2)).sum();
    var half = NORMAL_95 * Math.sqrt(squares / (n - 1) / n);
    return new CellSummary(
        cell, metric, mean, OptionalDouble.of(at - half), OptionalDouble.of(at + half), n);
  }
}
