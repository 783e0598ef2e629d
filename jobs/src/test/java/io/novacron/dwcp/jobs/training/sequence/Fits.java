package io.novacron.dwcp.jobs.training.sequence;

import io.novacron.dwcp.jobs.training.sequence.SequenceFitConfig.Adam;
import io.novacron.dwcp.jobs.training.sequence.SequenceFitConfig.Epochs;
import io.novacron.dwcp.jobs.training.sequence.SequenceFitConfig.Schedule;
import io.novacron.dwcp.jobs.training.sequence.SequenceFitConfig.Shape;
import io.novacron.dwcp.jobs.training.sequence.SequenceFitConfig.Spread;

/** Small trainings for tests. */
final class Fits {

  static final double RATE = 0.01;

  private Epochs epochs = new Epochs(4, 4, 0);
  private Schedule schedule = new Schedule(Shape.CONSTANT, 0, 1, 1, 1);
  private Spread spread = new Spread(2, 1, 0);
  private double rate = RATE;

  private Fits() {}

  static Fits config() {
    return new Fits();
  }

  Fits with(Schedule changed) {
    schedule = changed;
    return this;
  }

  Fits with(Spread changed) {
    spread = changed;
    return this;
  }

  Fits epochs(int most) {
    epochs = new Epochs(most, most, 0);
    return this;
  }

  Fits rate(double changed) {
    rate = changed;
    return this;
  }

  SequenceFitConfig build() {
    return new SequenceFitConfig(
        epochs, 32, new Adam(rate, 0.9, 0.999, 1e-8, 0.01, 1), schedule, spread);
  }
}
