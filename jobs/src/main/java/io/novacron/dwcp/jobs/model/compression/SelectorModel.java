package io.novacron.dwcp.jobs.model.compression;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.novacron.dwcp.common.run.Digests;
import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.evaluation.decision.CodecDecisions;
import io.novacron.dwcp.evaluation.leak.ChosenSetting;
import io.novacron.dwcp.jobs.export.ModelFolder;
import io.novacron.dwcp.jobs.export.OnnxScorer;
import io.novacron.dwcp.jobs.export.Scores;
import io.novacron.dwcp.jobs.export.SelectorGraph;
import io.novacron.dwcp.jobs.export.Signature;
import io.novacron.dwcp.jobs.training.TrainedModel;
import io.novacron.dwcp.jobs.training.TrainingSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * A fitted selector: its published files, and decisions made by the published graph itself, so that
 * what is evaluated is what is shipped.
 */
final class SelectorModel implements TrainedModel {

  static final String GRAPH = "compression_selector_v1.onnx";
  private static final int BATCH_ROWS = 4096;
  private static final StructType CASES =
      StructType.fromDDL(
          "key string, probabilities array<float>, decision int, fallback int, costs array<double>,"
              + " probe_ms double, best string");

  private final Map<String, byte[]> files;
  private final SelectorNotes notes;
  private final CompressionModelConfig config;

  /** What a task checks the graph against that it has been sent. */
  private final String digest;

  SelectorModel(Map<String, byte[]> files, SelectorNotes notes, CompressionModelConfig config) {
    this.files = Map.copyOf(files);
    this.notes = notes;
    this.config = config;
    this.digest = Digests.sha256(Objects.requireNonNull(this.files.get(GRAPH)));
  }

  /** The same model with further files beside its own. */
  SelectorModel with(Map<String, byte[]> further) {
    var all = new HashMap<>(files);
    all.putAll(further);
    return new SelectorModel(all, notes, config);
  }

  @Override
  public Map<String, byte[]> files() {
    return files;
  }

  @Override
  public List<ChosenSetting> chosen() {
    return notes.chosen();
  }

  @Override
  public Map<String, Map<String, Double>> curves() {
    return notes.curves();
  }

  @Override
  public Dataset<Row> score(TrainingSet rows) {
    var decided = decide(rows.rows(), rows.inputs().names());
    var amounts =
        new CodecDecisions.Amounts(
            col("probe_ms"),
            when(col("confidence").geq(notes.threshold()), 1.0D).otherwise(0.0D),
            notes.bestSingle(),
            col("runtime_choice"),
            config.oracle().tieZ(),
            config.oracle().tieShare());
    return ScoredColumns.of(decided, col("decision"), col("confidence"), amounts);
  }

  /** Validation rows as {@link Decided} collects them. */
  Dataset<Row> cases(Dataset<Row> rows, List<String> inputs) {
    var graph = Objects.requireNonNull(files.get(GRAPH));
    var signature = signatureText();
    var options = OnnxScorer.Options.singleThreaded(digest);
    var costs =
        org.apache.spark.sql.functions.array(
            Tables.CANDIDATES.stream()
                .map(
                    name ->
                        org.apache.spark.sql.functions.coalesce(
                            CodecDecisions.label("cost_ms", name), lit(Double.NaN)))
                .toArray(org.apache.spark.sql.Column[]::new));
    return rows.withColumn("key", col("transfer_id"))
        .withColumn("costs", costs)
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>) it -> cases(it, graph, signature, options, inputs),
            Encoders.row(CASES));
  }

  private static Iterator<Row> cases(
      Iterator<Row> rows,
      byte[] graph,
      String signature,
      OnnxScorer.Options options,
      List<String> inputs) {
    var all = new ArrayList<Row>();
    rows.forEachRemaining(all::add);
    if (all.isEmpty()) {
      return all.iterator();
    }
    try (var scorer = OnnxScorer.open(graph, Signature.parse(signature), options)) {
      var scores = scorer.score(FeatureRows.matrix(all, inputs));
      var result = new ArrayList<Row>();
      for (var i = 0; i < all.size(); i++) {
        var row = all.get(i);
        result.add(
            RowFactory.create(
                row.getAs("key"),
                probabilities(scores, i).toArray(Float[]::new),
                scores.integers(SelectorGraph.DECISION).get(i).intValue(),
                fallback(scores, i),
                row.getAs("costs"),
                row.getAs("probe_ms"),
                row.getAs("best")));
      }
      return result.iterator();
    }
  }

  private static List<Float> probabilities(Scores scores, int row) {
    var matrix = scores.floats(SelectorGraph.PROBABILITIES);
    var list = new ArrayList<Float>();
    for (var c = 0; c < matrix.columns(); c++) {
      list.add(matrix.at(row, c));
    }
    return list;
  }

  /** The cheapest predicted candidate, or the plain variant's fixed one. */
  private static int fallback(Scores scores, int row) {
    if (!scores.has(SelectorGraph.RELATIVE_COSTS)) {
      return Tables.CANDIDATES.indexOf(SelectorShape.FALLBACK);
    }
    var costs = scores.floats(SelectorGraph.RELATIVE_COSTS);
    var least = 0;
    for (var c = 1; c < costs.columns(); c++) {
      least = costs.at(row, c) < costs.at(row, least) ? c : least;
    }
    return least;
  }

  private String signatureText() {
    return new String(
        Objects.requireNonNull(files.get(ModelFolder.SIGNATURE)), StandardCharsets.UTF_8);
  }

  /** The rows with the graph's {@code decision} and {@code confidence}. */
  private Dataset<Row> decide(Dataset<Row> rows, List<String> inputs) {
    var graph = Objects.requireNonNull(files.get(GRAPH));
    var signature = signatureText();
    var options = new OnnxScorer.Options(digest, 1, BATCH_ROWS);
    var schema = rows.schema().add("decision", "string", false).add("confidence", "double", false);
    return rows.mapPartitions(
        (MapPartitionsFunction<Row, Row>) it -> decisions(it, graph, signature, options, inputs),
        Encoders.row(schema));
  }

  private static Iterator<Row> decisions(
      Iterator<Row> rows,
      byte[] graph,
      String signature,
      OnnxScorer.Options options,
      List<String> inputs) {
    if (!rows.hasNext()) {
      return rows;
    }
    var result = new ArrayList<Row>();
    try (var scorer = OnnxScorer.open(graph, Signature.parse(signature), options)) {
      var batch = new ArrayList<Row>(BATCH_ROWS);
      while (rows.hasNext()) {
        batch.add(rows.next());
        if (batch.size() == BATCH_ROWS || !rows.hasNext()) {
          decideBatch(batch, scorer, inputs, result);
          batch.clear();
        }
      }
    }
    return result.iterator();
  }

  private static void decideBatch(
      List<Row> batch, OnnxScorer scorer, List<String> inputs, List<Row> result) {
    var scores = scorer.score(FeatureRows.matrix(batch, inputs));
    var decisions = scores.integers("decision");
    var confidence = scores.floats("confidence");
    for (var i = 0; i < batch.size(); i++) {
      var row = batch.get(i);
      var values = new Object[row.length() + 2];
      for (var j = 0; j < row.length(); j++) {
        values[j] = row.get(j);
      }
      values[row.length()] = Tables.CANDIDATES.get(decisions.get(i).intValue());
      values[row.length() + 1] = (double) confidence.at(i, 0);
      result.add(RowFactory.create(values));
    }
  }
}
