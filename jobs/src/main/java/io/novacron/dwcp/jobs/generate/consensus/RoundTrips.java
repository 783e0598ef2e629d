package io.novacron.dwcp.jobs.generate.consensus;

import java.util.ArrayList;
import java.util.List;

/**
 * Round-trip times between regions, complete and symmetric.
 *
 * @param regions names
 * @param matrixMs round trips by pair, row by row; within a region on the diagonal
 * @param fitted pairs that nobody measured, as {@code a/b}
 */
record RoundTrips(List<String> regions, List<List<Double>> matrixMs, List<String> fitted) {

  RoundTrips {
    regions = List.copyOf(regions);
    fitted = List.copyOf(fitted);
    var rows = new ArrayList<List<Double>>();
    matrixMs.forEach(row -> rows.add(List.copyOf(row)));
    matrixMs = List.copyOf(rows);
  }

  /** The same round trip between all replicas, two in one region too. */
  static RoundTrips constant(double rttMs) {
    return new RoundTrips(List.of("one"), List.of(List.of(rttMs)), List.of());
  }

  double rttMs(int a, int b) {
    return matrixMs.get(a).get(b);
  }
}
