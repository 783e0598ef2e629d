package io.novacron.dwcp.jobs.model.compression;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.error.InfraError;
import io.novacron.dwcp.common.run.Digests;
import io.novacron.dwcp.jobs.export.GoldenRows;
import io.novacron.dwcp.jobs.export.OnnxScorer;
import io.novacron.dwcp.jobs.export.Signature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A selector's folder: what is in it, how it is packed, loaded and tried before publication. */
final class SelectorFiles {

  static final String NOTES = "notes.json";
  static final String GOLDEN = "golden.jsonl";
  private static final double GOLDEN_TOLERANCE = 1e-5;
  private static final int GOLDEN_ROWS = 32;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .build();

  private SelectorFiles() {}

  /**
   * The files of a fitted selector; refuses one whose graph and boosters disagree.
   *
   * @throws DataError when parity is missed
   */
  static SelectorModel pack(
      SelectorParts parts,
      SelectorNotes notes,
      Dataset<Row> probes,
      CompressionModelConfig config) {
    var features =
        FeatureRows.withExtremes(
            FeatureRows.matrix(probes.collectAsList(), parts.spec().featureNames()),
            parts,
            config.selector().parityRows());
    var parity = parts.parity(features).requirePassed();
    var files = new TreeMap<>(parts.graphFiles());
    files.putAll(parts.nativeFiles());
    files.put(NOTES, json(notes));
    files.put("parity.json", json(parity));
    try (var scorer = open(files)) {
      files.put(
          GOLDEN,
          GoldenRows.from(scorer, features.slice(0, Math.min(GOLDEN_ROWS, features.rows())))
              .toJsonl()
              .getBytes(StandardCharsets.UTF_8));
    }
    return new SelectorModel(files, notes, config);
  }

  /** A selector from its verified folder. */
  static SelectorModel load(Path folder, CompressionModelConfig config) {
    var files =
        Map.of(
            SelectorModel.GRAPH,
            read(folder, SelectorModel.GRAPH),
            SelectorModel.SIGNATURE,
            read(folder, SelectorModel.SIGNATURE));
    try {
      return new SelectorModel(
          files, JSON.readValue(read(folder, NOTES), SelectorNotes.class), config);
    } catch (IOException e) {
      throw new DataError("Cannot load model: its notes are malformed: " + folder, e);
    }
  }

  /** Loads the published graph in ONNX Runtime and replays the golden rows. */
  static Optional<String> problem(Path folder) {
    try {
      var files =
          Map.of(
              SelectorModel.GRAPH,
              read(folder, SelectorModel.GRAPH),
              SelectorModel.SIGNATURE,
              read(folder, SelectorModel.SIGNATURE));
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
    var graph = Objects.requireNonNull(files.get(SelectorModel.GRAPH));
    var text = Objects.requireNonNull(files.get(SelectorModel.SIGNATURE));
    var signature = new String(text, StandardCharsets.UTF_8);
    return OnnxScorer.open(
        graph,
        Signature.parse(signature),
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
