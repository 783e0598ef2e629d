package io.novacron.dwcp.jobs.step;

import io.novacron.dwcp.common.schema.EvaluationTables;
import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.jobs.training.Trainer;
import java.util.ArrayList;
import java.util.List;

/** Clean telemetry to each model's labels. */
record LabelStep(List<Trainer> trainers) implements Step {

  @Override
  public String name() {
    return "labels";
  }

  @Override
  public List<String> reads() {
    return trainers.stream()
        .flatMap(trainer -> trainer.labelSources().stream())
        .map(TableSpec::name)
        .distinct()
        .toList();
  }

  @Override
  public List<String> writes() {
    var names = new ArrayList<String>();
    names.add(EvaluationTables.ORACLE_CALIBRATION.name());
    trainers.forEach(trainer -> names.add(trainer.labelTable().name()));
    return List.copyOf(names);
  }

  @Override
  public StepReport run(RunContext context) {
    var sources = context.sources();
    var rows = 0L;
    var details = new ArrayList<String>();

    for (var trainer : context.trainers()) {
      var labelled = trainer.label(sources, context.run());

      var commit = context.commit(name(), Inputs.digest(context.store(), trainer.labelSources()));
      // Evidence first: a run that is killed in between finds it and makes the same labels again.
      labelled
          .evidence()
          .forEach((table, evidence) -> context.store().replaceRun(table, evidence, commit));
      context
          .store()
          .replaceDates(
              trainer.labelTable(), labelled.labels(), context.from(), context.to(), commit);
      rows += sources.read(trainer.labelTable()).count();
      details.add(trainer.name() + ": " + labelled.detail());
    }
    return StepReport.of(rows, rows, String.join("; ", details));
  }
}
