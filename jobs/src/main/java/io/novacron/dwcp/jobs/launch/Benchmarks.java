package io.novacron.dwcp.jobs.launch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novacron.dwcp.common.error.UsageError;
import io.novacron.dwcp.jobs.operate.BenchmarkRow;
import io.novacron.dwcp.jobs.operate.CodecBenchmark;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The subcommand {@code benchmark}: our figures beside published ones, as a table or as JSON. */
final class Benchmarks {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String COMPRESSION = "compression";

  private final PrintStream out;

  Benchmarks(PrintStream out) {
    this.out = out;
  }

  ExitCode run(Arguments arguments) {
    var suite = arguments.option("suite").orElse("");
    if (!suite.equals(COMPRESSION)) {
      throw new UsageError(
          "Cannot benchmark: no such suite: '%s'; use --suite %s".formatted(suite, COMPRESSION));
    }
    var data =
        Path.of(
            arguments
                .option("data")
                .orElseThrow(
                    () ->
                        new UsageError(
                            "Cannot benchmark: no data named; give a folder with --data DIR")));
    var rows = CodecBenchmark.run(data);
    if (arguments.option("output").filter("json"::equals).isPresent()) {
      out.println(json(suite, rows));
    } else {
      rows.forEach(row -> out.println(line(row)));
    }
    return ExitCode.DONE;
  }

  private static String line(BenchmarkRow row) {
    return String.format(
        Locale.ROOT,
        "%-14s %-10s %-18s %14s %14s  %s",
        row.data(),
        row.model(),
        row.metric(),
        text(row.ours()),
        text(row.published()),
        row.verdict().word());
  }

  private static String text(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.0f", value.getAsDouble()) : "-";
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
