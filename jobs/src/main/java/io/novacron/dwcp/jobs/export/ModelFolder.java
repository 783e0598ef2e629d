package io.novacron.dwcp.jobs.export;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.error.InfraError;
import io.novacron.dwcp.common.run.Digests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What every model's folder has in common: how its files are written, read, and tried. */
public final class ModelFolder {

  /** Inputs and outputs of the first graph. */
  public static final String SIGNATURE = "signature.json";

  /** Rows that the first graph must reproduce. */
  public static final String GOLDEN = "golden.jsonl";

  /** What the model itself must remember: settings, thresholds. */
  public static final String NOTES = "notes.json";

  /** Rows of a file of golden rows. */
  public static final int GOLDEN_ROWS = 32;

  private static final double GOLDEN_TOLERANCE = 1e-5;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .build();

  private ModelFolder() {}

  /** A graph's file with its signature's and its golden rows'. */
  public record Graph(String file, String signature, String golden) {

    /** A folder's first graph. */
    public static Graph first(String file) {
      return new Graph(file, SIGNATURE, GOLDEN);
    }
  }

  /**
   * Loads graphs in ONNX Runtime and replays their golden rows.
   *
   * @return why a graph cannot be used; empty when all can
   * @throws InfraError when a file cannot be read
   */
  public static Optional<String> problem(Path folder, Graph... graphs) {
    try {
      for (var graph : graphs) {
        replay(folder, graph);
      }
      return Optional.empty();
    } catch (DataError e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static void replay(Path folder, Graph graph) {
    var bytes = read(folder, graph.file());
    var signature = Signature.parse(text(folder, graph.signature()));
    var options = OnnxScorer.Options.singleThreaded(Digests.sha256(bytes));
    try (var scorer = OnnxScorer.open(bytes, signature, options)) {
      GoldenRows.parse(signature, text(folder, graph.golden()))
          .requireReproducedBy(scorer, GOLDEN_TOLERANCE);
    }
  }

  /** The content of a file of golden rows: what the scorer makes of the first rows. */
  public static byte[] golden(OnnxScorer scorer, FloatMatrix rows) {
    var first = rows.slice(0, Math.min(GOLDEN_ROWS, rows.rows()));
    return text(GoldenRows.from(scorer, first).toJsonl());
  }

  /** A record as indented JSON with sorted keys. */
  public static byte[] json(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (IOException e) {
      throw new IllegalStateException("a record of numbers always writes", e);
    }
  }

  /** Text as UTF-8. */
  public static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The notes of a folder.
   *
   * @throws DataError when they are malformed
   * @throws InfraError when they cannot be read
   */
  public static <T> T notes(Path folder, Class<T> type) {
    var bytes = read(folder, NOTES);
    try {
      return JSON.readValue(bytes, type);
    } catch (IOException e) {
      throw new DataError("Cannot load model: its notes are malformed: " + folder, e);
    }
  }

  /** A file's text. */
  public static String text(Path folder, String name) {
    return new String(read(folder, name), StandardCharsets.UTF_8);
  }

  /**
   * A file's bytes.
   *
   * @throws InfraError when it cannot be read
   */
  public static byte[] read(Path folder, String name) {
    try {
      return Files.readAllBytes(folder.resolve(name));
    } catch (IOException e) {
      throw new InfraError(
          "Cannot load model: file cannot be read: %s; check %s".formatted(name, folder), e);
    }
  }
}
