package io.novacron.dwcp.jobs.quality;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often values fall into each cell of a fixed logarithmic grid; mergeable, so that any set of
 * dates can be the reference of any other after one pass over the rows.
 *
 * <p><em>Grid</em>: cell 0 holds zero, cell ±({@value #OFFSET} + k) the values with {@code
 * 1.05^(k-1) < |x| <= 1.05^k}, so that the order of cells is the order of values and a quantile is
 * off by 5 % at most (the sketch of Masson, Rim and Lee, "DDSketch", VLDB 2019, relative accuracy
 * 2.5 %).
 *
 * @param cells cell to count, zero counts absent
 * @param nulls rows without a value
 */
record Histogram(SortedMap<Long, Long> cells, long nulls) {

  static final double GROWTH = 1.05;
  static final long OFFSET = 1_000_000;

  private static final double HALF = 0.5;

  static final Histogram EMPTY = new Histogram(new TreeMap<>(), 0);

  Histogram {
    cells = Collections.unmodifiableSortedMap(new TreeMap<>(cells));
  }

  /** Rows with a value. */
  long filled() {
    return cells.values().stream().mapToLong(Long::longValue).sum();
  }

  /** All rows. */
  long rows() {
    return filled() + nulls;
  }

  /** Both together. */
  Histogram plus(Histogram other) {
    var sum = new TreeMap<>(cells);
    other.cells.forEach((cell, count) -> sum.merge(cell, count, Long::sum));
    return new Histogram(sum, nulls + other.nulls);
  }

  /** Share of rows without a value here minus there; empty when either has no rows. */
  OptionalDouble nullShareChange(Histogram reference) {
    return rows() == 0 || reference.rows() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) nulls / rows() - (double) reference.nulls / reference.rows());
  }

  /**
   * Population stability index {@code Σ (p - q) ln(p / q)} over quantile bins of the reference, p
   * here and q there, half a row added to each bin so that an empty one stays finite. Below 0.1 is
   * commonly read as stable, above 0.25 as shifted (Siddiqi, "Credit Risk Scorecards", 2006). Empty
   * when either side has no value; 0 when the reference has one cell and all values fall into it.
   */
  OptionalDouble psi(Histogram reference, int bins) {
    if (filled() == 0 || reference.filled() == 0) {
      return OptionalDouble.empty();
    }
    var edges = reference.edges(bins);
    var here = counts(edges);
    var there = reference.counts(edges);
    var psi = 0.0;
    for (var i = 0; i < here.length; i++) {
      var p = (here[i] + HALF) / (filled() + HALF * here.length);
      var q = (there[i] + HALF) / (reference.filled() + HALF * here.length);
      psi += (p - q) * Math.log(p / q);
    }
    return OptionalDouble.of(psi);
  }

  /** Last cells of all bins but the last; ties make fewer bins. */
  private List<Long> edges(int bins) {
    var edges = new ArrayList<Long>();
    var all = filled();
    var seen = 0L;
    for (var cell : cells.entrySet()) {
      seen += cell.getValue();
      if (seen * bins >= all * (edges.size() + 1L) && edges.size() < bins - 1) {
        edges.add(cell.getKey());
      }
    }
    return edges;
  }

  private double[] counts(List<Long> edges) {
    var counts = new double[edges.size() + 1];
    cells.forEach((cell, count) -> counts[bin(edges, cell)] += count);
    return counts;
  }

  private static int bin(List<Long> edges, long cell) {
    var found = Collections.binarySearch(edges, cell);
    return found >= 0 ? found : -found - 1;
  }
}
