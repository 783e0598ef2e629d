package io.novacron.dwcp.jobs.model.compression;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novacron.dwcp.common.codec.Codec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Values for the two configurations that the Go runtime's own selector takes, for nodes that do not
 * load the model.
 *
 * <p><i>Definition</i>, over the train part: each threshold is the one of a few round values with
 * which the runtime's kind of rule costs least by the oracle, and the runtime's default unless
 * another costs strictly less; targets are medians of what was measured; what no label speaks of
 * keeps the runtime's default. The learning rate and the window are those of the selector's own
 * features of past outcomes: half-life of five, twenty outcomes.
 *
 * <p><i>Source</i>: field names and defaults of {@code SelectorConfig} ({@code
 * ml_compression_selector.go}) and {@code AdaptiveConfig} ({@code adaptive_compression.go}); the
 * first has no JSON names, so Go's own are used; durations are nanoseconds.
 */
final class RuntimeSettings {

  private static final double MB = 1 << 20;
  private static final double MS_A_SECOND = 1000;
  private static final double HALF_LIFE_OUTCOMES = 5;
  private static final int WINDOW_OUTCOMES = 20;
  private static final long ADJUST_INTERVAL_NANOS = 30_000_000_000L;
  private static final List<Double> SMALL_SIZES = List.of(1024.0, 2048.0, 4096.0, 8192.0, 16384.0);
  private static final List<Double> LARGE_SIZES =
      List.of(1048576.0, 16384.0, 32768.0, 65536.0, 131072.0, 262144.0, 524288.0);
  private static final List<Double> LEAST_RATIOS = List.of(1.1, 1.02, 1.05, 1.2, 1.3, 1.5, 2.0);

  private RuntimeSettings() {}

  /** {@code selector_config.json}: an object for each of the two Go structures. */
  static byte[] json(List<SentRow> train) {
    var root = new JsonMapper().createObjectNode();
    selector(root.putObject("SelectorConfig"), train);
    adaptive(root.putObject("AdaptiveConfig"), train);
    return (root.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static void selector(ObjectNode node, List<SentRow> train) {
    node.put("LearningRate", rounded(1 - Math.pow(2, -1 / HALF_LIFE_OUTCOMES)));
    node.put("AdaptiveEnabled", true);
    node.put(
        "SmallDataSize",
        (long)
            cheapest(
                SMALL_SIZES,
                size ->
                    row -> row.costMs(row.sizeBytes() < size ? Codec.NONE : Codec.ZSTD, Codec.ZSTD),
                train));
    var wan = train.stream().filter(link("wan")).toList();
    node.put(
        "LargeDataSize",
        (long)
            cheapest(
                LARGE_SIZES,
                size ->
                    row ->
                        row.costMs(
                            row.sizeBytes() > size ? Codec.ZSTD_MAX : Codec.ZSTD, Codec.ZSTD),
                wan));
    var datacenter = train.stream().filter(link("dc")).toList();
    node.put("DatacenterTargetSpeed", median(datacenter, RuntimeSettings::lz4Speed, 1000));
    node.put("InternetTargetRatio", median(wan, row -> row.ratio(Codec.ZSTD), 5));
  }

  private static void adaptive(ObjectNode node, List<SentRow> train) {
    node.put("enabled", true);
    node.put(
        "min_compression_ratio",
        cheapest(
            LEAST_RATIOS,
            least ->
                row ->
                    row.costMs(row.ratio(Codec.ZSTD) < least ? Codec.NONE : Codec.ZSTD, Codec.ZSTD),
            train));
    node.put("target_ratio", median(train, row -> row.ratio(Codec.ZSTD), 10));
    node.put("max_cpu_utilization", 0.8);
    node.put("adjust_interval", ADJUST_INTERVAL_NANOS);
    node.put("ratio_window", WINDOW_OUTCOMES);
  }

  private static Predicate<SentRow> link(String type) {
    return row -> row.linkType().equals(type);
  }

  /** The choice whose rule costs least over the rows; the first one, the default, on a tie. */
  private static double cheapest(
      List<Double> choices, DoubleFunction<ToDoubleFunction<SentRow>> rule, List<SentRow> rows) {
    var best = choices.get(0);
    var least = Double.MAX_VALUE;
    for (var choice : choices) {
      var cost = rows.stream().mapToDouble(rule.apply(choice)).sum();
      if (cost < least) {
        least = cost;
        best = choice;
      }
    }
    return best;
  }

  /** MB of 2^20 bytes a second, as the runtime counts them; 0 where lz4 was not measured. */
  private static double lz4Speed(SentRow row) {
    return row.made(Codec.LZ4)
        .filter(made -> made.computeMs() > 0)
        .map(made -> row.sizeBytes() / MB / (made.computeMs() / MS_A_SECOND))
        .orElse(0.0);
  }

  private static double median(
      List<SentRow> rows, ToDoubleFunction<SentRow> value, double without) {
    var sorted = rows.stream().mapToDouble(value).filter(number -> number > 0).sorted().toArray();
    return sorted.length == 0 ? without : rounded(sorted[sorted.length / 2]);
  }

  private static double rounded(double value) {
    return Math.round(value * 1e4) / 1e4;
  }
}
