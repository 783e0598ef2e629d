package io.novacron.dwcp.jobs.step;

import io.novacron.dwcp.common.schema.EvaluationTables;
import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.common.table.Landing;
import io.novacron.dwcp.common.table.LandingConfig;
import io.novacron.dwcp.common.table.Quarantine;
import io.novacron.dwcp.features.clean.CleanRun;
import io.novacron.dwcp.features.clean.Cleaner;
import io.novacron.dwcp.jobs.training.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    var landing = new Landing(context.spark(), context.settings().landing());
    var total = new long[3];
    var details = new ArrayList<String>();
    var configured = new TreeMap<>(context.settings().landing().sources());
    context.progress().stage("ingest", wanted.size());
    for (var entry : configured.entrySet()) {
      if (wanted.contains(entry.getValue().spec())) {
        details.add(ingest(context, landing, entry, total));
        context.progress().advance(details.size());
      }
    }
    context.progress().done();
    return new StepReport(total[0], total[1], total[2], String.join("; ", details));
  }

  private String ingest(
      RunContext context,
      Landing landing,
      Map.Entry<String, LandingConfig.Source> source,
      long[] total) {
    var spec = source.getValue().spec();
    var landed = landing.read(source.getKey(), context.from(), context.to());
    var clean = context.settings().clean();
    var run = CleanRun.before(context.to(), context.run().runId(), clean);
    try (var cleaned = new Cleaner(source.getValue(), clean, run).clean(landed)) {
      var commit = context.commit(name(), cleaned.inputDigest());
      var store = context.store();
      store.replaceDates(spec, cleaned.clean(), context.from(), context.to(), commit);
      new Quarantine(store)
          .replaceDates(spec, cleaned.refused(), context.from(), context.to(), commit);
      new Quarantine(store).requireBalanced(spec, context.from(), context.to(), landed.count());
      total[0] += landed.count();
      total[1] += cleaned.cleanCount();
      total[2] += cleaned.refusedCount();
      return "%s %d clean, %d refused"
          .formatted(source.getKey(), cleaned.cleanCount(), cleaned.refusedCount());
    }
  }
}
