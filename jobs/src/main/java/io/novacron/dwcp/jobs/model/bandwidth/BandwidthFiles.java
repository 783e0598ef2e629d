package io.novacron.dwcp.jobs.model.bandwidth;

import static org.apache.spark.sql.functions.max;

import io.novacron.dwcp.features.sequence.SequenceContract;
import io.novacron.dwcp.jobs.export.ExportedModel;
import io.novacron.dwcp.jobs.export.FloatMatrix;
import io.novacron.dwcp.jobs.export.LstmModel;
import io.novacron.dwcp.jobs.export.LstmToOnnx;
import io.novacron.dwcp.jobs.export.ModelFolder;
import io.novacron.dwcp.jobs.export.Parity.ParityReport;
import io.novacron.dwcp.jobs.training.TrainingSet;
import io.novacron.dwcp.jobs.training.sequence.LstmParity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** A forecast's folder: what is in it, how it is packed, loaded and tried before publication. */
final class BandwidthFiles {

  /** The runtime's names of the contracts' graphs. */
  private static final Map<String, String> CONTRACT_FILES =
      Map.of(
          "datacenter", "bandwidth_lstm_v1.onnx", "internet", "internet_bandwidth_predictor.onnx");

  static final String FULL = "model.onnx";
  static final String CONTRACT_SIGNATURE = "contract_signature.json";
  static final String CONTRACT_GOLDEN = "contract_golden.jsonl";
  static final String METADATA = "model_metadata.json";
  static final String PARITY = "parity.json";

  private final SequenceContract contract;
  private final BandwidthModelConfig config;

  BandwidthFiles(SequenceContract contract, BandwidthModelConfig config) {
    this.contract = contract;
    this.config = config;
  }

  /** The name of the graph that the runtime loads. */
  static String contractFile(SequenceContract contract) {
    return Objects.requireNonNull(CONTRACT_FILES.get(contract.name()));
  }

  /** The files of a fitted network. */
  BandwidthModel pack(LstmModel network, BandwidthNotes notes, TrainingSet set) {
    var full = LstmToOnnx.full(network);
    var runtime = LstmToOnnx.contract(network, Quantities.ofContract());
    var files = new TreeMap<String, byte[]>();
    files.put(FULL, full.bytes());
    files.put(ModelFolder.SIGNATURE, ModelFolder.text(full.signature().toJson()));
    files.put(contractFile(contract), runtime.bytes());
    files.put(CONTRACT_SIGNATURE, ModelFolder.text(runtime.signature().toJson()));
    var rows = someRows(set);
    var windows = GraphPass.windows(rows, contract);
    files.put(ModelFolder.GOLDEN, golden(full, GraphPass.inputs(rows, contract)));
    files.put(CONTRACT_GOLDEN, golden(runtime, windows));
    files.put(ModelFolder.NOTES, ModelFolder.json(notes));
    files.put(PARITY, ModelFolder.json(parity(network, full, windows)));
    files.put(
        METADATA,
        ModelFolder.json(new RuntimeMetadata(contract, config).of(network, notes, newest(set))));
    return model(files, full.bytes(), full.signature().toJson(), notes);
  }

  private BandwidthModel model(
      Map<String, byte[]> files, byte[] graph, String signature, BandwidthNotes notes) {
    return new BandwidthModel(
        files, new BandwidthModel.Graph(graph, signature), notes, contract, config.truth());
  }

  /** The graph beside the network it was made of, on windows of all kinds. */
  private ParityReport parity(LstmModel network, ExportedModel full, FloatMatrix windows) {
    var parity = new LstmParity(network);
    var rows = config.forecast().parityRows();
    try (var scorer = full.open()) {
      return parity.compare(scorer, parity.withExtremes(windows, rows, rows)).requirePassed();
    }
  }

  /** The end of the newest window that the fit could see: what "created" means for equal bytes. */
  private static Instant newest(TrainingSet set) {
    return set.rows().agg(max("ts")).head().getTimestamp(0).toInstant();
  }

  /** The first rows of the validation part by key. */
  private static List<Row> someRows(TrainingSet set) {
    var key = set.labels().key().toArray(String[]::new);
    return set.part(TrainingSet.VALIDATION)
        .orderBy(key[key.length - 1], key)
        .select("window", "reference_mbps")
        .takeAsList(ModelFolder.GOLDEN_ROWS);
  }

  private static byte[] golden(ExportedModel model, FloatMatrix windows) {
    try (var scorer = model.open()) {
      return ModelFolder.golden(scorer, windows);
    }
  }

  /** A forecast from its verified folder. */
  BandwidthModel load(Path folder) {
    var notes = ModelFolder.notes(folder, BandwidthNotes.class);
    var signature = ModelFolder.text(folder, ModelFolder.SIGNATURE);
    return model(Map.of(), ModelFolder.read(folder, FULL), signature, notes);
  }

  /** Loads both graphs in ONNX Runtime and replays their golden rows. */
  static Optional<String> problem(SequenceContract contract, Path folder) {
    return ModelFolder.problem(
        folder,
        ModelFolder.Graph.first(FULL),
        new ModelFolder.Graph(contractFile(contract), CONTRACT_SIGNATURE, CONTRACT_GOLDEN));
  }
}
