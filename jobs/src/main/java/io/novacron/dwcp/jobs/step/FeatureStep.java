package io.novacron.dwcp.jobs.step;

import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.jobs.training.Trainer;
import java.util.List;

/** Clean telemetry to each model's features. */
record FeatureStep(List<Trainer> trainers) implements Step {

  @Override
  public String name() {
    return "features";
  }

  @Override
  public List<String> reads() {
    return trainers.stream()
        .flatMap(trainer -> trainer.featureSources().stream())
        .map(TableSpec::name)
        .distinct()
        .toList();
  }

  @Override
  public List<String> writes() {
    return trainers.stream().map(trainer -> trainer.inputs().tableSpec().name()).toList();
  }

  @Override
  public StepReport run(RunContext context) {
    var sources = context.sources();
    var rows = 0L;

    for (var trainer : context.trainers()) {
      var features = trainer.features(sources.forFeatures(trainer.featureSources()));

      var commit = context.commit(name(), Inputs.digest(context.store(), trainer.featureSources()));
      var table = trainer.inputs().tableSpec();
      context.store().replaceDates(table, features, context.from(), context.to(), commit);
      rows += sources.read(table).count();
    }
    return StepReport.of(rows, rows, "features of " + String.join(", ", names()));
  }

  private List<String> names() {
    return trainers.stream().map(Trainer::name).toList();
  }
}
