package io.novacron.dwcp.jobs.model.reliability;

import io.novacron.dwcp.jobs.training.alarm.Batches;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Adds to alarms what caused them: one pass over rows that {@link ForestScorer} has scored.
 *
 * <p>Shape: the rows with their columns as they were, then {@link #CAUSES}: the metrics with the
 * largest contributions, empty where there is no alarm.
 */
public final class ForestExplainer {

  /** Added column: metric, contribution in splits, side {@code above}, {@code below} or typical. */
  public static final String CAUSES = "causes";

  private static final StructType CAUSE =
      StructType.fromDDL("metric string, contribution double, side string");

  private ForestExplainer() {}

  /**
   * The rows with their causes.
   *
   * @param scored rows with the model's features and {@link ForestScorer#ALARM}
   * @param top most causes a row
   */
  public static Dataset<Row> explain(Dataset<Row> scored, Attribution attribution, int top) {
    var schema = scored.schema().add(CAUSES, DataTypes.createArrayType(CAUSE, false), false);
    var context = JavaSparkContext.fromSparkContext(scored.sparkSession().sparkContext());
    var pass = new Pass(context.broadcast(attribution), top, schema);
    return scored.mapPartitions(pass, Encoders.row(schema));
  }

  private static final class Pass implements MapPartitionsFunction<Row, Row> {

    private static final long serialVersionUID = 1L;

    private final Broadcast<Attribution> attribution;
    private final int top;
    private final StructType schema;

    Pass(Broadcast<Attribution> attribution, int top, StructType schema) {
      this.attribution = attribution;
      this.top = top;
      this.schema = schema;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
      return new Batches(rows, this::explained);
    }

    private List<Row> explained(List<Row> batch) {
      var first = batch.get(0);
      var alarm = first.fieldIndex(ForestScorer.ALARM);
      var features =
          attribution.value().featureNames().stream().mapToInt(first::fieldIndex).toArray();
      var explained = new ArrayList<Row>(batch.size());
      for (var row : batch) {
        var values = new Object[row.size() + 1];
        for (var column = 0; column < row.size(); column++) {
          values[column] = row.get(column);
        }
        values[row.size()] = row.getBoolean(alarm) ? causes(row, features) : sequence(List.of());
        explained.add(new GenericRowWithSchema(values, schema));
      }
      return explained;
    }

    private Seq<Row> causes(Row row, int[] features) {
      return sequence(
          attribution.value().causes(FeatureMatrix.of(List.of(row), features), 0).stream()
              .limit(top)
              .map(
                  cause ->
                      RowFactory.create(cause.metric(), cause.contribution(), cause.side().word()))
              .toList());
    }

    /** As Spark decodes one: what follows may get these very rows, or decoded ones. */
    private static Seq<Row> sequence(List<Row> rows) {
      return JavaConverters.asScalaBuffer(rows);
    }
  }
}
