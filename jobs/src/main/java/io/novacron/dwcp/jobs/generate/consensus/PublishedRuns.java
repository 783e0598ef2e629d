package io.novacron.dwcp.jobs.generate.consensus;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.error.InfraError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.zip.GZIPInputStream;

/**
 * Reads measured runs of Narwhal's benchmark: a gzip file with a header, a row a run.
 *
 * <p><b>Definition.</b> Clients send transactions of a size at a rate; workers make batches of
 * them, full or after a delay; headers name batches by digests of 32 bytes. A run is saturated when
 * it commits less than a share of what clients send, or clients wait longer than consensus takes by
 * more than a bound, and by as much again for each crashed replica, whose turns they wait out.
 */
final class PublishedRuns {

  private static final double DIGEST_BYTES = 32;

  private final PublishedConfig config;
  private final double leastShare;
  private final double longestQueueMs;

  PublishedRuns(PublishedConfig config, double leastShare, double longestQueueMs) {
    this.config = config;
    this.leastShare = leastShare;
    this.longestQueueMs = longestQueueMs;
  }

  /** All runs of the file in {@code folder}; none when it is not there. */
  List<PublishedRun> read(Path folder) {
    var file = folder.resolve(config.file());
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    try (var raw = Files.newInputStream(file);
        var in = new GZIPInputStream(raw);
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      var lines = reader.lines().toList();
      var header = List.of(lines.get(0).split(",", -1));
      var runs = new ArrayList<PublishedRun>();
      for (var row = 1; row < lines.size(); row++) {
        var cells = lines.get(row).split(",", -1);
        Map<String, String> named = new HashMap<>();
        for (var column = 0; column < Math.min(cells.length, header.size()); column++) {
          named.put(header.get(column), cells[column]);
        }
        runs.add(run(row, named));
      }
      return List.copyOf(runs);
    } catch (IOException e) {
      throw new InfraError(
          "Cannot read measured runs: unreadable file: %s; replace it".formatted(file), e);
    }
  }

  private PublishedRun run(int row, Map<String, String> cells) {
    var rate = required(row, cells, "input_rate_tps");
    var latencyMs = required(row, cells, "consensus_latency_ms");
    var share = required(row, cells, "consensus_tps") / rate;
    var queueMs = required(row, cells, "e2e_latency_ms") - latencyMs;
    var headerBytes = number(row, cells, "header_size_bytes").orElse(0);
    var replicas = (int) required(row, cells, "nodes");
    var faulty = (int) required(row, cells, "faults");
    return new PublishedRun(
        config.file() + " row " + row,
        replicas,
        faulty,
        requestsPerS(row, cells, rate / replicas),
        (int) Math.ceil(headerBytes / DIGEST_BYTES),
        number(row, cells, "max_header_delay_ms").orElse(0),
        latencyMs,
        share < leastShare || queueMs > longestQueueMs * (1 + faulty));
  }

  /** Batches a second that the workers of one replica make. */
  private double requestsPerS(int row, Map<String, String> cells, double transactionsPerS) {
    var delayMs = number(row, cells, "max_batch_delay_ms");
    var size = number(row, cells, "batch_size_bytes");
    if (delayMs.isEmpty() || size.isEmpty()) {
      return config.requestsPerS();
    }
    var workers = number(row, cells, "workers_per_node").orElse(1);
    var bytes = transactionsPerS / workers * required(row, cells, "tx_size_bytes");
    return workers * Math.max(1000 / delayMs.getAsDouble(), bytes / size.getAsDouble());
  }

  private double required(int row, Map<String, String> cells, String column) {
    return number(row, cells, column)
        .orElseThrow(
            () ->
                new DataError(
                    "Cannot read measured runs: %s row %d has no %s; replace the file"
                        .formatted(config.file(), row, column)));
  }

  private OptionalDouble number(int row, Map<String, String> cells, String column) {
    var text = cells.getOrDefault(column, "");
    try {
      return text.isBlank() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      throw new DataError(
          "Cannot read measured runs: %s row %d, %s: %s is no number; replace the file"
              .formatted(config.file(), row, column, text),
          e);
    }
  }
}
