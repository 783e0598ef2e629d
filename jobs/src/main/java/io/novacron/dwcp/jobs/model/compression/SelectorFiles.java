package io.novacron.dwcp.jobs.model.compression;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.run.Digests;
import io.novacron.dwcp.jobs.export.ModelFolder;
import io.novacron.dwcp.jobs.export.OnnxScorer;
import io.novacron.dwcp.jobs.export.Signature;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A selector's folder: what is in it, how it is packed, loaded and tried before publication. */
final class SelectorFiles {

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
    files.put(ModelFolder.NOTES, ModelFolder.json(notes));
    files.put("parity.json", ModelFolder.json(parity));
    try (var scorer = open(files)) {
      files.put(ModelFolder.GOLDEN, ModelFolder.golden(scorer, features));
    }
    return new SelectorModel(files, notes, config);
  }

  /** A selector from its verified folder. */
  static SelectorModel load(Path folder, CompressionModelConfig config) {
    var files =
        Stream.of(SelectorModel.GRAPH, ModelFolder.SIGNATURE)
            .collect(Collectors.toMap(name -> name, name -> ModelFolder.read(folder, name)));
    return new SelectorModel(files, ModelFolder.notes(folder, SelectorNotes.class), config);
  }

  /** Loads the published graph in ONNX Runtime and replays the golden rows. */
  static Optional<String> problem(Path folder) {
    return ModelFolder.problem(folder, ModelFolder.Graph.first(SelectorModel.GRAPH));
  }

  private static OnnxScorer open(Map<String, byte[]> files) {
    var graph = Objects.requireNonNull(files.get(SelectorModel.GRAPH));
    var text = Objects.requireNonNull(files.get(ModelFolder.SIGNATURE));
    var signature = new String(text, StandardCharsets.UTF_8);
    return OnnxScorer.open(
        graph,
        Signature.parse(signature),
        OnnxScorer.Options.singleThreaded(Digests.sha256(graph)));
  }
}
