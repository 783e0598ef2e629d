package io.novacron.dwcp.jobs.step;

import io.novacron.dwcp.common.error.UsageError;
import io.novacron.dwcp.jobs.training.Trainer;
import java.util.List;

/** The steps of a night in their order; each reads only what an earlier one wrote. */
public final class Night {

  private Night() {}

  /** All steps for these models. */
  public static List<Step> steps(List<Trainer> trainers) {
    return List.of(
        new IngestStep(trainers),
        new FeatureStep(trainers),
        new LabelStep(trainers),
        new TrainStep(trainers),
        new EvaluateStep(trainers),
        new PublishStep(trainers));
  }

  /**
   * The step of that name.
   *
   * @throws UsageError when there is none
   */
  public static Step step(List<Trainer> trainers, String name) {
    var steps = steps(trainers);
    return steps.stream()
        .filter(step -> step.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageError(
                    "Cannot run step: no step of that name: %s; use one of %s"
                        .formatted(name, steps.stream().map(Step::name).toList())));
  }
}
