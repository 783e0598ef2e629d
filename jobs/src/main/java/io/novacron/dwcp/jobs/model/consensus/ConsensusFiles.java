package io.novacron.dwcp.jobs.model.consensus;

import static org.apache.spark.sql.functions.max;

import io.novacron.dwcp.jobs.export.AutoencoderModel;
import io.novacron.dwcp.jobs.export.AutoencoderToOnnx;
import io.novacron.dwcp.jobs.export.ExportedModel;
import io.novacron.dwcp.jobs.export.FloatMatrix;
import io.novacron.dwcp.jobs.export.ModelFolder;
import io.novacron.dwcp.jobs.export.Parity.ParityReport;
import io.novacron.dwcp.jobs.training.TrainingSet;
import io.novacron.dwcp.jobs.training.sequence.AutoencoderParity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/** A detector's folder: what is in it, how it is packed, loaded and tried before publication. */
final class ConsensusFiles {

  /** The graph that the runtime loads. */
  static final String GRAPH = "consensus_latency_autoencoder.onnx";

  static final String METADATA = "model_metadata.json";
  static final String PARITY = "parity.json";

  /** Real windows of the proof that graph and network agree; the others are made from them. */
  private static final int PARITY_WINDOWS = 1024;

  private final ConsensusModelConfig config;

  ConsensusFiles(ConsensusModelConfig config) {
    this.config = config;
  }

  /**
   * The files of a fitted network; refuses one whose graph and network disagree.
   *
   * @throws io.novacron.dwcp.common.error.DataError when parity is missed
   */
  ConsensusModel pack(AutoencoderModel network, ConsensusNotes notes, TrainingSet set) {
    var exported = AutoencoderToOnnx.export(network);
    var windows = someWindows(set);
    var files = new TreeMap<String, byte[]>();
    files.put(GRAPH, exported.bytes());
    files.put(ModelFolder.SIGNATURE, ModelFolder.text(exported.signature().toJson()));
    files.put(ModelFolder.NOTES, ModelFolder.json(notes));
    files.put(PARITY, ModelFolder.json(parity(network, exported, windows)));
    files.put(
        METADATA, ModelFolder.json(new ConsensusMetadata(config).of(network, notes, newest(set))));
    try (var scorer = exported.open()) {
      files.put(ModelFolder.GOLDEN, ModelFolder.golden(scorer, windows));
    }
    return new ConsensusModel(files, WindowGraph.of(exported), notes, config);
  }

  private ParityReport parity(
      AutoencoderModel network, ExportedModel exported, FloatMatrix windows) {
    var rows = config.autoencoder().parityRows();
    try (var scorer = exported.open()) {
      return new AutoencoderParity(network)
          .compare(scorer, AutoencoderParity.withExtremes(windows, rows, rows))
          .requirePassed();
    }
  }

  /** The end of the newest window that the fit could see: what "created" means for equal bytes. */
  private static Instant newest(TrainingSet set) {
    return set.rows().agg(max("ts")).head().getTimestamp(0).toInstant();
  }

  /** The first windows of the validation part by time and cluster. */
  private static FloatMatrix someWindows(TrainingSet set) {
    var rows =
        set.part(TrainingSet.VALIDATION)
            .orderBy("ts", "cluster_id")
            .select(WindowGraph.WINDOW)
            .takeAsList(PARITY_WINDOWS);
    return WindowGraph.windows(rows);
  }

  /** A detector from its verified folder. */
  ConsensusModel load(Path folder) {
    var notes = ModelFolder.notes(folder, ConsensusNotes.class);
    var signature = ModelFolder.text(folder, ModelFolder.SIGNATURE);
    var graph = new WindowGraph(ModelFolder.read(folder, GRAPH), signature);
    return new ConsensusModel(java.util.Map.of(), graph, notes, config);
  }

  /** Loads the published graph in ONNX Runtime and replays its golden rows. */
  static Optional<String> problem(Path folder) {
    return ModelFolder.problem(folder, ModelFolder.Graph.first(GRAPH));
  }
}
