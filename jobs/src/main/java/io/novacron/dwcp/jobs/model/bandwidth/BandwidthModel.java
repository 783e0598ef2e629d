package io.novacron.dwcp.jobs.model.bandwidth;

import static org.apache.spark.sql.functions.lit;

import io.novacron.dwcp.common.run.Digests;
import io.novacron.dwcp.evaluation.leak.ChosenSetting;
import io.novacron.dwcp.evaluation.oracle.PathTruthConfig;
import io.novacron.dwcp.features.sequence.SequenceContract;
import io.novacron.dwcp.jobs.training.TrainedModel;
import io.novacron.dwcp.jobs.training.TrainingSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** A fitted forecast; it scores with the graph that is published. */
final class BandwidthModel implements TrainedModel {

  private final Map<String, byte[]> files;
  private final Graph graph;
  private final BandwidthNotes notes;
  private final SequenceContract contract;
  private final PathTruthConfig truth;

  /** The full graph and its signature. */
  static final class Graph {

    private final byte[] bytes;
    private final String signature;

    Graph(byte[] bytes, String signature) {
      this.bytes = bytes.clone();
      this.signature = signature;
    }
  }

  BandwidthModel(
      Map<String, byte[]> files,
      Graph graph,
      BandwidthNotes notes,
      SequenceContract contract,
      PathTruthConfig truth) {
    this.files = Map.copyOf(files);
    this.graph = graph;
    this.notes = notes;
    this.contract = contract;
    this.truth = truth;
  }

  @Override
  public Map<String, byte[]> files() {
    return files;
  }

  @Override
  public Dataset<Row> score(TrainingSet set) {
    var rows = ScoredPaths.scorable(set.rows()).withColumn(ScoredPaths.SCORER, lit("candidate"));
    var schema = rows.schema().add(ScoredPaths.FORECASTS, ScoredPaths.FORECASTS_TYPE, false);
    var context = JavaSparkContext.fromSparkContext(rows.sparkSession().sparkContext());
    var pass =
        new GraphPass(
            context.broadcast(graph.bytes),
            graph.signature,
            Digests.sha256(graph.bytes),
            contract,
            schema);
    return ScoredPaths.of(rows.mapPartitions(pass, Encoders.row(schema)), truth);
  }

  @Override
  public List<ChosenSetting> chosen() {
    return notes.chosen();
  }

  @Override
  public Map<String, Map<String, Double>> curves() {
    return Map.of(
        "train_loss", byEpoch(notes.trainLosses()),
        "validation_loss", byEpoch(notes.validationLosses()));
  }

  private static Map<String, Double> byEpoch(List<Double> losses) {
    var points = new LinkedHashMap<String, Double>();
    for (var i = 0; i < losses.size(); i++) {
      points.put("epoch %d".formatted(i + 1), losses.get(i));
    }
    return points;
  }
}
