package io.novacron.dwcp.jobs.step;

import io.novacron.dwcp.common.run.Digests;
import io.novacron.dwcp.common.schema.EvaluationTables;
import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.common.table.Landing;
import io.novacron.dwcp.jobs.quality.Drift;
import io.novacron.dwcp.jobs.quality.QualityReport;
import io.novacron.dwcp.jobs.training.Trainer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Landing data to clean telemetry; every refused row goes to quarantine with its reason. */
record IngestStep(List<Trainer> trainers) implements Step {

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public List<String> reads() {
    return sources().map(source -> "landing:" + source).toList();
  }

  @Override
  public List<String> writes() {
    return Stream.concat(
            Stream.of(EvaluationTables.DQ_RESULTS.name(), EvaluationTables.DRIFT_RESULTS.name()),
            needed().flatMap(spec -> Stream.of(spec.name(), Tables.quarantineOf(spec).name())))
        .toList();
  }

  private Stream<TableSpec> needed() {
    return trainers.stream()
        .flatMap(
            trainer ->
                Stream.concat(trainer.featureSources().stream(), trainer.labelSources().stream()))
        .distinct();
  }

  private Stream<String> sources() {
    return needed().map(TableSpec::name);
  }

  @Override
  public StepReport run(RunContext context) {
    var wanted = needed().toList();
    var sources =
        context.settings().landing().sources().entrySet().stream()
            .filter(source -> wanted.contains(source.getValue().spec()))
            .sorted(Map.Entry.comparingByKey())
            .toList();
    var landing = new Landing(context.spark(), context.settings().landing());

    // Planning and committing keep the driver busy, not the cores: sources go side by side.
    var done = Parallel.map(sources, source -> new Intake(context, landing, source).run(name()));

    var spark = context.spark();
    var runId = context.run().runId();
    var commit = context.commit(name(), Digests.sha256(done.toString()));
    var drift = done.stream().flatMap(result -> result.drift().stream()).toList();
    var quality =
        new QualityReport(
            done.stream().flatMap(result -> result.quality().results().stream()).toList());
    context.store().replaceRun(EvaluationTables.DQ_RESULTS, quality.rows(spark, runId), commit);
    context
        .store()
        .replaceRun(EvaluationTables.DRIFT_RESULTS, Drift.rows(spark, runId, drift), commit);
    quality.requirePassed();
    return new StepReport(
        done.stream().mapToLong(Intake.Result::landed).sum(),
        done.stream().mapToLong(Intake.Result::clean).sum(),
        done.stream().mapToLong(Intake.Result::refused).sum(),
        done.stream().map(Intake.Result::detail).collect(Collectors.joining("; "))
            + quality.warning());
  }
}
