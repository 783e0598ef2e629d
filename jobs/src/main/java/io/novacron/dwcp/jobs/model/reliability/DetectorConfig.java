package io.novacron.dwcp.jobs.model.reliability;

import io.novacron.dwcp.features.set.FeatureColumn;
import io.novacron.dwcp.features.set.FeatureSets;
import io.novacron.dwcp.jobs.training.alarm.AlarmConfig;
import io.novacron.dwcp.jobs.training.alarm.IncidentConfig;
import java.io.Serializable;
import java.util.List;

/**
 * How the detector is fitted.
 *
 * @param trials forests that are tried; validation keeps the best
 * @param maxContamination largest share of a training part's windows that may lie in incidents
 * @param alarm how alarms are made of scores and what validation may spend on them
 * @param incidents what operators see of alarms
 * @param parityRows rows on which the published graph must agree with the forest
 * @param normalSample the sample for the runtime's own detector
 */
public record DetectorConfig(
    List<Trial> trials,
    double maxContamination,
    AlarmConfig alarm,
    IncidentConfig incidents,
    int parityRows,
    NormalSample.Size normalSample)
    implements Serializable {

  /**
   * One forest to try.
   *
   * @param name what it is called in the table of trials
   * @param inputs columns or families of {@link FeatureSets#RELIABILITY} that it sees
   */
  public record Trial(String name, List<String> inputs, ForestConfig forest)
      implements Serializable {

    public Trial {
      inputs = List.copyOf(inputs);
      var unknown =
          inputs.stream()
              .filter(
                  word ->
                      FeatureSets.RELIABILITY.columns().stream()
                          .noneMatch(column -> isMeant(word, column)))
              .toList();
      if (inputs.isEmpty() || !unknown.isEmpty()) {
        throw new IllegalArgumentException(
            "trials.%s.inputs: %s; name columns or families of features_reliability"
                .formatted(name, inputs.isEmpty() ? "none" : unknown));
      }
    }

    /** Whether the forest sees the column. */
    boolean sees(FeatureColumn column) {
      return inputs.stream().anyMatch(word -> isMeant(word, column));
    }

    private static boolean isMeant(String word, FeatureColumn column) {
      return word.equals(column.family()) || word.equals(column.name());
    }
  }

  public DetectorConfig {
    trials = List.copyOf(trials);
    if (trials.isEmpty() || trials.stream().map(Trial::name).distinct().count() != trials.size()) {
      throw new IllegalArgumentException("trials: none, or a name twice; name each one once");
    }
    if (!(maxContamination > 0 && maxContamination < 0.5)) {
      throw new IllegalArgumentException(
          "max-contamination: %s; set a share in (0, 0.5)".formatted(maxContamination));
    }
    if (parityRows < 1) {
      throw new IllegalArgumentException("parity-rows: %d; at least 1".formatted(parityRows));
    }
  }
}
