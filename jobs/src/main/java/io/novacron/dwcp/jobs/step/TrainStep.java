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

  /** The candidate itself, then the differently split ones side by side. */
  private List<Row> fit(RunContext context, Trainer trainer, TrainingSet joined) {
    var candidates = new ArrayList<Row>();
    candidates.add(candidate(context, trainer, joined, 0));
    var others = LongStream.range(1, context.settings().night().splitSeeds()).boxed().toList();
    candidates.addAll(Parallel.map(others, split -> candidate(context, trainer, joined, split)));
    return candidates;
  }

  private Row candidate(RunContext context, Trainer trainer, TrainingSet joined, long split) {
    var rows = joined.with(trainer.split(joined.rows(), split));
    var seed = Seeds.derive(context.run().seed(), trainer.name() + " split " + split);
    var model = split == 0 ? guarded(context, trainer, rows, seed) : fit(trainer, rows, seed);
    var staged = context.registry().stage(trainer.name(), model.files());
    return RowFactory.create(
        context.run().runId(),
        Date.valueOf(context.run().date()),
        trainer.name(),
        split,
        staged.digest(),
        staged.folder().toString());
  }

  private static TrainedModel fit(Trainer trainer, TrainingSet rows, long seed) {
    return trainer.fit(rows.forFit(), seed);
  }

  /** Fits between the leak checks; what they find of the data stops here, the rest at the judge. */
  private TrainedModel guarded(RunContext context, Trainer trainer, TrainingSet rows, long seed) {
    var guard = new LeakGuard(trainer, context.labelsKnownBy());
    var ofData = guard.ofData(rows);
    if (!ofData.stream().allMatch(LeakFinding::passed)) {
      write(context, trainer, ofData);
    }
    LeakCheck.require(ofData);
    var model = fit(trainer, rows, seed);
    var all = new ArrayList<>(ofData);
    all.addAll(guard.ofModel(rows, model, seed));
    write(context, trainer, all);
    return model;
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
