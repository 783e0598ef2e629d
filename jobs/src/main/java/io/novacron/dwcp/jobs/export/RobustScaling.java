package io.novacron.dwcp.jobs.export;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Brings every column to a common scale that outliers do not move.
 *
 * <p>Definition: z = (x - centre) / scale, clipped to ±limit, all in float32. The centre is the
 * median. The scale is the distance of two quantiles over that of the standard normal
 * distribution's: of the quartiles (divisor 1.349) or, where they coincide, of 5 and 95 % (3.290),
 * of 0.5 and 99.5 % (5.152), of the extremes (1); for a constant column it is 1. Columns that are
 * zero most of the time, as rates of errors are, thus get the scale of their rare values.
 *
 * <p><b>Missing values: NaN becomes z = 0, the centre</b>, so a missing value is a typical one. The
 * infinities become ±limit. A column without any finite value has centre 0 and scale 1.
 *
 * <p>Source: Huber and Ronchetti, "Robust Statistics", 2nd ed., 2009, section 5.1.
 *
 * @param centers one a column, in its unit
 * @param scales one a column, in its unit, positive
 * @param limit largest magnitude of z, positive
 */
public record RobustScaling(List<Float> centers, List<Float> scales, float limit)
    implements Serializable {

  /** Lower quantile (the upper one is its mirror image) and divisor. */
  private record Spread(double quantile, double divisor) {}

  private static final List<Spread> SPREADS =
      List.of(
          new Spread(0.25, 1.349),
          new Spread(0.05, 3.290),
          new Spread(0.005, 5.152),
          new Spread(0, 1));

  public RobustScaling {
    centers = List.copyOf(centers);
    scales = List.copyOf(scales);
    if (centers.size() != scales.size() || !(limit > 0) || Float.isInfinite(limit)) {
      throw new IllegalArgumentException(
          "Cannot scale: %d centres, %d scales, limit %s; name one of each a column and a limit"
              .formatted(centers.size(), scales.size(), limit));
    }
    for (var i = 0; i < scales.size(); i++) {
      if (!Float.isFinite(centers.get(i)) || !(scales.get(i) > 0)) {
        throw new IllegalArgumentException(
            "Cannot scale column %d: centre %s, scale %s; both finite, the scale positive"
                .formatted(i, centers.get(i), scales.get(i)));
      }
    }
  }

  /** The scaling of the rows of {@code train}; their order does not matter. */
  public static RobustScaling of(FloatMatrix train, float limit) {
    var centers = new ArrayList<Float>();
    var scales = new ArrayList<Float>();
    for (var column = 0; column < train.columns(); column++) {
      var sorted = finite(train, column);
      centers.add(sorted.length == 0 ? 0f : (float) quantile(sorted, 0.5));
      scales.add(scale(sorted));
    }
    return new RobustScaling(centers, scales, limit);
  }

  private static double[] finite(FloatMatrix rows, int column) {
    var values = new double[rows.rows()];
    var n = 0;
    for (var row = 0; row < rows.rows(); row++) {
      var value = rows.at(row, column);
      if (Float.isFinite(value)) {
        values[n++] = value;
      }
    }
    var sorted = Arrays.copyOf(values, n);
    Arrays.sort(sorted);
    return sorted;
  }

  private static float scale(double[] sorted) {
    if (sorted.length > 0) {
      for (var spread : SPREADS) {
        var distance =
            quantile(sorted, 1 - spread.quantile()) - quantile(sorted, spread.quantile());
        var scale = (float) (distance / spread.divisor());
        if (scale >= Float.MIN_NORMAL && Float.isFinite(scale)) {
          return scale;
        }
      }
    }
    return 1f;
  }

  /** Linear between the two nearest values. */
  private static double quantile(double[] sorted, double share) {
    var position = share * (sorted.length - 1);
    var below = (int) Math.floor(position);
    var above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }

  /** Number of columns. */
  public int columns() {
    return centers.size();
  }

  /** The rows scaled, NaN replaced. */
  public FloatMatrix scale(FloatMatrix rows) {
    if (rows.columns() != columns()) {
      throw new IllegalArgumentException(
          "Cannot scale rows: %d columns where %d are known".formatted(rows.columns(), columns()));
    }
    var scaled = FloatMatrix.zeros(rows.rows(), rows.columns());
    for (var column = 0; column < columns(); column++) {
      float center = centers.get(column);
      float scale = scales.get(column);
      for (var row = 0; row < rows.rows(); row++) {
        var z = (rows.at(row, column) - center) / scale;
        scaled.set(row, column, Float.isNaN(z) ? 0f : Math.max(-limit, Math.min(limit, z)));
      }
    }
    return scaled;
  }

  /** Adds nodes that compute {@link #scale(FloatMatrix)}; returns the result's name. */
  String addTo(OnnxGraph graph, String input) {
    var center = graph.constant("scaling_center", array(centers), centers.size());
    var scale = graph.constant("scaling_scale", array(scales), scales.size());
    var zero = graph.constant("scaling_missing", 0f);
    var low = graph.constant("scaling_low", -limit);
    var high = graph.constant("scaling_high", limit);
    var distance = graph.node("Sub", "scaling_distance", input, center);
    var ratio = graph.node("Div", "scaling_ratio", distance, scale);
    var missing = graph.node("IsNaN", "scaling_is_missing", ratio);
    var filled = graph.node("Where", "scaling_filled", missing, zero, ratio);
    return graph.node("Clip", "scaled", filled, low, high);
  }

  private static float[] array(List<Float> values) {
    var array = new float[values.size()];
    for (var i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return array;
  }
}
