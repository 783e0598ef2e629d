package io.novacron.dwcp.jobs.model.consensus;

import io.novacron.dwcp.common.run.Digests;
import io.novacron.dwcp.jobs.export.AutoencoderToOnnx;
import io.novacron.dwcp.jobs.export.ExportedModel;
import io.novacron.dwcp.jobs.export.FloatMatrix;
import io.novacron.dwcp.jobs.export.OnnxScorer;
import io.novacron.dwcp.jobs.export.Signature;
import io.novacron.dwcp.jobs.training.alarm.AlarmColumns;
import io.novacron.dwcp.jobs.training.alarm.Batches;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;

/**
 * Scores windows over Spark with the graph that is published: one pass, no shuffle, one session a
 * task. Memory of a task: a batch of 1,024 rows.
 *
 * <p>Shape: the rows with their columns as they were but the window, then score and {@link
 * #ERRORS}.
 */
final class WindowGraph {

  /** Column with the windows, {@code array<float>}. */
  static final String WINDOW = "window";

  /** Added column, {@code array<double>}: each column's weighted error. */
  static final String ERRORS = "column_errors";

  private final byte[] graph;
  private final String signature;

  WindowGraph(byte[] graph, String signature) {
    this.graph = graph.clone();
    this.signature = signature;
  }

  static WindowGraph of(ExportedModel exported) {
    return new WindowGraph(exported.bytes(), exported.signature().toJson());
  }

  /** The scored rows. */
  Dataset<Row> score(Dataset<Row> rows) {
    var all = rows.schema();
    var kept =
        new StructType(
            Arrays.stream(all.fields())
                .filter(field -> !field.name().equals(WINDOW))
                .toArray(org.apache.spark.sql.types.StructField[]::new));
    var schema =
        kept.add(AlarmColumns.SCORE, DataTypes.DoubleType, false)
            .add(ERRORS, DataTypes.createArrayType(DataTypes.DoubleType, false), false);
    var context = JavaSparkContext.fromSparkContext(rows.sparkSession().sparkContext());
    var pass = new Pass(context.broadcast(graph), signature, Digests.sha256(graph), schema);
    return rows.mapPartitions(pass, Encoders.row(schema));
  }

  /** Rows' windows as a matrix. */
  static FloatMatrix windows(List<Row> rows) {
    var at = rows.get(0).fieldIndex(WINDOW);
    List<Float> first = rows.get(0).getList(at);
    var matrix = FloatMatrix.zeros(rows.size(), first.size());
    for (var i = 0; i < rows.size(); i++) {
      List<Float> window = rows.get(i).getList(at);
      for (var j = 0; j < window.size(); j++) {
        matrix.set(i, j, window.get(j));
      }
    }
    return matrix;
  }

  private static final class Pass implements MapPartitionsFunction<Row, Row> {

    private static final long serialVersionUID = 1L;

    private final Broadcast<byte[]> graph;
    private final String signature;
    private final String digest;
    private final StructType schema;

    Pass(Broadcast<byte[]> graph, String signature, String digest, StructType schema) {
      this.graph = graph;
      this.signature = signature;
      this.digest = digest;
      this.schema = schema;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
      var options = OnnxScorer.Options.singleThreaded(digest);
      var scorer = OnnxScorer.open(graph.value(), Signature.parse(signature), options);
      TaskCompletionListener closing = context -> scorer.close();
      TaskContext.get().addTaskCompletionListener(closing);
      return new Batches(rows, batch -> scored(batch, scorer));
    }

    private List<Row> scored(List<Row> batch, OnnxScorer scorer) {
      var scores = scorer.score(windows(batch));
      var score = scores.floats(AutoencoderToOnnx.SCORE);
      var errors = scores.floats(AutoencoderToOnnx.ERRORS);
      var window = batch.get(0).fieldIndex(WINDOW);
      var result = new ArrayList<Row>(batch.size());
      for (var i = 0; i < batch.size(); i++) {
        var row = batch.get(i);
        var values = new @Nullable Object[schema.size()];
        var next = 0;
        for (var column = 0; column < row.size(); column++) {
          if (column != window) {
            values[next++] = row.get(column);
          }
        }
        values[next++] = (double) score.at(i, 0);
        values[next] = JavaConverters.asScalaBuffer(numbers(errors, i)).toSeq();
        result.add(new GenericRowWithSchema(values, schema));
      }
      return result;
    }

    private static List<Double> numbers(FloatMatrix matrix, int row) {
      var numbers = new ArrayList<Double>();
      for (var column = 0; column < matrix.columns(); column++) {
        numbers.add((double) matrix.at(row, column));
      }
      return numbers;
    }
  }
}
