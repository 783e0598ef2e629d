package io.novacron.dwcp.jobs.launch;

import io.novacron.dwcp.common.registry.Lock;
import io.novacron.dwcp.common.registry.Registry;
import io.novacron.dwcp.common.run.ConfigSnapshot;
import io.novacron.dwcp.common.run.RunId;
import io.novacron.dwcp.common.table.TableStore;
import io.novacron.dwcp.jobs.generate.Generator;
import io.novacron.dwcp.jobs.operate.Report;
import io.novacron.dwcp.jobs.operate.ReportData;
import io.novacron.dwcp.jobs.operate.ReportInput;
import io.novacron.dwcp.jobs.step.Night;
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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * One process's work on one lake: the session, the lock, the steps, and what is said at the end.
 */
final class NightRun implements AutoCloseable {

  private static final int GENERATE_TASKS = 4;
  private static final Duration LOG_INTERVAL = Duration.ofSeconds(15);

  private final Plan plan;
  private final PrintStream out;
  private final Lock lock;
  private final SparkSession spark;
  private final RunContext context;
  private final Instant started = Instant.now(Clock.systemUTC());
  private final long begun = System.nanoTime();

  /**
   * What will be done, before any session is opened.
   *
   * @param snapshot configuration of the night, without the lake's place
   */
  record Plan(
      Arguments arguments,
      SuiteConfig suite,
      ConfigSnapshot snapshot,
      Run run,
      List<Trainer> trainers) {

    NightRun open(PrintStream out, PrintStream err) {
      return new NightRun(this, out, err);
    }

    /** The steps with what they read and write, a line each. */
    List<String> describe() {
      return Night.steps(trainers).stream()
          .map(step -> "%s: %s -> %s".formatted(step.name(), step.reads(), step.writes()))
          .toList();
    }
  }

  /** The night's name: given, or from date, configuration and seed. */
  static Run run(Arguments arguments, SuiteConfig suite, ConfigSnapshot snapshot, LocalDate date) {
    var runId =
        arguments
            .option("run-id")
            .map(RunId::new)
            .orElseGet(() -> RunId.derive(date, snapshot.digest(), suite.seed()));
    return new Run(runId.value(), date, suite.seed());
  }

  private NightRun(Plan plan, PrintStream out, PrintStream err) {
    this.plan = plan;
    this.out = out;
    var lake = Path.of(plan.suite().lake()).toAbsolutePath().normalize();
    // The lock costs nothing, a session seconds: a lake that is held or cannot be written says so
    // at once, and what was opened is closed again when the rest fails.
    this.lock = Lock.acquire(lake, new RunId(plan.run().runId()));
    try {
      this.spark = Sessions.open(plan.suite().spark());
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
    try {
      this.context = context(plan, spark, lake, progress(err));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private static RunContext context(Plan plan, SparkSession spark, Path lake, Progress progress) {
    var suite = plan.suite();
    var store = new TableStore(spark, lake);
    spark.sparkContext().addSparkListener(new TaskProgress(progress, plan.run().runId()));
    return new RunContext(
        spark,
        lake,
        store,
        new Registry(store, spark, lake),
        plan.run(),
        plan.run().date().minusDays(suite.night().lookbackDays() - 1L),
        plan.run().date().plusDays(1),
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

  // On the JDK 17 that this suite is built for, null is what says "no terminal".
  @SuppressWarnings("SystemConsoleNull")
  private static Progress progress(PrintStream err) {
    return System.console() == null
        ? Progress.inLines(err, System::nanoTime, LOG_INTERVAL)
        : Progress.onTerminal(err, System::nanoTime);
  }

  ExitCode generate() {
    var folders = PayloadOption.folders(plan.arguments(), context.lake().resolve("scratch"));
    var generator = new Generator(spark, plan.suite().generate(), GENERATE_TASKS);
    var traces = plan.arguments().option("traces");
    if (traces.isPresent()) {
      generator.runOnTraces(context.lake(), folders, Path.of(traces.get()));
    } else {
      generator.run(context.lake(), folders);
    }
    return ExitCode.DONE;
  }

  ExitCode generateAndNight() {
    generate();
    return night();
  }

  ExitCode night() {
    new RunLedger(context, plan.snapshot(), started).run(chosen());
    return report();
  }

  ExitCode only(String step) {
    new RunLedger(context, plan.snapshot(), started)
        .run(List.of(Night.step(plan.trainers(), step)));
    return ExitCode.DONE;
  }

  private List<Step> chosen() {
    var steps = Night.steps(plan.trainers());
    var only = plan.arguments().option("only-step");
    if (only.isPresent()) {
      return List.of(Night.step(plan.trainers(), only.get()));
    }
    var from = plan.arguments().option("from-step");
    if (from.isPresent()) {
      var first = steps.indexOf(Night.step(plan.trainers(), from.get()));
      return steps.subList(first, steps.size());
    }
    return steps;
  }

  /** What the tables say of this run. */
  ReportInput input() {
    return ReportData.read(context.store(), request());
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
        "./submit/submit.sh night --lake %s --date %s --seed %d --run-id %s"
            .formatted(context.lake(), run.date(), run.seed(), run.runId()));
  }

  @Override
  public void close() {
    try {
      spark.stop();
    } finally {
      lock.close();
    }
  }
}
