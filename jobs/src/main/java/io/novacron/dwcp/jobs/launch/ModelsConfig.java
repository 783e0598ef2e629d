package io.novacron.dwcp.jobs.launch;

import io.novacron.dwcp.evaluation.gate.GateEntry;
import io.novacron.dwcp.evaluation.metric.EvaluatorConfig;
import io.novacron.dwcp.features.sequence.SequenceContract;
import io.novacron.dwcp.jobs.model.bandwidth.BandwidthModelsConfig;
import io.novacron.dwcp.jobs.model.bandwidth.BandwidthTrainer;
import io.novacron.dwcp.jobs.model.compression.CompressionModelConfig;
import io.novacron.dwcp.jobs.model.compression.CompressionTrainer;
import io.novacron.dwcp.jobs.model.consensus.ConsensusModelConfig;
import io.novacron.dwcp.jobs.model.consensus.ConsensusTrainer;
import io.novacron.dwcp.jobs.model.reliability.ReliabilityModelConfig;
import io.novacron.dwcp.jobs.model.reliability.ReliabilityTrainer;
import io.novacron.dwcp.jobs.training.Trainer;
import io.novacron.dwcp.jobs.training.sequence.Checkpoints;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every model that the suite can train: one line here is all that registers one.
 *
 * @param enabled names of those that nights know; {@code bandwidth} stands for both of its models
 * @param checkpoints folder in which unfinished trainings keep their epochs; empty: nowhere
 */
record ModelsConfig(
    List<String> enabled,
    String checkpoints,
    CompressionModelConfig compression,
    ReliabilityModelConfig reliability,
    BandwidthModelsConfig bandwidth,
    ConsensusModelConfig consensus) {

  private static final String BANDWIDTH = "bandwidth";
  private static final String DATACENTER = BandwidthTrainer.nameOf(SequenceContract.DATACENTER);
  private static final String INTERNET = BandwidthTrainer.nameOf(SequenceContract.INTERNET);

  ModelsConfig {
    enabled =
        enabled.stream()
            .flatMap(
                name -> name.equals(BANDWIDTH) ? Stream.of(DATACENTER, INTERNET) : Stream.of(name))
            .toList();
    var known =
        List.of(
            CompressionTrainer.NAME,
            ReliabilityTrainer.NAME,
            DATACENTER,
            INTERNET,
            ConsensusTrainer.NAME);
    if (enabled.isEmpty()
        || !known.containsAll(enabled)
        || Set.copyOf(enabled).size() < enabled.size()) {
      throw new IllegalArgumentException(
          "enabled: %s; name at least one of %s, each once".formatted(enabled, known));
    }
  }

  /** One trainer for each enabled model, in the order of the night. */
  List<Trainer> trainers() {
    var kept = checkpoints.isEmpty() ? Checkpoints.none() : Checkpoints.in(Path.of(checkpoints));
    return Stream.<Trainer>of(
            new CompressionTrainer(compression),
            new ReliabilityTrainer(reliability),
            new BandwidthTrainer(SequenceContract.DATACENTER, bandwidth.datacenter(), kept),
            new BandwidthTrainer(SequenceContract.INTERNET, bandwidth.internet(), kept),
            new ConsensusTrainer(consensus, kept))
        .filter(trainer -> enabled.contains(trainer.name()))
        .toList();
  }

  /** Gates by model. */
  Map<String, List<GateEntry>> gates() {
    return Map.of(
        CompressionTrainer.NAME,
        compression.gates(),
        ReliabilityTrainer.NAME,
        reliability.gates(),
        DATACENTER,
        bandwidth.datacenter().gates(),
        INTERNET,
        bandwidth.internet().gates(),
        ConsensusTrainer.NAME,
        consensus.gates());
  }

  /** Metrics and slices by model. */
  Map<String, EvaluatorConfig> evaluators() {
    return Map.of(
        CompressionTrainer.NAME,
        compression.evaluation(),
        ReliabilityTrainer.NAME,
        reliability.evaluation(),
        DATACENTER,
        bandwidth.datacenter().evaluation(),
        INTERNET,
        bandwidth.internet().evaluation(),
        ConsensusTrainer.NAME,
        consensus.evaluation());
  }
}
