package io.novacron.dwcp.jobs.model.bandwidth;

import io.novacron.dwcp.features.sequence.SequenceContract;
import io.novacron.dwcp.jobs.export.LstmModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The runtime's {@code model_metadata.json}, with the keys that it reads. Everything in it follows
 * from the model and its configuration; what a night measured stands in the model's card.
 */
final class RuntimeMetadata {

  private static final Map<String, String> VERSIONS = Map.of("datacenter", "v1", "internet", "v3");

  private final SequenceContract contract;
  private final BandwidthModelConfig config;

  RuntimeMetadata(SequenceContract contract, BandwidthModelConfig config) {
    this.contract = contract;
    this.config = config;
  }

  /**
   * @param newest end of the newest window that the fit saw
   */
  Map<String, Object> of(LstmModel network, BandwidthNotes notes, Instant newest) {
    var size = network.spec().size();
    var steps = contract.steps();
    var columns = contract.inputs().size();
    var metadata = new LinkedHashMap<String, Object>();
    metadata.put("version", Objects.requireNonNull(VERSIONS.get(contract.name())));
    metadata.put("created_at", newest.toString());
    metadata.put("model_type", "LSTM");
    metadata.put("framework", "pytorch");
    metadata.put("export_format", "onnx");
    metadata.put("opset_version", 15);
    metadata.put(
        "architecture",
        sorted(
            "input_shape", List.of("n", steps, columns),
            "output_shape", List.of("n", SequenceContract.TARGETS.size()),
            "layers", "%d x LSTM(%d)".formatted(size.layers(), size.hidden()),
            "total_parameters", network.parameters()));
    metadata.put("features", features());
    metadata.put("targets", targets());
    metadata.put("training_config", config.forecast());
    metadata.put(
        "performance_metrics",
        sorted("validation_loss", notes.validationLosses().get(notes.epoch() - 1)));
    metadata.put("training_data", sorted("table", "features_bandwidth_" + contract.name()));
    metadata.put(
        "deployment",
        sorted("file", BandwidthFiles.contractFile(contract), "batch", "any", "input", "input"));
    metadata.put("validation", sorted("golden", BandwidthFiles.CONTRACT_GOLDEN));
    metadata.put(
        "usage",
        "hand over the last %d steps, oldest first, each value divided as features say, unclipped; multiply the answers as targets say"
            .formatted(steps));
    return metadata;
  }

  private List<Map<String, Object>> features() {
    var features = new ArrayList<Map<String, Object>>();
    for (var input : contract.inputs()) {
      features.add(
          sorted(
              "name", input.channel().word(),
              "index", features.size(),
              "normalization", "divide by " + input.divisor(),
              "range", "from 0, not clipped",
              "description", input.channel().column().orElse("of the step, UTC")));
    }
    return features;
  }

  private List<Map<String, Object>> targets() {
    var targets = new ArrayList<Map<String, Object>>();
    for (var target : SequenceContract.TARGETS) {
      targets.add(
          sorted(
              "name",
              target.word(),
              "index",
              targets.size(),
              "denormalization",
              "multiply by " + contract.divisor(target),
              "description",
              "one step ahead"));
    }
    return targets;
  }

  /** Names and values in the order of the names: {@code Map.of} has another in every process. */
  private static Map<String, Object> sorted(Object... namesAndValues) {
    var sorted = new TreeMap<String, Object>();
    for (var i = 0; i < namesAndValues.length; i += 2) {
      sorted.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return sorted;
  }
}
