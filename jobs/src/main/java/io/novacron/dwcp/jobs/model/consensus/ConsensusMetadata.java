package io.novacron.dwcp.jobs.model.consensus;

import io.novacron.dwcp.features.cluster.ClusterColumn;
import io.novacron.dwcp.features.cluster.ClusterSignal;
import io.novacron.dwcp.jobs.export.AutoencoderModel;
import io.novacron.dwcp.jobs.export.AutoencoderToOnnx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The runtime's {@code model_metadata.json}, with the keys that it reads. Everything in it follows
 * from the model and its configuration; what a night measured stands in the model's card.
 */
final class ConsensusMetadata {

  private final ConsensusModelConfig config;

  ConsensusMetadata(ConsensusModelConfig config) {
    this.config = config;
  }

  /**
   * The file's content.
   *
   * @param newest end of the newest window that the fit saw
   */
  Map<String, Object> of(AutoencoderModel network, ConsensusNotes notes, Instant newest) {
    var spec = network.spec();
    var features = config.features();
    var metadata = new LinkedHashMap<String, Object>();
    metadata.put("version", "v1");
    metadata.put("created_at", newest.toString());
    metadata.put("model_type", "LSTM autoencoder");
    metadata.put("framework", "pytorch");
    metadata.put("export_format", "onnx");
    metadata.put("opset_version", 15);
    metadata.put(
        "architecture",
        Map.of(
            "input_shape", List.of("n", spec.steps(), spec.columns().size()),
            "output_shape", List.of("n"),
            "layers",
                "LSTM(%d), tanh(%d), tanh(%d), linear"
                    .formatted(spec.hidden(), spec.code(), spec.hidden()),
            "total_parameters", network.parameters()));
    metadata.put("features", columns());
    metadata.put(
        "targets",
        List.of(
            Map.of(
                "name",
                AutoencoderToOnnx.SCORE,
                "index",
                0,
                "threshold",
                notes.threshold(),
                "raise_after_windows",
                notes.raiseAfter(),
                "release_margin",
                notes.releaseMargin(),
                "description",
                "0..1, high = anomalous; the threshold is in the graph")));
    metadata.put("training_config", config.autoencoder());
    metadata.put(
        "performance_metrics",
        Map.of("validation_loss", notes.validationLosses().get(notes.epoch() - 1)));
    metadata.put("training_data", Map.of("table", "features_consensus"));
    metadata.put(
        "deployment",
        Map.of("file", ConsensusFiles.GRAPH, "batch", "any", "input", AutoencoderToOnnx.INPUT));
    metadata.put("validation", Map.of("golden", "golden.jsonl"));
    metadata.put(
        "usage",
        "hand over the last %d steps of %d s, oldest first, each column against the cluster's own level of the last %d s as features say; raise an alarm after raise_after_windows scores in a row from the threshold on, hold it while scores stay within release_margin below it"
            .formatted(spec.steps(), features.stepSeconds(), features.levelSeconds()));
    return metadata;
  }

  private static List<Map<String, Object>> columns() {
    var columns = new ArrayList<Map<String, Object>>();
    for (var column : ClusterColumn.values()) {
      var isPlain = column == ClusterColumn.KNOWN;
      columns.add(
          Map.of(
              "name", column.word(),
              "index", column.place(),
              "normalization",
                  isPlain
                      ? "none"
                      : "x = %s; d = (x - median) / spread; 4 arsinh(d / 4)"
                          .formatted(scale(column.signal())),
              "range",
                  isPlain ? "0 or 1" : "rebuilt as seen up to 5 standard deviations from its mean",
              "description", column.what()));
    }
    return columns;
  }

  private static String scale(ClusterSignal signal) {
    return switch (signal) {
      case P50, P95, P99 -> "ln(%s)".formatted(signal.column());
      case QUEUE, PENDING, COMMITTED, LEADER -> "ln(1 + %s)".formatted(signal.column());
      case ACTIVE -> signal.column();
      case TAIL -> "ln(latency_p95_ms / latency_p50_ms)";
    };
  }
}
