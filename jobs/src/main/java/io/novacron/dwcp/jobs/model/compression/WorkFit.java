package io.novacron.dwcp.jobs.model.compression;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.evaluation.decision.CodecDecisions;
import io.novacron.dwcp.jobs.export.CandidateCost.Work;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The selector's own cost model: compute time as {@code a + b size + d bytes_out}, by weighted
 * least squares on the train part, all candidates in one pass.
 *
 * <p>Weights are 1 / t², so that relative errors count. A negative call cost is set to zero and the
 * other two are fitted again. The oracle's banded table stays the oracle's: three numbers a
 * candidate are what a graph can carry.
 */
final class WorkFit {

  private static final int TERMS = 3;
  private static final double LEAST_MS = 1e-3;

  private WorkFit() {}

  /** Work by candidate label; zero for a candidate that the train part does not have. */
  static Map<String, Work> fit(Dataset<Row> train, int cores) {
    var sums = new ArrayList<Column>();
    for (var candidate : Tables.CANDIDATES) {
      sums.addAll(sums(candidate, cores));
    }
    var first = sums.get(0);
    var row = train.agg(first, sums.subList(1, sums.size()).toArray(Column[]::new)).head();
    var result = new LinkedHashMap<String, Work>();
    var width = sums.size() / Tables.CANDIDATES.size();
    for (var c = 0; c < Tables.CANDIDATES.size(); c++) {
      result.put(Tables.CANDIDATES.get(c), solve(row, c * width));
    }
    return result;
  }

  /** Nine entries of the upper triangle of the weighted normal equations. */
  private static List<Column> sums(String candidate, int cores) {
    var speedup =
        greatest(
            lit(1.0D), least(col("amst_streams"), col("cpu_idle").multiply(lit((double) cores))));
    var time =
        greatest(CodecDecisions.label("compute_ms", candidate).multiply(speedup), lit(LEAST_MS));
    var terms =
        List.of(
            lit(1.0D),
            col("size_bytes").cast("double"),
            CodecDecisions.label("bytes", candidate).cast("double"),
            time);
    var columns = new ArrayList<Column>();
    for (var i = 0; i < TERMS; i++) {
      for (var j = i; j <= TERMS; j++) {
        columns.add(sum(terms.get(i).multiply(terms.get(j)).divide(time.multiply(time))));
      }
    }
    return columns;
  }

  private static Work solve(Row row, int at) {
    if (row.isNullAt(at + TERMS)) {
      return new Work(0, 0, 0);
    }
    var normal = new double[TERMS][TERMS];
    var right = new double[TERMS];
    var next = at;
    for (var i = 0; i < TERMS; i++) {
      for (var j = i; j < TERMS; j++) {
        normal[i][j] = row.getDouble(next);
        normal[j][i] = row.getDouble(next++);
      }
      right[i] = row.getDouble(next++);
    }
    var solution = solve(normal, right);
    if (solution[0] < 0) {
      var rest =
          solve(
              new double[][] {{normal[1][1], normal[1][2]}, {normal[2][1], normal[2][2]}},
              new double[] {right[1], right[2]});
      solution = new double[] {0, rest[0], rest[1]};
    }
    return new Work((float) solution[0], (float) solution[1], (float) solution[2]);
  }

  private static double[] solve(double[][] normal, double[] right) {
    for (var i = 0; i < normal.length; i++) {
      // A touch of ridge: sizes that are all alike leave the equations singular.
      normal[i][i] *= 1 + 1e-9;
    }
    return new LUDecomposition(MatrixUtils.createRealMatrix(normal))
        .getSolver()
        .solve(MatrixUtils.createRealVector(right))
        .toArray();
  }
}
