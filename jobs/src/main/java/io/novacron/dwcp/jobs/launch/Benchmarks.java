package io.novacron.dwcp.jobs.launch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novacron.dwcp.common.error.UsageError;
import io.novacron.dwcp.jobs.operate.BenchmarkRow;
import io.novacron.dwcp.jobs.operate.CodecBenchmark;
import io.novacron.dwcp.jobs.operate.ReportInput;
import io.novacron.dwcp.jobs.operate.SelectorBenchmark;
import io.novacron.dwcp.jobs.operate.forecast.ForecastBenchmark;
import io.novacron.dwcp.jobs.operate.outlier.OutlierBenchmark;
import io.novacron.dwcp.jobs.operate.request.RequestBenchmark;
import io.novacron.dwcp.jobs.operate.speed.ConsensusBenchmark;
import io.novacron.dwcp.jobs.operate.speed.SpeedBenchmark;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;

/** The subcommand {@code benchmark}: our figures beside published ones and bounds. */
final class Benchmarks {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String COMPRESSION = "compression";
  private static final String SPEED = "speed";
  private static final String RELIABILITY = "reliability";
  private static final String FOREST = "forest";
  private static final String LSTM = "lstm";
  private static final String BANDWIDTH = "bandwidth";
  private static final String CONSENSUS = "consensus";

  private final PrintStream out;
  private final SuiteConfig config;
  private final BiFunction<Path, Path, ReportInput> nights;

  /**
   * The subcommand.
   *
   * @param nights runs a night: folder of payloads and lake to what its tables say
   */
  Benchmarks(PrintStream out, SuiteConfig config, BiFunction<Path, Path, ReportInput> nights) {
    this.out = out;
    this.config = config;
    this.nights = nights;
  }

  ExitCode run(Arguments arguments) {
    var suite = arguments.option("suite").orElse("");
    var data = arguments.option("data").map(Path::of);
    var rows =
        switch (suite) {
          case COMPRESSION -> compression(required(data));
          case SPEED -> speed(data);
          case RELIABILITY -> reliability(required(data));
          case FOREST -> forest();
          case LSTM -> timed(SpeedBenchmark::networks);
          case BANDWIDTH -> bandwidth(required(data));
          case CONSENSUS -> consensus(data);
          default ->
              throw new UsageError(
                  "Cannot benchmark: no such suite: '%s'; use --suite %s, %s, %s, %s, %s, %s or %s"
                      .formatted(
                          suite,
                          COMPRESSION,
                          SPEED,
                          RELIABILITY,
                          FOREST,
                          LSTM,
                          BANDWIDTH,
                          CONSENSUS));
        };
    if (arguments.option("output").filter("json"::equals).isPresent()) {
      out.println(json(suite, rows));
    } else {
      rows.forEach(row -> out.println(line(row)));
    }
    return ExitCode.DONE;
  }

  private static Path required(Optional<Path> data) {
    return data.orElseThrow(
        () ->
            new UsageError(
                "Cannot benchmark: no data named; give a folder of measured data with --data DIR"));
  }

  /** Codec sizes, and the selector in a night of its own on the corpus. */
  private List<BenchmarkRow> compression(Path data) {
    var rows = new ArrayList<>(CodecBenchmark.run(data));
    var corpus = data.resolve("squash");
    if (Files.isDirectory(corpus)) {
      try (var scratch = Scratch.make("dwcp-benchmark-")) {
        rows.addAll(SelectorBenchmark.rows(nights.apply(corpus, scratch.folder())));
      }
    }
    return List.copyOf(rows);
  }

  private List<BenchmarkRow> speed(Optional<Path> data) {
    return timed(benchmark -> benchmark.run(data));
  }

  private List<BenchmarkRow> forest() {
    var asked = config.benchmark().forest();
    return timed(
        benchmark -> benchmark.forests(EnumSet.copyOf(asked.parts()), asked.libraryRepeats()));
  }

  private List<BenchmarkRow> timed(Function<SpeedBenchmark, List<BenchmarkRow>> run) {
    var modules = Path.of(System.getProperty("java.home"), "lib", "modules");
    try (var scratch = Scratch.make("dwcp-benchmark-");
        var spark = Sessions.open(config.spark())) {
      return run.apply(new SpeedBenchmark(spark, scratch.folder(), modules));
    }
  }

  private List<BenchmarkRow> reliability(Path data) {
    try (var spark = Sessions.open(config.spark())) {
      return new OutlierBenchmark(spark, config.benchmark().reliability(), config.seed()).run(data);
    }
  }

  private List<BenchmarkRow> bandwidth(Path data) {
    try (var spark = Sessions.open(config.spark())) {
      return new ForecastBenchmark(config.benchmark().bandwidth(), config.seed()).run(data, spark);
    }
  }

  /** The laboratory's speed, and where there is data its figures beside published ones. */
  private List<BenchmarkRow> consensus(Optional<Path> data) {
    var sizes = config.benchmark().consensus();
    var benchmark =
        new ConsensusBenchmark(
            config.simulate(),
            config.seed(),
            sizes.repeats(),
            sizes.simulatedSeconds(),
            sizes.processorSeconds());
    var rows = new ArrayList<>(benchmark.speed());
    if (data.isPresent()) {
      var folder = Simulation.published(data.get());
      try (var spark = Sessions.open(config.spark())) {
        rows.addAll(benchmark.replication(spark, folder));
        rows.addAll(requests(spark, data.get()));
      }
    }
    return List.copyOf(rows);
  }

  /** Measured latency of services, labelled. */
  private List<BenchmarkRow> requests(SparkSession spark, Path data) {
    var sizes = config.benchmark();
    var rows = new ArrayList<>(new RequestBenchmark(spark, sizes.requests()).run(data));
    rows.addAll(new OutlierBenchmark(spark, sizes.latency(), config.seed()).run(data));
    return List.copyOf(rows);
  }

  private static String line(BenchmarkRow row) {
    return String.format(
        Locale.ROOT,
        "%-34s %-12s %-46s %9s [%s, %s] n=%d published %s floor %s  %s",
        row.data(),
        row.model(),
        row.metric(),
        text(row.ours()),
        text(row.ciLow()),
        text(row.ciHigh()),
        row.n(),
        text(row.published()),
        text(row.floor()),
        row.verdict().word());
  }

  /** Whole numbers as they are, others with three digits after the point. */
  private static String text(OptionalDouble value) {
    if (value.isEmpty()) {
      return "-";
    }
    var number = value.getAsDouble();
    return String.format(Locale.ROOT, number == Math.rint(number) ? "%.0f" : "%.3f", number);
  }

  private static String json(String suite, List<BenchmarkRow> rows) {
    var root = JSON.createObjectNode().put("suite", suite);
    var array = root.putArray("rows");
    for (var row : rows) {
      var node = array.addObject();
      node.put("data", row.data()).put("model", row.model()).put("metric", row.metric());
      put(node, "ours", row.ours());
      put(node, "ci_low", row.ciLow());
      put(node, "ci_high", row.ciHigh());
      node.put("n", row.n());
      put(node, "published", row.published());
      put(node, "floor", row.floor());
      node.put("verdict", row.verdict().word());
    }
    return root.toString();
  }

  private static void put(ObjectNode node, String name, OptionalDouble value) {
    if (value.isPresent()) {
      node.put(name, value.getAsDouble());
    } else {
      node.putNull(name);
    }
  }
}
