package io.novacron.dwcp.jobs.model.reliability;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.error.InfraError;
import io.novacron.dwcp.common.run.Digests;
import io.novacron.dwcp.common.run.Seeds;
import io.novacron.dwcp.jobs.export.FloatMatrix;
import io.novacron.dwcp.jobs.export.ForestModel;
import io.novacron.dwcp.jobs.export.ForestToOnnx;
import io.novacron.dwcp.jobs.export.GoldenRows;
import io.novacron.dwcp.jobs.export.OnnxScorer;
import io.novacron.dwcp.jobs.export.Signature;
import io.novacron.dwcp.jobs.training.TrainingSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A detector's folder: what is in it, how it is packed, loaded and tried before publication. */
final class ReliabilityFiles {

  static final String FOREST = "forest.bin";
  static final String NOTES = "notes.json";
  static final String SIGNATURE = "signature.json";
  static final String GOLDEN = "golden.jsonl";
  private static final double GOLDEN_TOLERANCE = 1e-5;
  private static final int GOLDEN_ROWS = 32;

  /** The runtime's metrics, in the units of telemetry, from the features that hold them. */
  private static final Map<String, String> RUNTIME_COLUMNS =
      Map.of(
          "bandwidth", "bandwidth_mbps_mean_5m",
          "latency", "latency_p50_ms_mean_5m",
          "packet_loss", "packet_loss_rate_mean_5m",
          "jitter", "jitter_ms_mean_5m",
          "cpu_usage", "cpu_usage_mean_5m",
          "memory_usage", "memory_usage_mean_5m",
          "error_rate", "error_rate_mean_5m");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .build();

  private final ReliabilityModelConfig config;

  ReliabilityFiles(ReliabilityModelConfig config) {
    this.config = config;
  }

  /**
   * The files of a fitted detector; refuses one whose graph and forest disagree.
   *
   * @throws DataError when parity is missed
   */
  ReliabilityModel pack(ForestModel forest, ReliabilityNotes notes, TrainingSet set, long seed) {
    var exported = ForestToOnnx.export(forest);
    var files = new TreeMap<String, byte[]>();
    files.put(ForestToOnnx.FILE, exported.bytes());
    files.put(SIGNATURE, exported.signature().toJson().getBytes(StandardCharsets.UTF_8));
    files.put(FOREST, forest.toBytes());
    files.put(NOTES, json(notes));
    var rows = ForestToOnnx.withExtremes(some(set, forest, seed), forest, detector().parityRows());
    try (var scorer = open(files)) {
      files.put("parity.json", json(ForestToOnnx.parity(scorer, forest, rows).requirePassed()));
      files.put(
          GOLDEN,
          GoldenRows.from(scorer, rows.slice(0, Math.min(GOLDEN_ROWS, rows.rows())))
              .toJsonl()
              .getBytes(StandardCharsets.UTF_8));
    }
    var normal = set.part(TrainingSet.TRAIN).where(col("label").equalTo("normal"));
    var sample =
        NormalSample.draw(runtimeRows(normal), set.labels().key(), detector().normalSample(), seed);
    files.put(NormalSample.FILE, sample.toBytes());
    return new ReliabilityModel(files, forest, notes, config);
  }

  private DetectorConfig detector() {
    return config.detector();
  }

  /** A few validation rows, by hash of their key. */
  private static FloatMatrix some(TrainingSet set, ForestModel forest, long seed) {
    var sample =
        new FitSample(
            set.labels().key(), GOLDEN_ROWS * GOLDEN_ROWS, Seeds.derive(seed, "parity-rows"));
    var rows =
        FeatureMatrix.arrays(sample.of(set.part(TrainingSet.VALIDATION)), forest.featureNames())
            .takeAsList(GOLDEN_ROWS * GOLDEN_ROWS);
    return FeatureMatrix.of(rows, forest.features().size());
  }

  private static Dataset<Row> runtimeRows(Dataset<Row> normal) {
    var columns =
        NormalSample.COLUMNS.stream()
            .map(name -> col(Objects.requireNonNull(RUNTIME_COLUMNS.get(name))).as(name));
    return normal.select(
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of(col("node_id"), col("ts")), columns)
            .toArray(Column[]::new));
  }

  /** A detector from its verified folder. */
  ReliabilityModel load(Path folder) {
    var forest = ForestModel.parse(read(folder, FOREST));
    try {
      var notes = JSON.readValue(read(folder, NOTES), ReliabilityNotes.class);
      return new ReliabilityModel(Map.of(), forest, notes, config);
    } catch (IOException e) {
      throw new DataError("Cannot load model: its notes are malformed: " + folder, e);
    }
  }

  /** Loads the published graph in ONNX Runtime and replays the golden rows. */
  static Optional<String> problem(Path folder) {
    try {
      var files =
          Map.of(
              ForestToOnnx.FILE,
              read(folder, ForestToOnnx.FILE),
              SIGNATURE,
              read(folder, SIGNATURE));
      NormalSample.parse(read(folder, NormalSample.FILE));
      try (var scorer = open(files)) {
        GoldenRows.parse(
                scorer.signature(), new String(read(folder, GOLDEN), StandardCharsets.UTF_8))
            .requireReproducedBy(scorer, GOLDEN_TOLERANCE);
        return Optional.empty();
      }
    } catch (DataError e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static OnnxScorer open(Map<String, byte[]> files) {
    var graph = Objects.requireNonNull(files.get(ForestToOnnx.FILE));
    var text = Objects.requireNonNull(files.get(SIGNATURE));
    return OnnxScorer.open(
        graph,
        Signature.parse(new String(text, StandardCharsets.UTF_8)),
        OnnxScorer.Options.singleThreaded(Digests.sha256(graph)));
  }

  private static byte[] json(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (IOException e) {
      throw new IllegalStateException("a record of numbers always writes", e);
    }
  }

  private static byte[] read(Path folder, String name) {
    try {
      return Files.readAllBytes(folder.resolve(name));
    } catch (IOException e) {
      throw new InfraError(
          "Cannot load model: file cannot be read: %s; check %s".formatted(name, folder), e);
    }
  }
}
