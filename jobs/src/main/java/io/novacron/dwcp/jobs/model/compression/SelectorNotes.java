package io.novacron.dwcp.jobs.model.compression;

import io.novacron.dwcp.evaluation.leak.ChosenSetting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the fit decided, stored with the model.
 *
 * @param decidedOn the part on which threshold, temperature and variant were chosen
 * @param threshold confidence below which the safe default is taken
 * @param temperature divisor of the margins
 * @param bestSingle the best single choice on the train part
 * @param variant {@code two-stage} or {@code plain}
 * @param trials search trials with their validation regret
 * @param importance gain by input
 */
record SelectorNotes(
    String decidedOn,
    double threshold,
    double temperature,
    String bestSingle,
    String variant,
    Map<String, Double> trials,
    Map<String, Double> importance) {

  /** What a fit decides beside its weights. */
  static final List<String> SETTINGS = List.of("threshold", "temperature", "variant");

  SelectorNotes {
    trials = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(trials));
    importance = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(importance));
  }

  static SelectorNotes none() {
    return new SelectorNotes("-", 0, 1, "zstd", "-", Map.of(), Map.of());
  }

  List<ChosenSetting> chosen() {
    return SETTINGS.stream().map(name -> new ChosenSetting(name, decidedOn)).toList();
  }

  Map<String, Map<String, Double>> curves() {
    return Map.of("trial", trials, "importance", importance);
  }
}
