package io.novacron.dwcp.jobs.training;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A linear forecast by ordinary least squares: {@code y ≈ w · x + b}.
 *
 * <p><i>Definition.</i> Normal equations of the added rows, solved by Gauss elimination with
 * partial pivoting; a column that the others determine gets the weight 0. <i>Cost.</i> k² a row, k³
 * once; rows merge, so one state serves any partitioning. Not safe for use by several threads.
 */
public final class LeastSquares implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Pivots below this share of their column's sum of squares are rounding. */
  private static final double SINGULAR = 1e-12;

  private final double[][] sums;
  private long rows;

  /** A state without rows for {@code inputs} numbers a row. */
  public LeastSquares(int inputs) {
    sums = new double[inputs + 1][inputs + 2];
  }

  /**
   * The fitted line.
   *
   * @param weights one an input
   */
  public record Line(List<Double> weights, double intercept) implements Serializable {

    public Line {
      weights = List.copyOf(weights);
    }

    /** The forecast of the last numbers of {@code values}, as many as there are weights. */
    public double forecast(double[] values) {
      var first = values.length - weights.size();
      double sum = intercept;
      for (var i = 0; i < weights.size(); i++) {
        sum += weights.get(i) * values[first + i];
      }
      return sum;
    }
  }

  /** Adds a row; of more values than inputs the last ones count. */
  public void add(double[] values, double target) {
    var n = sums.length - 1;
    var first = values.length - n;
    for (var i = 0; i <= n; i++) {
      double left = i < n ? values[first + i] : 1;
      for (var j = 0; j <= n; j++) {
        sums[i][j] += left * (j < n ? values[first + j] : 1);
      }
      sums[i][n + 1] += left * target;
    }
    rows++;
  }

  /** Adds another state's rows. */
  public LeastSquares merge(LeastSquares other) {
    for (var i = 0; i < sums.length; i++) {
      for (var j = 0; j < sums[i].length; j++) {
        sums[i][j] += other.sums[i][j];
      }
    }
    rows += other.rows;
    return this;
  }

  /** Rows added. */
  public long rows() {
    return rows;
  }

  /** The line through the rows; zeroes without any. */
  public Line solve() {
    var n = sums.length;
    var a = new double[n][];
    for (var i = 0; i < n; i++) {
      a[i] = sums[i].clone();
    }
    var used = new boolean[n];
    for (var column = 0; column < n; column++) {
      var pivot = pivot(a, column, used, sums[column][column]);
      if (pivot >= 0) {
        swap(a, used, pivot, column);
        eliminate(a, column);
      }
    }
    var solution = new double[n];
    for (var i = 0; i < n; i++) {
      solution[i] = used[i] ? a[i][n] / a[i][i] : 0;
    }
    var weights = new ArrayList<Double>();
    for (var i = 0; i < n - 1; i++) {
      weights.add(solution[i]);
    }
    return new Line(weights, solution[n - 1]);
  }

  private static int pivot(double[][] a, int column, boolean[] used, double scale) {
    var best = -1;
    for (var i = column; i < a.length; i++) {
      var larger = best < 0 || Math.abs(a[i][column]) > Math.abs(a[best][column]);
      if (!used[i] && larger) {
        best = i;
      }
    }
    return best >= 0 && Math.abs(a[best][column]) > SINGULAR * Math.abs(scale) ? best : -1;
  }

  private static void swap(double[][] a, boolean[] used, int one, int other) {
    var row = a[one];
    a[one] = a[other];
    a[other] = row;
    used[other] = true;
  }

  private static void eliminate(double[][] a, int column) {
    for (var i = 0; i < a.length; i++) {
      if (i == column) {
        continue;
      }
      var factor = a[i][column] / a[column][column];
      for (var j = column; j < a[i].length; j++) {
        a[i][j] -= factor * a[column][j];
      }
    }
  }
}
