package io.novacron.dwcp.jobs.model.reliability;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Grows the forest of a sample that lies in one partition and is in order. Gives one row: how many
 * rows there were, and the model's bytes where they were enough. Holds the sample in memory, 4
 * bytes a value.
 */
record GrowthPass(ForestGrowth growth) implements MapPartitionsFunction<Row, Row> {

  static final StructType SCHEMA = StructType.fromDDL("rows int not null, model binary");

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    var held = new ArrayList<Row>();
    rows.forEachRemaining(held::add);
    var matrix = FeatureMatrix.of(held, growth.features().size());
    var model = held.size() < 2 ? null : growth.of(matrix).toBytes();
    return List.of(RowFactory.create(held.size(), model)).iterator();
  }
}
