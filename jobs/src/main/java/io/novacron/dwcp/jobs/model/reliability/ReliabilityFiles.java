package io.novacron.dwcp.jobs.model.reliability;

import static org.apache.spark.sql.functions.col;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.run.Seeds;
import io.novacron.dwcp.jobs.export.FloatMatrix;
import io.novacron.dwcp.jobs.export.ForestModel;
import io.novacron.dwcp.jobs.export.ForestToOnnx;
import io.novacron.dwcp.jobs.export.ModelFolder;
import io.novacron.dwcp.jobs.training.TrainingSet;
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
  private static final int PARITY_SEEDS = ModelFolder.GOLDEN_ROWS * ModelFolder.GOLDEN_ROWS;

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
    files.put(ModelFolder.SIGNATURE, ModelFolder.text(exported.signature().toJson()));
    files.put(FOREST, forest.toBytes());
    files.put(ModelFolder.NOTES, ModelFolder.json(notes));
    var rows = ForestToOnnx.withExtremes(some(set, forest, seed), forest, detector().parityRows());
    try (var scorer = exported.open()) {
      var parity = ForestToOnnx.parity(scorer, forest, rows).requirePassed();
      files.put("parity.json", ModelFolder.json(parity));
      files.put(ModelFolder.GOLDEN, ModelFolder.golden(scorer, rows));
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
    var sample = new FitSample(set.labels().key(), PARITY_SEEDS, Seeds.derive(seed, "parity-rows"));
    var rows =
        FeatureMatrix.arrays(sample.of(set.part(TrainingSet.VALIDATION)), forest.featureNames())
            .takeAsList(PARITY_SEEDS);
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
    var forest = ForestModel.parse(ModelFolder.read(folder, FOREST));
    var notes = ModelFolder.notes(folder, ReliabilityNotes.class);
    return new ReliabilityModel(Map.of(), forest, notes, config);
  }

  /** Loads the published graph in ONNX Runtime and replays the golden rows. */
  static Optional<String> problem(Path folder) {
    try {
      NormalSample.parse(ModelFolder.read(folder, NormalSample.FILE));
    } catch (DataError e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
    return ModelFolder.problem(folder, ModelFolder.Graph.first(ForestToOnnx.FILE));
  }
}
