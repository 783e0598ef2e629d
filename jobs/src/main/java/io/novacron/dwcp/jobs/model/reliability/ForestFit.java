package io.novacron.dwcp.jobs.model.reliability;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.run.Seeds;
import io.novacron.dwcp.jobs.export.FloatMatrix;
import io.novacron.dwcp.jobs.export.ForestModel;
import io.novacron.dwcp.jobs.export.RobustScaling;
import io.novacron.dwcp.jobs.export.TensorSpec.Field;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Grows the isolation forest of LinkedIn's library on a bounded sample.
 *
 * <p>Definition: {@link FitSample} takes the rows; in one task, {@link RobustScaling} is computed
 * on them and {@link ForestGrowth} grows the trees, each to the node as the library does. The
 * library's own way from rows to trees draws a random number for every row and tree and moves each
 * tree's rows by a shuffle.
 *
 * <p>Shape: rows with the key and one numeric column a feature, null or NaN = missing. Cost: the
 * sample's; what follows does not grow with the rows. The same rows, configuration and seed give
 * the same bytes, whatever the partitions.
 *
 * <p>Source: Liu, Ting and Zhou, "Isolation Forest", ICDM 2008; LinkedIn isolation-forest 3.0.5
 * (BSD-2-Clause).
 */
public final class ForestFit {

  private final List<Field> features;
  private final List<String> key;
  private final ForestConfig config;

  /**
   * A fit.
   *
   * @param features input columns with their units, in order
   * @param key columns that name a row
   */
  public ForestFit(List<Field> features, List<String> key, ForestConfig config) {
    this.features = List.copyOf(features);
    this.key = List.copyOf(key);
    this.config = config;
  }

  /**
   * The model of {@code rows}; its threshold is 1, which no row reaches, until one is chosen.
   *
   * @throws DataError when there are fewer than two rows
   */
  public ForestModel fit(Dataset<Row> rows, long seed) {
    var names = features.stream().map(Field::name).toList();
    var sample = new FitSample(key, config.sampleRows(), Seeds.derive(seed, "forest-sample"));
    var growth = new ForestGrowth(features, config, seed);
    var grown =
        FeatureMatrix.arrays(sample.of(rows), names)
            .mapPartitions(new GrowthPass(growth), Encoders.row(GrowthPass.SCHEMA))
            .takeAsList(1);
    requireTwo(grown.isEmpty() ? 0 : grown.get(0).getInt(0));
    return ForestModel.parse(grown.get(0).getAs(1));
  }

  /**
   * The same of rows in memory, which have no key: the sample is drawn by their places, so that
   * another order gives another forest, and so do the same rows over Spark.
   *
   * @param rows a column a feature, in order; NaN = missing; left as they are
   * @throws DataError when there are fewer than two rows
   */
  public ForestModel fit(FloatMatrix rows, long seed) {
    return grow(sample(rows, seed), seed);
  }

  /** The rows that {@link #fit(FloatMatrix, long)} grows on, copied. */
  public FloatMatrix sample(FloatMatrix rows, long seed) {
    var random = new SplittableRandom(Seeds.derive(seed, "forest-sample"));
    var count = Math.min(config.sampleRows(), rows.rows());
    var drawn = ForestGrowth.drawn(rows.rows(), count, random);
    var width = rows.columns();
    var sample = new float[count * width];
    for (var row = 0; row < count; row++) {
      System.arraycopy(rows.values(), drawn[row] * width, sample, row * width, width);
    }
    return FloatMatrix.of(sample, width);
  }

  /**
   * The model grown on all rows of a sample.
   *
   * @throws DataError when there are fewer than two rows
   */
  public ForestModel grow(FloatMatrix sample, long seed) {
    requireTwo(sample.rows());
    return new ForestGrowth(features, config, seed).of(sample);
  }

  private static void requireTwo(int rows) {
    if (rows < 2) {
      throw new DataError(
          "Cannot grow a forest: too few rows to grow it on: %d; look at earlier dates"
              .formatted(rows));
    }
  }
}
