package io.novacron.dwcp.jobs.launch;

import io.novacron.dwcp.common.registry.Lock;
import io.novacron.dwcp.common.run.RunId;
import io.novacron.dwcp.common.table.TableStore;
import io.novacron.dwcp.jobs.generate.ConsensusGenerator;
import io.novacron.dwcp.jobs.generate.Generator;
import io.novacron.dwcp.jobs.generate.NodeGenerator;
import io.novacron.dwcp.jobs.generate.PathGenerator;
import io.novacron.dwcp.jobs.generate.Source;
import io.novacron.dwcp.jobs.operate.ReportInput;
import io.novacron.dwcp.jobs.step.RunLedger;
import io.novacron.dwcp.jobs.training.Run;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** One process's work on one lake: the lock, the session, and the nights one after another. */
final class NightRun implements AutoCloseable {

  private static final int GENERATE_TASKS = 4;
  private static final Duration LOG_INTERVAL = Duration.ofSeconds(15);

  private final NightPlan plan;
  private final PrintStream out;
  private final PrintStream err;
  private final Path lake;
  private final Lock lock;
  private final SparkSession spark;
  private final TableStore store;

  /** Since when the next night takes time: the first one counts the session and the landing too. */
  private long begun = System.nanoTime();

  private NightRun(NightPlan plan, PrintStream out, PrintStream err) {
    this.plan = plan;
    this.out = out;
    this.err = err;
    this.lake = Path.of(plan.suite().lake()).toAbsolutePath().normalize();
    // The lock costs nothing, a session seconds: a lake that is held or cannot be written says so
    // at once, and what was opened is closed again when the rest fails.
    this.lock = Lock.acquire(lake, new RunId(plan.runs().get(0).runId()));
    try {
      this.spark = Sessions.open(plan.suite().spark());
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
    try {
      this.store = new TableStore(spark, lake, plan.suite().tables());
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  static NightRun open(NightPlan plan, PrintStream out, PrintStream err) {
    return new NightRun(plan, out, err);
  }

  ExitCode generate() {
    if (reads(Generator.SOURCES)) {
      generateLinks();
    }
    if (reads(NodeGenerator.SOURCES)) {
      new NodeGenerator(spark, plan.suite().generate(), GENERATE_TASKS).run(lake);
    }
    if (reads(PathGenerator.SOURCES)) {
      new PathGenerator(spark, plan.suite().generate(), GENERATE_TASKS).run(lake);
    }
    if (reads(ConsensusGenerator.SOURCES)) {
      clusters().run(lake);
    }
    return ExitCode.DONE;
  }

  private void generateLinks() {
    var folders = PayloadOption.folders(plan.arguments(), lake.resolve("scratch"));
    var generator = new Generator(spark, plan.suite().generate(), GENERATE_TASKS);
    var traces = plan.arguments().option("traces");
    if (traces.isPresent()) {
      generator.runOnTraces(lake, folders, Path.of(traces.get()));
    } else {
      generator.run(lake, folders);
    }
  }

  private ConsensusGenerator clusters() {
    var suite = plan.suite();
    return new ConsensusGenerator(spark, suite.generate(), suite.simulate(), Integer.MAX_VALUE);
  }

  /**
   * The laboratory: clusters land, and the figures of its grid become tables.
   *
   * @param published folder of published runs; without one they are absent
   */
  ExitCode simulate(Optional<Path> published) {
    clusters().run(lake);
    // A lake holds no published runs.
    new Simulation(plan, spark, store).run(published.orElse(lake));
    return ExitCode.DONE;
  }

  /** Whether a model of the night reads one of these sources: others are not worth landing. */
  private boolean reads(List<Source> sources) {
    var tables = sources.stream().map(Source::table).toList();
    return plan.trainers().stream()
        .flatMap(
            trainer ->
                Stream.concat(trainer.featureSources().stream(), trainer.labelSources().stream()))
        .anyMatch(tables::contains);
  }

  ExitCode generateAndNight() {
    generate();
    return nights();
  }

  /** The planned steps of each night, and what is said at its end. */
  ExitCode nights() {
    return each(OneNight::runAndReport);
  }

  /** The planned steps of each night. */
  ExitCode steps() {
    return each(OneNight::run);
  }

  /** What the tables say of each night. */
  ExitCode report() {
    var code = ExitCode.DONE;
    for (var run : plan.runs()) {
      code = night(run, OneNight::report).or(code);
    }
    return code;
  }

  /** What the tables say of the only night. */
  ReportInput input() {
    return night(plan.runs().get(0), OneNight::input);
  }

  /** Oldest first, since a night is judged against the champion of those before it. */
  private ExitCode each(Function<OneNight, ExitCode> work) {
    var mode = RunMode.of(plan.arguments());
    var code = ExitCode.DONE;
    for (var run : plan.runs()) {
      if (mode == RunMode.FILL_GAPS && RunLedger.isDone(store, run.runId(), plan.steps())) {
        err.printf(
            "night of %s: run %s is done and is skipped; --run-mode force runs it again%n",
            run.date(), run.runId());
        continue;
      }
      if (plan.runs().size() > 1) {
        err.printf("night of %s: run %s%n", run.date(), run.runId());
      }
      code = night(run, work).or(code);
    }
    return code;
  }

  private <T> T night(Run run, Function<OneNight, T> work) {
    var progress = progress(err);
    var listener = new TaskProgress(progress, run.runId());
    spark.sparkContext().addSparkListener(listener);
    try {
      return work.apply(new OneNight(plan, run, store, spark, progress, out, begun));
    } finally {
      begun = System.nanoTime();
      spark.sparkContext().removeSparkListener(listener);
    }
  }

  // On the JDK 17 that this suite is built for, null is what says "no terminal".
  @SuppressWarnings("SystemConsoleNull")
  private static Progress progress(PrintStream err) {
    return System.console() == null
        ? Progress.inLines(err, System::nanoTime, LOG_INTERVAL)
        : Progress.onTerminal(err, System::nanoTime);
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
