package io.novacron.dwcp.jobs.training.sequence;

import java.util.List;

/**
 * The learning rate of an epoch: a function of the configuration and of the validation losses so
 * far alone, so that a resumed training goes on with the same rates.
 */
record LearningRate(SequenceFitConfig config) {

  /**
   * The rate of the epoch after {@code losses}.
   *
   * @param losses validation losses of the epochs before, oldest first
   */
  double next(List<Double> losses) {
    var epoch = losses.size();
    var schedule = config.schedule();
    var initial = config.adam().learningRate();
    if (epoch < schedule.warmupEpochs()) {
      return initial * (epoch + 1) / (schedule.warmupEpochs() + 1);
    }
    double share =
        switch (schedule.shape()) {
          case CONSTANT -> 1;
          case COSINE -> cosine(epoch);
          case PLATEAU -> plateau(losses);
        };
    return initial * Math.max(schedule.floor(), share);
  }

  private double cosine(int epoch) {
    var schedule = config.schedule();
    double length = Math.max(1, config.epochs().most() - schedule.warmupEpochs());
    var done = Math.min(1, (epoch - schedule.warmupEpochs()) / length);
    return schedule.floor() + (1 - schedule.floor()) * 0.5 * (1 + StrictMath.cos(Math.PI * done));
  }

  private double plateau(List<Double> losses) {
    double share = 1;
    double best = Double.POSITIVE_INFINITY;
    var rested = 0;
    for (double loss : losses) {
      if (loss < best * (1 - config.epochs().minImprovement())) {
        best = loss;
        rested = 0;
      } else if (++rested == config.schedule().rest()) {
        share *= config.schedule().factor();
        rested = 0;
      }
    }
    return share;
  }
}
