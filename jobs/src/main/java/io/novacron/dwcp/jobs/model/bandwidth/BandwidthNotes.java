package io.novacron.dwcp.jobs.model.bandwidth;

import io.novacron.dwcp.evaluation.leak.ChosenSetting;
import java.util.List;

/**
 * What the fit decided beside the weights, stored with the model.
 *
 * @param decidedOn the part whose loss chose the epoch
 * @param epoch the epoch whose weights were kept, from 1
 * @param trainLosses loss of the training part by epoch
 * @param validationLosses loss of the validation part by epoch
 */
record BandwidthNotes(
    String decidedOn, int epoch, List<Double> trainLosses, List<Double> validationLosses) {

  /** What a fit decides beside its weights. */
  static final List<String> SETTINGS = List.of("epoch");

  BandwidthNotes {
    trainLosses = List.copyOf(trainLosses);
    validationLosses = List.copyOf(validationLosses);
  }

  List<ChosenSetting> chosen() {
    return SETTINGS.stream().map(name -> new ChosenSetting(name, decidedOn)).toList();
  }
}
