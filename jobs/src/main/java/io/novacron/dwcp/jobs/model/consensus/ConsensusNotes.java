package io.novacron.dwcp.jobs.model.consensus;

import io.novacron.dwcp.evaluation.leak.ChosenSetting;
import io.novacron.dwcp.jobs.training.alarm.AlarmRule;
import java.util.List;
import java.util.Map;

/**
 * What the fit decided beside the weights, stored with the model.
 *
 * @param decidedOn the part on which epoch, errors' weights and alarm rule were chosen
 * @param epoch the epoch whose weights were kept, from 1
 * @param trainLosses loss of the training part's normal windows by epoch
 * @param validationLosses loss of the validation part's normal windows by epoch
 * @param decides whether there is an alarm rule; without an episode to choose one on there is none
 * @param threshold least score that can raise an alarm
 * @param raiseAfter windows in a row that raise one
 * @param releaseMargin how far below the threshold an alarm goes on
 */
record ConsensusNotes(
    String decidedOn,
    int epoch,
    List<Double> trainLosses,
    List<Double> validationLosses,
    boolean decides,
    double threshold,
    int raiseAfter,
    double releaseMargin) {

  /** What a fit decides beside its weights. */
  static final List<String> SETTINGS =
      List.of("epoch", "error-weights", "threshold", "raise-after");

  ConsensusNotes {
    trainLosses = List.copyOf(trainLosses);
    validationLosses = List.copyOf(validationLosses);
  }

  /** The rule for the scorer, or none. */
  Map<String, AlarmRule> rules(String scorer) {
    return decides ? Map.of(scorer, new AlarmRule(threshold, raiseAfter, releaseMargin)) : Map.of();
  }

  List<ChosenSetting> chosen() {
    return SETTINGS.stream().map(name -> new ChosenSetting(name, decidedOn)).toList();
  }
}
