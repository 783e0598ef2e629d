package io.novacron.dwcp.jobs.step;

import io.novacron.dwcp.common.run.Digests;
import io.novacron.dwcp.common.run.Seeds;
import io.novacron.dwcp.common.schema.EvaluationTables;
import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.evaluation.leak.LeakCheck;
import io.novacron.dwcp.evaluation.leak.LeakFinding;
import io.novacron.dwcp.jobs.training.TrainedModel;
import io.novacron.dwcp.jobs.training.Trainer;
import io.novacron.dwcp.jobs.training.TrainingSet;
import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.storage.StorageLevel;

/** Features and labels to candidates: one to publish, and one for each further split seed. */
record TrainStep(List<Trainer> trainers) implements Step {

  @Override
  public String name() {
    return "train";
  }

  @Override
  public List<String> reads() {
    return trainers.stream()
        .flatMap(trainer -> Stream.of(trainer.inputs().tableSpec(), trainer.labelTable()))
        .map(TableSpec::name)
        .toList();
  }

  @Override
  public List<String> writes() {
    return List.of(EvaluationTables.LEAK_RESULTS.name(), EvaluationTables.MODEL_CANDIDATES.name());
  }

  @Override
  public StepReport run(RunContext context) {
    var candidates = new ArrayList<Row>();
    var rows = 0L;

    for (var trainer : context.trainers()) {
      var joined = Joined.open(context, trainer);
      var persisted = joined.rows().persist(StorageLevel.MEMORY_AND_DISK());
      try {
        rows += persisted.count();
        candidates.addAll(fit(context, trainer, joined.with(persisted)));
      } finally {
        persisted.unpersist();
      }
    }

    var table = EvaluationTables.MODEL_CANDIDATES;
    var commit = context.commit(name(), Inputs.digest(context.store(), inputs(context)));
    context
        .store()
        .replaceRun(table, context.spark().createDataFrame(candidates, table.structType()), commit);
    return StepReport.of(rows, candidates.size(), candidates.size() + " candidates fitted");
  }

  /** The candidate and the differently split ones side by side, once the data may be used. */
  private List<Row> fit(RunContext context, Trainer trainer, TrainingSet joined) {
    var guard = new LeakGuard(trainer, context.labelsKnownBy());
    var ofData = guard.ofData(joined.with(trainer.split(joined.rows(), 0)));
    if (!ofData.stream().allMatch(LeakFinding::passed)) {
      write(context, trainer, ofData);
    }
    LeakCheck.require(ofData);
    var splits = LongStream.range(0, context.settings().night().splitSeeds()).boxed().toList();
    return Parallel.map(
        splits,
        split -> {
          // Only what a fit may see: held five times, all rows would not fit into memory.
          var rows = joined.with(trainer.split(joined.rows(), split)).forFit();
          rows.rows().persist(StorageLevel.MEMORY_AND_DISK());
          try {
            var seed = Seeds.derive(context.run().seed(), trainer.name() + " split " + split);
            var model = trainer.fit(rows, seed);
            if (split == 0) {
              var all = new ArrayList<>(ofData);
              all.addAll(guard.ofModel(rows, model, seed));
              write(context, trainer, all);
            }
            return staged(context, trainer, model, split);
          } finally {
            rows.rows().unpersist();
          }
        });
  }

  private static Row staged(RunContext context, Trainer trainer, TrainedModel model, long split) {
    var staged = context.registry().stage(trainer.name(), model.files());
    return RowFactory.create(
        context.run().runId(),
        Date.valueOf(context.run().date()),
        trainer.name(),
        split,
        staged.digest(),
        staged.folder().toString());
  }

  private void write(RunContext context, Trainer trainer, List<LeakFinding> findings) {
    var table = EvaluationTables.LEAK_RESULTS;
    var run = context.run();
    var rows =
        findings.stream()
            .map(
                finding ->
                    RowFactory.create(
                        run.runId(),
                        Date.valueOf(run.date()),
                        trainer.name(),
                        finding.check(),
                        finding.passed(),
                        finding.detail()))
            .toList();
    var commit = context.commit(name(), Digests.sha256(findings.toString()));
    context
        .store()
        .replaceModelRun(table, context.store().frame(table, rows), trainer.name(), commit);
  }

  private static List<TableSpec> inputs(RunContext context) {
    return context.trainers().stream()
        .flatMap(trainer -> Stream.of(trainer.inputs().tableSpec(), trainer.labelTable()))
        .toList();
  }
}
