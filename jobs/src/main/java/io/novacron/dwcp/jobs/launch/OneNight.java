package io.novacron.dwcp.jobs.launch;

import io.novacron.dwcp.common.registry.Registry;
import io.novacron.dwcp.common.table.TableStore;
import io.novacron.dwcp.jobs.operate.Report;
import io.novacron.dwcp.jobs.operate.ReportData;
import io.novacron.dwcp.jobs.operate.ReportInput;
import io.novacron.dwcp.jobs.step.Night;
import io.novacron.dwcp.jobs.step.ProgressSink;
import io.novacron.dwcp.jobs.step.Provenance;
import io.novacron.dwcp.jobs.step.RunContext;
import io.novacron.dwcp.jobs.step.RunLedger;
import io.novacron.dwcp.jobs.step.Step;
import io.novacron.dwcp.jobs.step.StepSettings;
import io.novacron.dwcp.jobs.training.Run;
import io.novacron.dwcp.jobs.training.Trainer;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.apache.spark.sql.SparkSession;

/** One night on an open lake: its steps, and what is said at the end. */
final class OneNight {

  private final NightPlan plan;
  private final PrintStream out;
  private final RunContext context;
  private final Instant started = Instant.now(Clock.systemUTC());
  private final long begun;

  OneNight(
      NightPlan plan,
      Run run,
      TableStore store,
      SparkSession spark,
      ProgressSink progress,
      PrintStream out,
      long begun) {
    this.plan = plan;
    this.out = out;
    this.begun = begun;
    var suite = plan.suite();
    var lake = Path.of(suite.lake()).toAbsolutePath().normalize();
    this.context =
        new RunContext(
            spark,
            lake,
            store,
            new Registry(store, spark, lake),
            run,
            plan.lookbackOf(run),
            run.date().plusDays(1),
            plan.trainers(),
            new StepSettings(
                suite.night(),
                suite.landing(),
                suite.clean(),
                suite.quality(),
                suite.models().gates(),
                suite.models().evaluators(),
                new Provenance(plan.snapshot(), Environment.describe(spark))),
            progress);
  }

  /** The planned steps. */
  ExitCode run() {
    new RunLedger(context, plan.snapshot(), started).run(plan.steps());
    return ExitCode.DONE;
  }

  ExitCode runAndReport() {
    run();
    return report();
  }

  /** What the tables say of this night's models. */
  ReportInput input() {
    var input = ReportData.read(context.store(), request());
    return choosesModels() ? input.of(request().models()) : input;
  }

  /** Writes the page, prints the verdict table or object, and tells whether a model was refused. */
  ExitCode report() {
    var input = input();
    var file = context.lake().resolve("reports").resolve(context.run().runId() + ".html");
    new Report().write(input, file);
    var seconds = (System.nanoTime() - begun) / 1e9;
    if (plan.arguments().option("output").filter("json"::equals).isPresent()) {
      out.println(VerdictJson.of(input, file, seconds));
    } else {
      out.println(VerdictTable.of(input));
      out.println(file);
    }
    var refused = input.models().stream().anyMatch(model -> !model.judgement().blessed());
    return refused && plan.arguments().has("fail-on-reject") ? ExitCode.REJECTED : ExitCode.DONE;
  }

  private ReportData.Request request() {
    var run = context.run();
    return new ReportData.Request(
        run.runId(),
        plan.trainers().stream().map(Trainer::name).toList(),
        Night.steps(plan.trainers()).stream().map(Step::name).toList(),
        run.seed(),
        context.lake().toString(),
        "./submit/submit.sh night --lake %s --date %s --seed %d --run-id %s -D night.lookback-days=%d%s"
            .formatted(
                context.lake(),
                run.date(),
                run.seed(),
                run.runId(),
                plan.suite().night().lookbackDays(),
                choosesModels() ? " --models " + NightPlan.names(plan.trainers()) : ""));
  }

  private boolean choosesModels() {
    return plan.arguments().has("models") || plan.arguments().has("model");
  }
}
