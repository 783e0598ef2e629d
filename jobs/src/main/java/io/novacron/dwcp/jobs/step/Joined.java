package io.novacron.dwcp.jobs.step;

import io.novacron.dwcp.jobs.training.Trainer;
import io.novacron.dwcp.jobs.training.TrainingSet;

/** Opens the training set of a model from its committed tables. */
final class Joined {

  private Joined() {}

  static TrainingSet open(RunContext context, Trainer trainer) {
    var sources = context.sources();
    return TrainingSet.join(
        sources.read(trainer.inputs().tableSpec()),
        sources.read(trainer.labelTable()),
        trainer.inputs(),
        trainer.labelTable());
  }
}
