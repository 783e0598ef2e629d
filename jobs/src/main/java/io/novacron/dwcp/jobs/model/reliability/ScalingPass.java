package io.novacron.dwcp.jobs.model.reliability;

import io.novacron.dwcp.jobs.export.RobustScaling;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * The scaling of a sample that lies in one partition: exact quantiles of every column, so that no
 * order of rows can move them. Holds the sample in memory, 4 bytes a value.
 */
final class ScalingPass implements MapPartitionsFunction<Row, Row> {

  static final StructType SCHEMA = StructType.fromDDL("centers array<float>, scales array<float>");

  private static final long serialVersionUID = 1L;

  private final int width;
  private final float limit;

  ScalingPass(int width, float limit) {
    this.width = width;
    this.limit = limit;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    var held = new ArrayList<Row>();
    rows.forEachRemaining(held::add);
    if (held.isEmpty()) {
      return Collections.emptyIterator();
    }
    var scaling = RobustScaling.of(FeatureMatrix.of(held, width), limit);
    var centers = scaling.centers().toArray(Float[]::new);
    var scales = scaling.scales().toArray(Float[]::new);
    return List.of(RowFactory.create(centers, scales)).iterator();
  }
}
