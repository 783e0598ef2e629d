package io.novacron.dwcp.jobs.model.reliability;

import io.novacron.dwcp.common.run.Seeds;
import io.novacron.dwcp.jobs.export.RobustScaling;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;

/**
 * What trees grow on: the sample's rows scaled, as the library wants them, then rows of background.
 *
 * <p>Background rows are uniform in the box of scaled values. A split that has one on its far side
 * may fall into the empty space around the data, so that trees tell near from far there, and
 * columns that were constant are split too. The sample must lie in one partition.
 */
final class GrowthPass implements MapPartitionsFunction<Row, Row> {

  /** The column of vectors. */
  static final String VECTOR = "features";

  static final StructType SCHEMA = new StructType().add(VECTOR, SQLDataTypes.VectorType());

  private static final long serialVersionUID = 1L;

  private final RobustScaling scaling;
  private final double backgroundShare;
  private final long seed;

  GrowthPass(RobustScaling scaling, double backgroundShare, long seed) {
    this.scaling = scaling;
    this.backgroundShare = backgroundShare;
    this.seed = Seeds.derive(seed, "forest-background");
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    var grown = new ArrayList<Row>();
    while (rows.hasNext()) {
      var values = FeatureMatrix.of(List.of(rows.next()), scaling.columns());
      grown.add(vector(scaling.scale(values).values()));
    }
    var background = Math.round(grown.size() * backgroundShare);
    var random = new SplittableRandom(seed);
    for (var row = 0; row < background; row++) {
      var values = new float[scaling.columns()];
      for (var column = 0; column < values.length; column++) {
        values[column] = (float) ((2 * random.nextDouble() - 1) * scaling.limit());
      }
      grown.add(vector(values));
    }
    return grown.iterator();
  }

  private static Row vector(float[] values) {
    var vector = new double[values.length];
    for (var i = 0; i < vector.length; i++) {
      vector[i] = values[i];
    }
    return new GenericRowWithSchema(new Object[] {Vectors.dense(vector)}, SCHEMA);
  }
}
