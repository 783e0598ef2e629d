package io.novacron.dwcp.jobs.launch;

import io.novacron.dwcp.common.error.UsageError;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import scala.Tuple2;
import scala.collection.JavaConverters;
import scala.runtime.BoxedUnit;
import scala.util.Either;
import scopt.OptionParser;
import scopt.Read;
import scopt.Read$;

/** The grammar of the command line; faults are collected and reported together. */
final class CommandLine extends OptionParser<Arguments> {

  static final String VERSION = "0.1.0";

  /** Subcommand to what it does, in the order of a night. */
  static final Map<String, String> COMMANDS = commands();

  private static final Read<String> TEXT = Read$.MODULE$.stringRead();
  private static final Read<BoxedUnit> SWITCH = Read$.MODULE$.unitRead();

  private final PrintStream out;
  private final List<String> faults = new ArrayList<>();

  CommandLine(PrintStream out) {
    super("submit.sh");
    this.out = out;
    head(JavaConverters.asScalaBuffer(List.of("dwcp-training", VERSION)));
    COMMANDS.forEach((name, text) -> cmd(name).text(text).action((unit, a) -> command(a, name)));
    note("\nWhere and when");
    key("lake", "lake", "DIR", "folder of the lake");
    option("date", "yyyy-MM-dd", "the night's date, UTC; default: yesterday");
    option("from", "yyyy-MM-dd", "night, a step or report: first date of a range of nights");
    option("to", "yyyy-MM-dd", "last date of the range");
    option("run-id", "ID", "name of the run; default: from date, configuration and seed");
    option(
        "run-mode",
        "fill-gaps|force",
        "skip nights that are done, or run them again; default: force");
    option("only-step", "NAME", "night: run this step only");
    option("from-step", "NAME", "night: start at this step");
    flag("dry-run", "print the plan and stop");
    flag("fail-on-reject", "exit 4 when a model is refused");
    note("\nWhat is generated");
    key("days", "generate.days", "N", "days of telemetry");
    key("links", "generate.links", "N", "generated links");
    key("transfers", "generate.transfers", "N", "transfers over all days");
    key("seed", "seed", "S", "seed of everything random");
    key("difficulty", "generate.difficulty", "default|hard", "age of bandwidth estimates");
    option("traces", "DIR", "measured link traces instead of generated ones");
    option("payloads", "DIR,…", "real files to cut payloads from; machine: this machine's own");
    note("\nModels and measuring");
    option("models", "a,b", "models of the night, of a step and of its report; default: all");
    option("model", "NAME", "the same for one model");
    option(
        "suite",
        "NAME",
        "benchmark: compression, speed, reliability, forest, lstm, bandwidth or consensus");
    option("data", "DIR", "benchmark, simulate-consensus: folder of measured public data");
    note("\nEverything else");
    opt("conf-file", TEXT)
        .unbounded()
        .valueName("PATH")
        .text("HOCON file; later ones win")
        .action((file, a) -> a.withConfFile(file));
    opt('D', "define", Read$.MODULE$.tupleRead(TEXT, TEXT))
        .unbounded()
        .valueName("key=value")
        .text("one configuration value")
        .action((Tuple2<String, String> pair, Arguments a) -> a.withOverride(pair._1(), pair._2()));
    option("output", "text|json", "json: one object on standard output");
    flag("show", "config: print every value with its origin");
    help("help").text("print this and stop");
    version("version").text("print the version and stop");
  }

  private static Map<String, String> commands() {
    var commands = new java.util.LinkedHashMap<String, String>();
    commands.put("demo", "generate into an empty lake and run a whole night");
    commands.put("generate", "write a fleet's landing data");
    commands.put("ingest", "landing data to clean telemetry and quarantine");
    commands.put("features", "telemetry to features");
    commands.put("labels", "transfers to measured labels");
    commands.put("train", "features and labels to a candidate");
    commands.put("evaluate", "candidate to evaluation tables");
    commands.put("publish", "judge the numbers; publish or refuse");
    commands.put("night", "all steps in order, in one session");
    commands.put("report", "evaluation tables to one HTML file");
    commands.put("views", "print the analysts' views as SQL for spark-sql -i");
    commands.put("config", "check and print the configuration");
    commands.put("simulate-consensus", "clusters of the laboratory, and its figures as tables");
    commands.put("benchmark", "our code on measured public data, beside published figures");
    return java.util.Collections.unmodifiableMap(commands);
  }

  private void option(String name, String value, String text) {
    opt(name, TEXT).valueName(value).text(text).action((v, a) -> a.withOption(name, v));
  }

  private void key(String name, String key, String value, String text) {
    opt(name, TEXT).valueName(value).text(text).action((v, a) -> a.withOverride(key, v));
  }

  private void flag(String name, String text) {
    opt(name, SWITCH).text(text).action((unit, a) -> a.withOption(name, "true"));
  }

  private Arguments command(Arguments arguments, String name) {
    if (!arguments.command().isEmpty()) {
      faults.add("two subcommands: %s and %s".formatted(arguments.command(), name));
    }
    return arguments.withCommand(name);
  }

  /**
   * Parses the words of a command line.
   *
   * @throws UsageError naming every fault
   */
  Arguments parse(List<String> words) {
    var first = words.isEmpty() ? "" : words.get(0);
    if (!first.startsWith("-") && !COMMANDS.containsKey(first)) {
      throw new UsageError(
          "Cannot start: unknown subcommand: '%s'; use one of %s"
              .formatted(first, String.join(", ", COMMANDS.keySet())));
    }
    var apart = words.stream().flatMap(CommandLine::apart).toList();
    var parsed = parse(JavaConverters.asScalaBuffer(apart), Arguments.none());
    if (!faults.isEmpty() || parsed.isEmpty()) {
      throw new UsageError(
          "Cannot read the command line: %s; see submit.sh --help"
              .formatted(String.join("; ", faults)));
    }
    return parsed.get();
  }

  /** {@code -Dkey=value} as Java's own launcher takes it, in the two words that scopt wants. */
  private static Stream<String> apart(String word) {
    return word.startsWith("-D") && word.length() > 2
        ? Stream.of("-D", word.substring(2))
        : Stream.of(word);
  }

  @Override
  public void reportError(String message) {
    faults.add(message);
  }

  @Override
  public void displayToOut(String message) {
    out.println(message);
  }

  @Override
  public void displayToErr(String message) {
    // Faults go into one exception; scopt's own hint to --help would be a second voice.
  }

  @Override
  public void terminate(Either<String, BoxedUnit> outcome) {
    throw new Finished();
  }

  /** Help or version was printed; nothing is left to do. */
  static final class Finished extends RuntimeException {
    @java.io.Serial private static final long serialVersionUID = 1L;
  }
}
