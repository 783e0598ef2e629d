package io.novacron.dwcp.jobs.model.bandwidth;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.error.InfraError;
import io.novacron.dwcp.common.run.Digests;
import io.novacron.dwcp.features.sequence.SequenceContract;
import io.novacron.dwcp.jobs.export.ExportedModel;
import io.novacron.dwcp.jobs.export.FloatMatrix;
import io.novacron.dwcp.jobs.export.GoldenRows;
import io.novacron.dwcp.jobs.export.LstmModel;
import io.novacron.dwcp.jobs.export.LstmToOnnx;
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

/** A forecast's folder: what is in it, how it is packed, loaded and tried before publication. */
final class BandwidthFiles {

  /** The runtime's names of the contracts' graphs. */
  private static final Map<String, String> CONTRACT_FILES =
      Map.of(
          "datacenter", "bandwidth_lstm_v1.onnx", "internet", "internet_bandwidth_predictor.onnx");

  static final String FULL = "model.onnx";
  static final String SIGNATURE = "signature.json";
  static final String CONTRACT_SIGNATURE = "contract_signature.json";
  static final String GOLDEN = "golden.jsonl";
  static final String CONTRACT_GOLDEN = "contract_golden.jsonl";
  static final String METADATA = "model_metadata.json";
  static final String NOTES = "notes.json";
  private static final int GOLDEN_ROWS = 32;
  private static final double GOLDEN_TOLERANCE = 1e-5;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .build();

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
    files.put(SIGNATURE, text(full.signature().toJson()));
    files.put(contractFile(contract), runtime.bytes());
    files.put(CONTRACT_SIGNATURE, text(runtime.signature().toJson()));
    var windows = someWindows(set);
    files.put(GOLDEN, golden(full, windows));
    files.put(CONTRACT_GOLDEN, golden(runtime, windows));
    files.put(NOTES, json(notes));
    files.put(METADATA, json(new RuntimeMetadata(contract, config).of(network, notes)));
    return model(files, full.bytes(), full.signature().toJson(), notes);
  }

  private BandwidthModel model(
      Map<String, byte[]> files, byte[] graph, String signature, BandwidthNotes notes) {
    return new BandwidthModel(
        files, new BandwidthModel.Graph(graph, signature), notes, contract, config.truth());
  }

  /** The first windows of the validation part by key. */
  private FloatMatrix someWindows(TrainingSet set) {
    var key = set.labels().key().toArray(String[]::new);
    var rows =
        set.part(TrainingSet.VALIDATION)
            .orderBy(key[key.length - 1], key)
            .select("window")
            .takeAsList(GOLDEN_ROWS);
    return GraphPass.windows(rows, contract);
  }

  private static byte[] golden(ExportedModel model, FloatMatrix windows) {
    try (var scorer = model.open()) {
      return text(GoldenRows.from(scorer, windows).toJsonl());
    }
  }

  /** A forecast from its verified folder. */
  BandwidthModel load(Path folder) {
    try {
      var notes = JSON.readValue(read(folder, NOTES), BandwidthNotes.class);
      var signature = new String(read(folder, SIGNATURE), StandardCharsets.UTF_8);
      return model(Map.of(), read(folder, FULL), signature, notes);
    } catch (IOException e) {
      throw new DataError("Cannot load model: its notes are malformed: " + folder, e);
    }
  }

  /** Loads both graphs in ONNX Runtime and replays their golden rows. */
  static Optional<String> problem(SequenceContract contract, Path folder) {
    try {
      replay(folder, FULL, SIGNATURE, GOLDEN);
      replay(folder, contractFile(contract), CONTRACT_SIGNATURE, CONTRACT_GOLDEN);
      return Optional.empty();
    } catch (DataError e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static void replay(Path folder, String file, String signature, String golden) {
    var graph = read(folder, file);
    var described = Signature.parse(new String(read(folder, signature), StandardCharsets.UTF_8));
    var options = OnnxScorer.Options.singleThreaded(Digests.sha256(graph));
    try (var scorer = OnnxScorer.open(graph, described, options)) {
      GoldenRows.parse(scorer.signature(), new String(read(folder, golden), StandardCharsets.UTF_8))
          .requireReproducedBy(scorer, GOLDEN_TOLERANCE);
    }
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
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
