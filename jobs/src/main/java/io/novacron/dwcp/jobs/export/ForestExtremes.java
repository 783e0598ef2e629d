package io.novacron.dwcp.jobs.export;

import java.util.Arrays;

/** Rows on which two readers of one forest would differ first. */
final class ForestExtremes {

  private static final float[] EVERYWHERE = {Float.NaN, 0f, 1e9f, -1e9f, 3e38f, -3e38f, 1e-30f};

  private final ForestModel model;

  ForestExtremes(ForestModel model) {
    this.model = model;
  }

  /** The rows with these after them, {@code wanted} in all or as many more as there are kinds. */
  FloatMatrix after(FloatMatrix rows, int wanted) {
    var columns = rows.columns();
    var kinds = EVERYWHERE.length;
    var total = Math.max(wanted, rows.rows() + kinds);
    var all = FloatMatrix.of(Arrays.copyOf(rows.values(), total * columns), columns);
    for (var i = 0; i < kinds; i++) {
      var start = (rows.rows() + i) * columns;
      Arrays.fill(all.values(), start, start + columns, EVERYWHERE[i]);
    }
    var next = 0;
    for (var row = rows.rows() + kinds; row < total; row++) {
      var source = rows.rows() == 0 ? 1 : row % rows.rows();
      System.arraycopy(all.values(), source * columns, all.values(), row * columns, columns);
      next = putBorder(all, row, next);
    }
    return all;
  }

  /** Puts the border of the next split behind {@code node} into its column; returns that node. */
  private int putBorder(FloatMatrix rows, int row, int node) {
    var nodes = model.forest().nodes();
    for (var i = 0; i < nodes.size(); i++) {
      var next = (node + 1 + i) % nodes.size();
      if (!nodes.isLeaf(next)) {
        var column = nodes.feature(next);
        rows.set(row, column, raw(column, nodes.threshold(next), row));
        return next;
      }
    }
    return node;
  }

  /** A raw value whose scaled value is the threshold or one of its neighbours. */
  private float raw(int column, float threshold, int row) {
    var scaling = model.scaling();
    var value = threshold * scaling.scales().get(column) + scaling.centers().get(column);
    return switch (row % 3) {
      case 0 -> value;
      case 1 -> Math.nextUp(value);
      default -> Math.nextDown(value);
    };
  }
}
