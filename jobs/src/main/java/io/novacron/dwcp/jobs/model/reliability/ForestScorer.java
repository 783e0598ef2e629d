package io.novacron.dwcp.jobs.model.reliability;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.jobs.export.ForestModel;
import io.novacron.dwcp.jobs.training.alarm.Batches;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Scores rows over Spark: one pass, no shuffle, the model once an executor.
 *
 * <p>Shape: the rows with their columns as they were, then {@link #SCORE} and {@link #ALARM}. A
 * missing feature is null or NaN; {@link ForestModel} says what becomes of it. Memory of a task: a
 * batch of 1,024 rows.
 */
public final class ForestScorer {

  /** Added column, double 0..1, high = anomalous. */
  public static final String SCORE = "score";

  /** Added column, boolean. */
  public static final String ALARM = "alarm";

  private ForestScorer() {}

  /**
   * The rows with score and alarm.
   *
   * @throws DataError when a feature's column is missing or not numeric, naming all of them
   */
  public static Dataset<Row> score(Dataset<Row> rows, ForestModel model) {
    requireColumns(rows.schema(), model.featureNames());
    var schema =
        rows.schema()
            .add(SCORE, DataTypes.DoubleType, false)
            .add(ALARM, DataTypes.BooleanType, false);
    var context = JavaSparkContext.fromSparkContext(rows.sparkSession().sparkContext());
    return rows.mapPartitions(new Pass(context.broadcast(model), schema), Encoders.row(schema));
  }

  private static void requireColumns(StructType schema, List<String> names) {
    var known = Arrays.asList(schema.fieldNames());
    var faults =
        names.stream()
            .filter(
                name ->
                    !known.contains(name)
                        || !(schema.apply(name).dataType()
                            instanceof org.apache.spark.sql.types.NumericType))
            .toList();
    if (!faults.isEmpty()) {
      throw new DataError(
          "Cannot score rows: no numeric column: %s; pass the columns that the model was fitted on"
              .formatted(String.join(", ", faults)));
    }
  }

  private static final class Pass implements MapPartitionsFunction<Row, Row> {

    private static final long serialVersionUID = 1L;

    private final Broadcast<ForestModel> model;
    private final StructType schema;

    Pass(Broadcast<ForestModel> model, StructType schema) {
      this.model = model;
      this.schema = schema;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
      return new Batches(rows, batch -> scored(batch, model.value()));
    }

    private List<Row> scored(List<Row> batch, ForestModel model) {
      var indexes =
          model.featureNames().stream().mapToInt(name -> batch.get(0).fieldIndex(name)).toArray();
      var scores = model.scores(FeatureMatrix.of(batch, indexes));
      var scored = new ArrayList<Row>(batch.size());
      for (var i = 0; i < scores.length; i++) {
        var row = batch.get(i);
        var values = new Object[row.size() + 2];
        for (var column = 0; column < row.size(); column++) {
          values[column] = row.get(column);
        }
        values[row.size()] = (double) scores[i];
        values[row.size() + 1] = model.isAlarm(scores[i]);
        scored.add(new GenericRowWithSchema(values, schema));
      }
      return scored;
    }
  }
}
