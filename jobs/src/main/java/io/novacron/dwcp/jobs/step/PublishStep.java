package io.novacron.dwcp.jobs.step;

import static org.apache.spark.sql.functions.col;

import io.novacron.dwcp.common.registry.Judgement;
import io.novacron.dwcp.common.registry.Publication;
import io.novacron.dwcp.common.schema.EvaluationTables;
import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.evaluation.gate.GateConfig;
import io.novacron.dwcp.evaluation.gate.GateRow;
import io.novacron.dwcp.evaluation.gate.Judge;
import io.novacron.dwcp.evaluation.gate.MeasuredDifference;
import io.novacron.dwcp.evaluation.gate.MeasuredValue;
import io.novacron.dwcp.evaluation.gate.Numbers;
import io.novacron.dwcp.evaluation.gate.Verdict;
import io.novacron.dwcp.evaluation.leak.LeakFinding;
import io.novacron.dwcp.jobs.card.InputTable;
import io.novacron.dwcp.jobs.card.ModelDocuments;
import io.novacron.dwcp.jobs.card.ModelFacts;
import io.novacron.dwcp.jobs.training.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Stored numbers to a verdict, and a blessed candidate to the champion; rows are never read. */
record PublishStep(List<Trainer> trainers) implements Step {

  private static final String STEP = "publish";

  @Override
  public String name() {
    return STEP;
  }

  @Override
  public List<String> reads() {
    return Stream.of(
            EvaluationTables.MODEL_CANDIDATES,
            EvaluationTables.LEAK_RESULTS,
            EvaluationTables.EVAL_METRICS,
            EvaluationTables.EVAL_PAIRWISE)
        .map(TableSpec::name)
        .toList();
  }

  @Override
  public List<String> writes() {
    return Stream.of(
            EvaluationTables.GATE_RESULTS,
            EvaluationTables.MODEL_VERSIONS,
            EvaluationTables.MODEL_ALIASES,
            EvaluationTables.MODEL_EVENTS)
        .map(TableSpec::name)
        .toList();
  }

  @Override
  public StepReport run(RunContext context) {
    var details = new ArrayList<String>();
    var numbersRead = 0L;
    for (var trainer : context.trainers()) {
      var numbers = numbers(context, trainer);
      numbersRead += numbers.values().size();
      var verdict = judge(context, trainer, numbers);
      details.add(publish(context, trainer, numbers, verdict));
    }
    return StepReport.of(numbersRead, details.size(), String.join("; ", details));
  }

  private static Verdict judge(RunContext context, Trainer trainer, Numbers numbers) {
    var champion =
        context
            .registry()
            .championBefore(context.stamp(), trainer.name())
            .map(version -> version.digest());
    var gates = GateConfig.of(context.settings().gates().getOrDefault(trainer.name(), List.of()));
    return Judge.judge(numbers, champion, gates, leaks(context, trainer));
  }

  private static List<LeakFinding> leaks(RunContext context, Trainer trainer) {
    return context
        .ofModel(EvaluationTables.LEAK_RESULTS, trainer)
        .orderBy("check")
        .collectAsList()
        .stream()
        .map(
            row ->
                new LeakFinding(
                    row.getAs("check"), row.<Boolean>getAs("passed"), row.getAs("detail")))
        .toList();
  }

  private static String publish(
      RunContext context, Trainer trainer, Numbers numbers, Verdict verdict) {
    var digest = candidate(context, trainer);
    writeGates(context, trainer, digest, verdict);
    var facts = facts(context, trainer, digest, numbers, verdict);
    var outcome =
        new Publication(context.registry(), trainer::problem)
            .publish(
                context.stamp(),
                context.registry().staged(trainer.name(), digest),
                new Judgement(verdict.word(), verdict.text(), ModelDocuments.of(facts)));
    return "%s %s: %s".formatted(trainer.name(), verdict.word(), outcome.reason());
  }

  private static void writeGates(
      RunContext context, Trainer trainer, String digest, Verdict verdict) {
    var run = context.run();
    var table = EvaluationTables.GATE_RESULTS;
    var rows =
        verdict.results().stream()
            .map(
                result ->
                    RowFactory.create(
                        new GateRow(run.runId(), run.date(), trainer.name(), digest, result)
                            .cells()
                            .toArray()))
            .toList();
    context
        .store()
        .replaceModelRun(
            table,
            context.spark().createDataFrame(rows, table.structType()).coalesce(1),
            trainer.name(),
            context.commit(STEP, verdict.digest()));
  }

  private static ModelFacts facts(
      RunContext context, Trainer trainer, String digest, Numbers numbers, Verdict verdict) {
    var settings = context.settings();
    return new ModelFacts(
        trainer.name(),
        digest,
        context.run(),
        settings.provenance().config(),
        settings.provenance().environment(),
        settings.gates().getOrDefault(trainer.name(), List.of()),
        inputs(context, trainer),
        numbers,
        verdict);
  }

  /** The tables behind the model, each once. */
  private static List<InputTable> inputs(RunContext context, Trainer trainer) {
    var store = context.store();
    return Stream.of(
            trainer.featureSources().stream(),
            trainer.labelSources().stream(),
            Stream.of(trainer.inputs().tableSpec(), trainer.labelTable()))
        .flatMap(tables -> tables)
        .distinct()
        .map(
            table ->
                new InputTable(table.name(), store.version(table), store.digest(table).orElse("-")))
        .toList();
  }

  private static String candidate(RunContext context, Trainer trainer) {
    return context
        .ofModel(EvaluationTables.MODEL_CANDIDATES, trainer)
        .where(col("split_seed").equalTo(0))
        .select("digest")
        .head()
        .getString(0);
  }

  private static Numbers numbers(RunContext context, Trainer trainer) {
    var values =
        context.ofModel(EvaluationTables.EVAL_METRICS, trainer).collectAsList().stream()
            .map(PublishStep::value)
            .toList();
    var differences =
        context.ofModel(EvaluationTables.EVAL_PAIRWISE, trainer).collectAsList().stream()
            .map(PublishStep::difference)
            .toList();
    return new Numbers(values, differences);
  }

  private static MeasuredValue value(Row row) {
    return new MeasuredValue(
        row.getAs("metric"),
        row.getAs("dataset"),
        row.getAs("slice"),
        row.getAs("scorer"),
        number(row, "value"),
        number(row, "ci_low"),
        number(row, "ci_high"),
        row.<Long>getAs("n"),
        row.getAs("method"));
  }

  private static MeasuredDifference difference(Row row) {
    return new MeasuredDifference(
        row.getAs("metric"),
        row.getAs("dataset"),
        row.getAs("scorer"),
        row.getAs("against"),
        number(row, "difference"),
        number(row, "ci_low"),
        number(row, "ci_high"),
        row.<Long>getAs("n"),
        row.getAs("method"));
  }

  private static OptionalDouble number(Row row, String column) {
    var index = row.fieldIndex(column);
    return row.isNullAt(index) ? OptionalDouble.empty() : OptionalDouble.of(row.getDouble(index));
  }
}
