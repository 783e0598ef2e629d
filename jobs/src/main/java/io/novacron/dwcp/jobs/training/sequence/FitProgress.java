package io.novacron.dwcp.jobs.training.sequence;

import java.util.ArrayList;
import java.util.List;

/**
 * How far a training is: all that the next epoch depends on.
 *
 * @param epochs epochs so far
 * @param current state after the last one
 * @param best state after the best one
 * @param bestEpoch its number from 1; 0 before the first
 */
record FitProgress(
    List<EpochReport> epochs, NetworkState current, NetworkState best, int bestEpoch) {

  FitProgress {
    epochs = List.copyOf(epochs);
  }

  static FitProgress start(NetworkState state) {
    return new FitProgress(List.of(), state, state, 0);
  }

  /** One epoch later. */
  FitProgress after(EpochReport report, NetworkState state, double minImprovement) {
    var reports = new ArrayList<>(epochs);
    reports.add(report);
    var isBetter =
        bestEpoch == 0
            || report.validationLoss()
                < epochs.get(bestEpoch - 1).validationLoss() * (1 - minImprovement);
    return isBetter
        ? new FitProgress(reports, state, state, report.epoch())
        : new FitProgress(reports, state, best, bestEpoch);
  }

  /** Whether there is no further epoch. */
  boolean isDone(SequenceFitConfig.Epochs limits) {
    return epochs.size() >= limits.most() || epochs.size() - bestEpoch >= limits.patience();
  }

  List<Double> losses() {
    return epochs.stream().map(EpochReport::validationLoss).toList();
  }
}
