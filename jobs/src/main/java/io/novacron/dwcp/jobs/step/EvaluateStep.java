package io.novacron.dwcp.jobs.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.schema.AlarmTables;
import io.novacron.dwcp.common.schema.EvaluationTables;
import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.common.table.CommitInfo;
import io.novacron.dwcp.evaluation.metric.Curves;
import io.novacron.dwcp.evaluation.metric.EvaluationRun;
import io.novacron.dwcp.evaluation.metric.Evaluator;
import io.novacron.dwcp.jobs.training.Trainer;
import io.novacron.dwcp.jobs.training.TrainingSet;
import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.storage.StorageLevel;

/** Candidates, champion, floors and ceilings on the same rows, and every number about them. */
record EvaluateStep(List<Trainer> trainers) implements Step {

  private static final String FURTHER_SEED = "test_seed_";

  @Override
  public String name() {
    return "evaluate";
  }

  @Override
  public List<String> reads() {
    return Stream.concat(
            Stream.of(EvaluationTables.MODEL_CANDIDATES.name()),
            trainers.stream()
                .flatMap(trainer -> Stream.of(trainer.inputs().tableSpec(), trainer.labelTable()))
                .map(TableSpec::name))
        .toList();
  }

  @Override
  public List<String> writes() {
    return Stream.of(
            EvaluationTables.SCORED_ROWS,
            AlarmTables.ALARMS,
            AlarmTables.EPISODES,
            EvaluationTables.EVAL_METRICS,
            EvaluationTables.EVAL_PAIRWISE,
            EvaluationTables.EVAL_CONFUSION,
            EvaluationTables.EVAL_CURVES)
        .map(TableSpec::name)
        .toList();
  }

  @Override
  public StepReport run(RunContext context) {
    var rows = 0L;
    var metrics = 0L;
    for (var trainer : context.trainers()) {
      var commit = context.commit(name(), Inputs.digest(context.store(), inputs(trainer)));
      writeScores(context, trainer, commit);
      var scored =
          context
              .ofModel(EvaluationTables.SCORED_ROWS, trainer)
              .persist(StorageLevel.MEMORY_AND_DISK());
      try {
        rows += scored.count();
        metrics += writeNumbers(context, trainer, scored, commit);
      } finally {
        scored.unpersist();
      }
    }
    return StepReport.of(rows, metrics, metrics + " numbers");
  }

  private void writeScores(RunContext context, Trainer trainer, CommitInfo commit) {
    var candidates = requireCandidates(context, trainer);
    var calling = calling(context, trainer, candidates.get(0));
    var opened = Joined.open(context, trainer);
    var joined = opened.with(opened.rows().persist(StorageLevel.MEMORY_AND_DISK()));
    var rows = joined.with(trainer.split(joined.rows(), 0));
    var scorers = scorers(context, trainer, rows, calling);
    for (var further : candidates.subList(1, candidates.size())) {
      scorers.add(() -> further(context, trainer, joined, further));
    }
    // Persisting analyses and optimises a scorer's plan, which is more work than running it.
    var scores =
        Parallel.map(scorers, scorer -> scorer.get().persist(StorageLevel.MEMORY_AND_DISK()));
    try {
      var all = scores.stream().reduce(Dataset::unionByName).orElseThrow();
      context.store().replaceModelRun(EvaluationTables.SCORED_ROWS, all, trainer.name(), commit);
      new AlarmWriter(context, trainer, commit).write(calling, rows);
    } finally {
      scores.forEach(Dataset::unpersist);
      joined.rows().unpersist();
    }
  }

  private static List<Row> requireCandidates(RunContext context, Trainer trainer) {
    var candidates = candidates(context, trainer);
    if (candidates.isEmpty()) {
      throw new DataError(
          "Cannot evaluate %s: run %s has no candidate; train it first, or name the run that did with --run-id"
              .formatted(trainer.name(), context.run().runId()));
    }
    return candidates;
  }

  /** The candidate to publish and the champion: whose alarms somebody may act on. */
  private static List<Calling> calling(RunContext context, Trainer trainer, Row candidate) {
    var registry = context.registry();
    String digest = candidate.getAs("digest");
    var calling = new ArrayList<Calling>();
    var staged = registry.staged(trainer.name(), digest).folder();
    calling.add(new Calling("candidate", digest, trainer.load(staged)));
    registry
        .championBefore(context.stamp(), trainer.name())
        .ifPresent(
            old ->
                calling.add(
                    new Calling(
                        "champion", old.digest(), trainer.load(registry.load(old).folder()))));
    return calling;
  }

  /** Rows of the candidate, of the champion and of floors and ceilings. */
  private static List<Supplier<Dataset<Row>>> scorers(
      RunContext context, Trainer trainer, TrainingSet rows, List<Calling> calling) {
    var scorers = new ArrayList<Supplier<Dataset<Row>>>();
    for (var one : calling) {
      scorers.add(
          () -> stamped(context, trainer, one.version(), one.model().score(rows), one.scorer()));
    }
    scorers.add(() -> stamped(context, trainer, "-", trainer.references(rows)));
    return scorers;
  }

  /** Rows of the candidate of a further split, of its test part only. */
  private static Dataset<Row> further(
      RunContext context, Trainer trainer, TrainingSet joined, Row candidate) {
    long split = candidate.getAs("split_seed");
    String digest = candidate.getAs("digest");
    var model = trainer.load(context.registry().staged(trainer.name(), digest).folder());
    var rows = joined.with(trainer.split(joined.rows(), split));
    var test = rows.with(rows.part(TrainingSet.TEST));
    return stamped(context, trainer, digest, model.score(test), "candidate")
        .withColumn("dataset", lit(FURTHER_SEED + split));
  }

  private static List<Row> candidates(RunContext context, Trainer trainer) {
    return context
        .ofModel(EvaluationTables.MODEL_CANDIDATES, trainer)
        .orderBy("split_seed")
        .collectAsList();
  }

  private static Dataset<Row> stamped(
      RunContext context, Trainer trainer, String version, Dataset<Row> scored, String scorer) {
    return stamped(context, trainer, version, scored.withColumn("scorer", lit(scorer)));
  }

  private static Dataset<Row> stamped(
      RunContext context, Trainer trainer, String version, Dataset<Row> scored) {
    var columns =
        EvaluationTables.SCORED_ROWS.columnNames().stream()
            .map(name -> col(name))
            .toArray(Column[]::new);
    return scored
        .withColumn("run_id", lit(context.run().runId()))
        .withColumn("ds", lit(Date.valueOf(context.run().date())))
        .withColumn("model", lit(trainer.name()))
        .withColumn("version", lit(version))
        .select(columns);
  }

  private long writeNumbers(
      RunContext context, Trainer trainer, Dataset<Row> scored, CommitInfo commit) {
    var run = context.run();
    var evaluator = new Evaluator(context.settings().evaluator(trainer.name()));
    var about = new EvaluationRun(run.runId(), run.date(), run.seed());
    var store = context.store();
    try (var measured = evaluator.over(scored, about).kept()) {
      Map<TableSpec, Supplier<Dataset<Row>>> numbers =
          Map.of(
              EvaluationTables.EVAL_METRICS,
              measured::metrics,
              EvaluationTables.EVAL_PAIRWISE,
              measured::pairwise,
              EvaluationTables.EVAL_CONFUSION,
              () -> Curves.confusion(scored, about),
              EvaluationTables.EVAL_CURVES,
              () -> Curves.curves(scored, about).unionByName(fitCurves(context, trainer)));
      // Each is more planning than work: side by side they fill both cores.
      Parallel.each(
          List.copyOf(numbers.entrySet()),
          table ->
              store.replaceModelRun(
                  table.getKey(), table.getValue().get(), trainer.name(), commit));
    }
    return context.ofModel(EvaluationTables.EVAL_METRICS, trainer).count();
  }

  private Dataset<Row> fitCurves(RunContext context, Trainer trainer) {
    var rows = new ArrayList<Row>();
    String digest = candidates(context, trainer).get(0).getAs("digest");
    var model = trainer.load(context.registry().staged(trainer.name(), digest).folder());
    var ds = Date.valueOf(context.run().date());
    model
        .curves()
        .forEach(
            (curve, points) -> {
              var x = 0.0;
              for (var point : points.entrySet()) {
                rows.add(
                    RowFactory.create(
                        context.run().runId(),
                        ds,
                        trainer.name(),
                        "candidate",
                        TrainingSet.VALIDATION,
                        curve,
                        point.getKey(),
                        x++,
                        point.getValue(),
                        0L));
              }
            });
    return context.spark().createDataFrame(rows, EvaluationTables.EVAL_CURVES.structType());
  }

  private static List<TableSpec> inputs(Trainer trainer) {
    return List.of(
        EvaluationTables.MODEL_CANDIDATES, trainer.inputs().tableSpec(), trainer.labelTable());
  }
}
