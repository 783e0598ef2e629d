package io.novacron.dwcp.jobs.model.consensus;

import io.novacron.dwcp.evaluation.gate.GateEntry;
import io.novacron.dwcp.evaluation.gate.Measurable;
import io.novacron.dwcp.evaluation.leak.LeakConfig;
import io.novacron.dwcp.evaluation.metric.Evaluator;
import io.novacron.dwcp.evaluation.metric.EvaluatorConfig;
import io.novacron.dwcp.evaluation.oracle.EpisodeTruth;
import io.novacron.dwcp.evaluation.oracle.EpisodeTruthConfig;
import io.novacron.dwcp.features.cluster.ClusterColumn;
import io.novacron.dwcp.features.cluster.ClusterConfig;
import io.novacron.dwcp.features.cluster.ClusterFeatures;
import io.novacron.dwcp.features.split.SplitConfig;
import io.novacron.dwcp.jobs.export.AutoencoderSpec;
import io.novacron.dwcp.jobs.export.TensorSpec.Field;
import io.novacron.dwcp.jobs.training.alarm.AlarmColumns;
import io.novacron.dwcp.jobs.training.alarm.ScoredAlarms;
import io.novacron.dwcp.jobs.training.alarm.ThresholdSearch;
import io.novacron.dwcp.jobs.training.sequence.AutoencoderFit;
import java.util.Arrays;
import java.util.List;

/** The file {@code conf/models/consensus.conf}. */
public record ConsensusModelConfig(
    ClusterConfig features,
    EpisodeTruthConfig truth,
    SplitConfig split,
    AutoencoderConfig autoencoder,
    LeakConfig leak,
    EvaluatorConfig evaluation,
    List<GateEntry> gates) {

  /** What the detector's rows are judged by. */
  static final AlarmColumns ALARMS =
      new AlarmColumns(
          "cluster_id",
          "episode_id",
          "episode",
          List.of("kind", "severity", "consensus_type", "network_tier"));

  public ConsensusModelConfig {
    gates = List.copyOf(gates);
    requireColumns(autoencoder.scoring().lasting());
    // Read here, so that a bad metric, slice or gate is found before the night and not in it.
    new Measurable(
            new Evaluator(evaluation).names(),
            evaluation.slices().metrics(),
            evaluation.slices().datasets(),
            ALARMS.dimensions(),
            ScoredAlarms.DATASETS,
            ConsensusReferences.NAMES)
        .require(gates);
  }

  private static void requireColumns(AutoencoderFit.Settings.Lasting lasting) {
    var known = Arrays.stream(ClusterColumn.values()).map(ClusterColumn::word).toList();
    var strange = lasting.columns().stream().filter(name -> !known.contains(name)).toList();
    if (!strange.isEmpty()) {
      throw new IllegalArgumentException(
          "autoencoder.scoring.lasting.high, low: %s, not columns of a step; choose among %s"
              .formatted(strange, known));
    }
    if (lasting.steps() > ClusterFeatures.STEPS) {
      throw new IllegalArgumentException(
          "autoencoder.scoring.lasting.steps: %d; a window has %d"
              .formatted(lasting.steps(), ClusterFeatures.STEPS));
    }
  }

  ScoredAlarms scored() {
    return new ScoredAlarms(ALARMS, features.stepSeconds(), autoencoder.alarm().mergeGapS());
  }

  ThresholdSearch search() {
    return new ThresholdSearch(autoencoder.alarm(), features.stepSeconds(), ALARMS);
  }

  EpisodeTruth.Grid grid() {
    return new EpisodeTruth.Grid(features.stepSeconds(), features.decideAfterSeconds());
  }

  AutoencoderSpec spec() {
    var columns =
        Arrays.stream(ClusterColumn.values())
            .map(column -> new Field(column.word(), unit(column)))
            .toList();
    return new AutoencoderSpec(
        ConsensusTrainer.NAME,
        ClusterFeatures.STEPS,
        columns,
        autoencoder.hidden(),
        autoencoder.code());
  }

  private static String unit(ClusterColumn column) {
    return column == ClusterColumn.KNOWN ? "0 or 1" : "bent usual deviations";
  }
}
