package io.novacron.dwcp.jobs.launch;

import com.typesafe.config.Config;
import io.novacron.dwcp.common.config.ConfigReader;
import io.novacron.dwcp.common.error.UsageError;
import io.novacron.dwcp.common.run.ConfigSnapshot;
import io.novacron.dwcp.jobs.operate.ReportInput;
import io.novacron.dwcp.jobs.operate.Views;
import io.novacron.dwcp.jobs.training.Trainer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** What each subcommand does: configuration, session, work, and what is said at the end. */
final class Commands {

  private static final String DEMO = "demo";
  private static final String SIMULATE = "simulate-consensus";
  private static final List<String> STEPS =
      List.of("ingest", "features", "labels", "train", "evaluate", "publish");

  /** Where nothing is generated first and a plan of nights is asked for. */
  private static final List<String> NIGHTLY =
      Stream.concat(STEPS.stream(), Stream.of("night", "report")).toList();

  private final PrintStream out;
  private final PrintStream err;
  private final Function<ModelsConfig, List<Trainer>> models;

  /**
   * @param models makes the models that can be trained from their configuration
   */
  Commands(PrintStream out, PrintStream err, Function<ModelsConfig, List<Trainer>> models) {
    this.out = out;
    this.err = err;
    this.models = models;
  }

  ExitCode run(Arguments arguments) {
    requireNightly(arguments, "from", NIGHTLY);
    requireNightly(arguments, "to", NIGHTLY);
    requireNightly(arguments, "run-mode", NIGHTLY.subList(0, NIGHTLY.size() - 1));
    RunMode.of(arguments);
    var overrides = new LinkedHashMap<>(arguments.overrides());
    if (arguments.command().equals(DEMO) && !overrides.containsKey("lake")) {
      overrides.put("lake", freshLake());
    }
    var config = load(arguments, overrides);
    var suite = ConfigReader.read(config, SuiteConfig.class);
    return switch (arguments.command()) {
      case "config" -> config(arguments, config);
      case "views" -> views(suite);
      case "benchmark" ->
          new Benchmarks(out, suite, (payloads, lake) -> nightOn(arguments, payloads, lake))
              .run(arguments);
      default -> inSession(arguments, config, suite);
    };
  }

  private static Config load(Arguments arguments, Map<String, String> overrides) {
    var files = arguments.confFiles().stream().map(Path::of).toList();
    return arguments.command().equals(DEMO)
        ? ConfigReader.load(DEMO + ".conf", files, overrides)
        : ConfigReader.load(files, overrides);
  }

  private ExitCode config(Arguments arguments, Config config) {
    if (arguments.has("show")) {
      ConfigReader.show(config).forEach(out::println);
    } else {
      out.println("configuration is valid: " + ConfigReader.digest(config));
    }
    return ExitCode.DONE;
  }

  private ExitCode views(SuiteConfig suite) {
    Views.statements(Path.of(suite.lake())).forEach(sql -> out.println(sql + ";\n"));
    return ExitCode.DONE;
  }

  private ExitCode inSession(Arguments arguments, Config config, SuiteConfig suite) {
    var plan = plan(arguments, suite, ConfigReader.snapshot(withoutLake(config)));
    if (arguments.has("dry-run")) {
      plan.describe().forEach(out::println);
      return ExitCode.DONE;
    }
    if (arguments.command().equals(SIMULATE)) {
      return simulate(arguments, plan);
    }
    try (var lake = NightRun.open(plan, out, err)) {
      return switch (arguments.command()) {
        case DEMO -> lake.generateAndNight();
        case "generate" -> lake.generate();
        case "night" -> lake.nights();
        case "report" -> lake.report();
        default -> lake.steps();
      };
    }
  }

  private ExitCode simulate(Arguments arguments, NightPlan plan) {
    var published = arguments.option("data").map(data -> Simulation.published(Path.of(data)));
    try (var lake = NightRun.open(plan, out, err)) {
      return lake.simulate(published);
    }
  }

  /** An option that would do nothing is refused. */
  private static void requireNightly(Arguments arguments, String option, List<String> commands) {
    if (arguments.has(option) && !commands.contains(arguments.command())) {
      throw new UsageError(
          "Cannot use --%s: it has no effect on: %s; use it with one of %s"
              .formatted(option, arguments.command(), String.join(", ", commands)));
    }
  }

  private NightPlan plan(Arguments arguments, SuiteConfig suite, ConfigSnapshot snapshot) {
    var dates = Dates.of(arguments, () -> date(arguments, suite));
    return NightPlan.of(arguments, suite, snapshot, dates, models.apply(suite.models()));
  }

  /** A demo's night on real files, which prints nothing; what its tables say afterwards. */
  private ReportInput nightOn(Arguments given, Path payloads, Path lake) {
    var arguments =
        new Arguments(
                DEMO, Map.of("payloads", payloads.toString()), given.confFiles(), given.overrides())
            .withOverride("lake", lake.toString());
    var config = load(arguments, arguments.overrides());
    var suite = ConfigReader.read(config, SuiteConfig.class);
    var snapshot = ConfigReader.snapshot(withoutLake(config));
    var silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    try (silent;
        var run = NightRun.open(plan(arguments, suite, snapshot), silent, err)) {
      run.generateAndNight();
      return run.input();
    }
  }

  /** The places of lake and landing are no part of what makes a night the same night. */
  private static Config withoutLake(Config config) {
    return config.withoutPath("lake").withoutPath("landing.root").withoutPath("models.checkpoints");
  }

  /** The date of a night for which none is named. */
  private static LocalDate date(Arguments arguments, SuiteConfig suite) {
    return switch (arguments.command()) {
      case DEMO, "generate", SIMULATE ->
          suite.generate().first().plusDays(suite.generate().days() - 1L);
      default -> LocalDate.now(Clock.systemUTC()).minusDays(1);
    };
  }

  private static String freshLake() {
    try {
      return Files.createTempDirectory("dwcp-demo-").toString();
    } catch (IOException e) {
      throw new UsageError(
          "Cannot make a lake for the demo: no temporary folder; name one with --lake", e);
    }
  }
}
