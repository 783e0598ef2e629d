package io.novacron.dwcp.jobs.model.bandwidth;

import io.novacron.dwcp.features.sequence.Channel;
import io.novacron.dwcp.features.sequence.SequenceContract;
import io.novacron.dwcp.jobs.export.FloatMatrix;
import io.novacron.dwcp.jobs.export.LstmToOnnx;
import io.novacron.dwcp.jobs.export.OnnxScorer;
import io.novacron.dwcp.jobs.export.Scores;
import io.novacron.dwcp.jobs.export.Signature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;

/**
 * Scores windows with the published graph: the rows with the forecasts, in the units of telemetry,
 * as a map behind their columns. Memory of a task: a batch of 1,024 rows and one session.
 */
final class GraphPass implements MapPartitionsFunction<Row, Row> {

  private static final long serialVersionUID = 1L;
  private static final int BATCH = 1024;

  private final Broadcast<byte[]> graph;
  private final String signature;
  private final String digest;
  private final SequenceContract contract;
  private final StructType schema;

  GraphPass(
      Broadcast<byte[]> graph,
      String signature,
      String digest,
      SequenceContract contract,
      StructType schema) {
    this.graph = graph;
    this.signature = signature;
    this.digest = digest;
    this.contract = contract;
    this.schema = schema;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    return new Batches(rows);
  }

  private final class Batches implements Iterator<Row> {

    private final Iterator<Row> rows;
    private Iterator<Row> done = List.<Row>of().iterator();

    Batches(Iterator<Row> rows) {
      this.rows = rows;
    }

    @Override
    public boolean hasNext() {
      if (!done.hasNext() && rows.hasNext()) {
        var batch = new ArrayList<Row>();
        while (rows.hasNext() && batch.size() < BATCH) {
          batch.add(rows.next());
        }
        done = scored(batch).iterator();
      }
      return done.hasNext();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return done.next();
    }
  }

  private List<Row> scored(List<Row> batch) {
    try (var scorer =
        OnnxScorer.open(
            graph.value(), Signature.parse(signature), OnnxScorer.Options.singleThreaded(digest))) {
      var scores = scorer.score(inputs(batch, contract));
      var result = new ArrayList<Row>(batch.size());
      for (var i = 0; i < batch.size(); i++) {
        var row = batch.get(i);
        var values = new @Nullable Object[row.size() + 1];
        for (var column = 0; column < row.size(); column++) {
          values[column] = row.get(column);
        }
        values[row.size()] = JavaConverters.mapAsScalaMap(forecasts(scores, i));
        result.add(new GenericRowWithSchema(values, schema));
      }
      return result;
    }
  }

  /** The windows of rows as the graph takes them. */
  static FloatMatrix windows(List<Row> rows, SequenceContract contract) {
    var width = contract.steps() * contract.inputs().size();
    var matrix = FloatMatrix.zeros(rows.size(), width);
    for (var i = 0; i < rows.size(); i++) {
      List<Float> window = rows.get(i).getList(rows.get(i).fieldIndex("window"));
      for (var j = 0; j < width; j++) {
        matrix.set(i, j, window.get(j));
      }
    }
    return matrix;
  }

  /** What the full graph takes: the windows, and beside each what its link should carry. */
  static FloatMatrix inputs(List<Row> rows, SequenceContract contract) {
    var references = FloatMatrix.zeros(rows.size(), 1);
    for (var i = 0; i < rows.size(); i++) {
      Double reference = rows.get(i).getAs("reference_mbps");
      references.set(
          i,
          0,
          reference == null
              ? Float.NaN
              : (float) (reference / contract.divisor(Channel.BANDWIDTH)));
    }
    return windows(rows, contract).beside(references);
  }

  private Map<String, Double> forecasts(Scores scores, int row) {
    var all = Quantities.all();
    var output = scores.floats(LstmToOnnx.OUTPUT);
    var quantiles = scores.floats(LstmToOnnx.QUANTILES);
    var forecasts = new HashMap<String, Double>();
    for (var i = 0; i < all.size(); i++) {
      var divisor = contract.divisor(all.get(i).channel());
      var name = all.get(i).name();
      forecasts.put(ScoredPaths.FORECAST + name, divisor * output.at(row, i));
      if (all.get(i).channel() == Channel.BANDWIDTH) {
        var upper = quantiles.at(row, all.size() + i);
        forecasts.put(ScoredPaths.LOW + name, divisor * quantiles.at(row, i));
        forecasts.put(ScoredPaths.HIGH + name, divisor * upper);
      }
    }
    var classes = scores.floats(LstmToOnnx.CLASSES);
    for (var i = 0; i < classes.columns() && !Float.isNaN(classes.at(row, i)); i++) {
      forecasts.put(
          ScoredPaths.PROBABILITY + Quantities.CLASSES.get(i), (double) classes.at(row, i));
    }
    return forecasts;
  }
}
