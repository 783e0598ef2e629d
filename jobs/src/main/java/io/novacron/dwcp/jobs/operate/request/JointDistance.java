package io.novacron.dwcp.jobs.operate.request;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * How far a request is from normal ones, by mean and correlation of the logarithms of its
 * durations.
 *
 * <p>Definition: with z = (ln(1 + x) − mean) / deviation over d columns, {@link #plain} is zᵀz / d
 * and {@link #joint} zᵀ((1 − s)C + sI)⁻¹z / d, C the correlations and s the shrinkage: Mahalanobis'
 * distance. A call that takes long because the call within it does is usual; one that does not
 * follow what it waits for is not.
 */
final class JointDistance {

  private final double[] means;
  private final double[] deviations;
  private final RealMatrix inverse;

  private JointDistance(double[] means, double[] deviations, RealMatrix inverse) {
    this.means = means;
    this.deviations = deviations;
    this.inverse = inverse;
  }

  /**
   * Fits on normal rows, of which there is at least one.
   *
   * @param rows durations, [rows, columns]; below 0 counts as 0
   */
  static JointDistance of(double[][] rows, double shrinkage) {
    var width = rows[0].length;
    var means = new double[width];
    for (var row : rows) {
      for (var i = 0; i < width; i++) {
        means[i] += log(row[i]) / rows.length;
      }
    }
    var products = new double[width][width];
    for (var row : rows) {
      for (var i = 0; i < width; i++) {
        for (var j = 0; j < width; j++) {
          products[i][j] += (log(row[i]) - means[i]) * (log(row[j]) - means[j]) / rows.length;
        }
      }
    }
    var deviations = new double[width];
    for (var i = 0; i < width; i++) {
      deviations[i] = products[i][i] > 0 ? Math.sqrt(products[i][i]) : 1;
    }
    for (var i = 0; i < width; i++) {
      for (var j = 0; j < width; j++) {
        var correlation = products[i][j] / deviations[i] / deviations[j];
        products[i][j] = (1 - shrinkage) * correlation + (i == j ? shrinkage : 0);
      }
    }
    var solver = new CholeskyDecomposition(new Array2DRowRealMatrix(products, false)).getSolver();
    return new JointDistance(means, deviations, solver.getInverse());
  }

  double plain(double[] row) {
    double sum = 0;
    for (var value : scaled(row)) {
      sum += value * value;
    }
    return sum / row.length;
  }

  double joint(double[] row) {
    var scaled = scaled(row);
    var turned = inverse.operate(scaled);
    double sum = 0;
    for (var i = 0; i < scaled.length; i++) {
      sum += scaled[i] * turned[i];
    }
    return sum / row.length;
  }

  private double[] scaled(double[] row) {
    var scaled = new double[row.length];
    for (var i = 0; i < row.length; i++) {
      scaled[i] = (log(row[i]) - means[i]) / deviations[i];
    }
    return scaled;
  }

  private static double log(double duration) {
    return Math.log1p(Math.max(duration, 0));
  }
}
