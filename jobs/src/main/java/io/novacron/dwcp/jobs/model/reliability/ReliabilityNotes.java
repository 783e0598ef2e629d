package io.novacron.dwcp.jobs.model.reliability;

import io.novacron.dwcp.evaluation.leak.ChosenSetting;
import io.novacron.dwcp.jobs.training.alarm.AlarmRule;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the fit decided beside the forest, stored with the model.
 *
 * @param decidedOn the part on which trial and alarm rule were chosen
 * @param trial name of the forest that was kept
 * @param decides whether there is an alarm rule; without an incident to choose one on there is none
 * @param threshold least score that can raise an alarm
 * @param raiseAfter windows in a row that raise one
 * @param releaseMargin how far below the threshold an alarm goes on
 * @param contamination share of the train part's windows that lie in incidents
 * @param trials event recall on validation by trial
 */
record ReliabilityNotes(
    String decidedOn,
    String trial,
    boolean decides,
    double threshold,
    int raiseAfter,
    double releaseMargin,
    double contamination,
    Map<String, Double> trials) {

  /** What a fit decides beside its trees. */
  static final List<String> SETTINGS = List.of("threshold", "raise-after", "trial");

  ReliabilityNotes {
    trials = Collections.unmodifiableMap(new LinkedHashMap<>(trials));
  }

  /** The rule for the scorer, or none. */
  Map<String, AlarmRule> rules(String scorer) {
    return decides ? Map.of(scorer, new AlarmRule(threshold, raiseAfter, releaseMargin)) : Map.of();
  }

  List<ChosenSetting> chosen() {
    return SETTINGS.stream().map(name -> new ChosenSetting(name, decidedOn)).toList();
  }
}
