package io.novacron.dwcp.jobs.launch;

import com.typesafe.config.Config;
import io.novacron.dwcp.common.config.ConfigReader;
import io.novacron.dwcp.common.error.UsageError;
import io.novacron.dwcp.common.run.ConfigSnapshot;
import io.novacron.dwcp.jobs.operate.ReportInput;
import io.novacron.dwcp.jobs.training.Trainer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What each subcommand does: configuration, session, work, and what is said at the end. */
final class Commands {

  private static final List<String> STEPS =
      List.of("ingest", "features", "labels", "train", "evaluate", "publish");

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
    var overrides = new LinkedHashMap<>(arguments.overrides());
    if (arguments.command().equals("demo") && !overrides.containsKey("lake")) {
      overrides.put("lake", freshLake());
    }
    var config =
        ConfigReader.load(arguments.confFiles().stream().map(Path::of).toList(), overrides);
    var suite = ConfigReader.read(config, SuiteConfig.class);
    return switch (arguments.command()) {
      case "config" -> config(arguments, config);
      case "benchmark" ->
          new Benchmarks(out, suite, (payloads, lake) -> nightOn(arguments, payloads, lake))
              .run(arguments);
      default -> inSession(arguments, config, suite);
    };
  }

  private ExitCode config(Arguments arguments, Config config) {
    if (arguments.has("show")) {
      ConfigReader.show(config).forEach(out::println);
    } else {
      out.println("configuration is valid: " + ConfigReader.digest(config));
    }
    return ExitCode.DONE;
  }

  private ExitCode inSession(Arguments arguments, Config config, SuiteConfig suite) {
    var work = plan(arguments, suite, ConfigReader.snapshot(withoutLake(config)));
    if (arguments.has("dry-run")) {
      work.describe().forEach(out::println);
      return ExitCode.DONE;
    }
    try (var night = work.open(out, err)) {
      return switch (arguments.command()) {
        case "demo" -> night.generateAndNight();
        case "generate" -> night.generate();
        case "night" -> night.night();
        case "report" -> night.report();
        default -> night.only(stepOf(arguments.command()));
      };
    }
  }

  private NightRun.Plan plan(Arguments arguments, SuiteConfig suite, ConfigSnapshot snapshot) {
    var run = NightRun.run(arguments, suite, snapshot, date(arguments, suite));
    return new NightRun.Plan(arguments, suite, snapshot, run, trainers(arguments, suite.models()));
  }

  private List<Trainer> trainers(Arguments arguments, ModelsConfig config) {
    var wanted = arguments.option("models").map(names -> List.of(names.split(",")));
    return Trainers.named(models.apply(config), wanted);
  }

  /** A demo's night on real files, which prints nothing; what its tables say afterwards. */
  private ReportInput nightOn(Arguments given, Path payloads, Path lake) {
    var arguments =
        new Arguments(
                "demo",
                Map.of("payloads", payloads.toString()),
                given.confFiles(),
                given.overrides())
            .withOverride("lake", lake.toString());
    var config =
        ConfigReader.load(
            arguments.confFiles().stream().map(Path::of).toList(), arguments.overrides());
    var suite = ConfigReader.read(config, SuiteConfig.class);
    var snapshot = ConfigReader.snapshot(withoutLake(config));
    var silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    try (silent;
        var run = plan(arguments, suite, snapshot).open(silent, err)) {
      run.generateAndNight();
      return run.input();
    }
  }

  private static String stepOf(String command) {
    if (!STEPS.contains(command)) {
      throw new UsageError("Cannot start: unknown subcommand: " + command + "; see --help");
    }
    return command;
  }

  /** The places of lake and landing are no part of what makes a night the same night. */
  private static Config withoutLake(Config config) {
    return config.withoutPath("lake").withoutPath("landing.root");
  }

  private static LocalDate date(Arguments arguments, SuiteConfig suite) {
    var given = arguments.option("date");
    if (given.isEmpty()) {
      return switch (arguments.command()) {
        case "demo", "generate" -> suite.generate().first().plusDays(suite.generate().days() - 1L);
        default -> LocalDate.now(Clock.systemUTC()).minusDays(1);
      };
    }
    try {
      return LocalDate.parse(given.get());
    } catch (DateTimeParseException e) {
      throw new UsageError(
          "Cannot read --date: not a date: " + given.get() + "; write it as yyyy-MM-dd", e);
    }
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
