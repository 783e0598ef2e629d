package io.novacron.dwcp.jobs.model.compression;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import io.novacron.dwcp.common.codec.Codec;
import io.novacron.dwcp.evaluation.decision.CodecDecisions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Files for the Go runtime's own selector, from the train part: {@code selector_config.json} and
 * {@code replay.jsonl}.
 *
 * <p>A line of the replay is one call of {@code RecordPerformance(algo, originalSize,
 * compressedSize, duration)}: {@code algo} is the runtime's number of the codec, sizes are bytes,
 * the duration is nanoseconds of compressing and decompressing on one core. Payloads that went
 * uncompressed are left out, for the runtime divides by the duration.
 */
final class RuntimeFiles {

  static final String CONFIG = "selector_config.json";
  static final String REPLAY = "replay.jsonl";

  /** The most train rows that are looked at, and those of them that are replayed. */
  private static final int ROWS = 20_000;

  private static final int REPLAYED = 500;
  private static final double NANOS_A_MS = 1e6;

  private RuntimeFiles() {}

  /**
   * Both files.
   *
   * @param train rows of features and labels
   * @param cores cores of a sending node, as the oracle counts them
   */
  static Map<String, byte[]> of(Dataset<Row> train, int cores) {
    var rows = rows(train, cores);
    return Map.of(
        CONFIG,
        RuntimeSettings.json(rows),
        REPLAY,
        replay(rows.subList(0, Math.min(REPLAYED, rows.size()))));
  }

  /** Rows in an order that hangs on their keys alone and mixes streams and links. */
  private static List<SentRow> rows(Dataset<Row> train, int cores) {
    // The label's compute time is shared by this many cores; see OracleCost.
    var speedup =
        greatest(lit(1.0D), least(col("amst_streams"), col("cpu_idle").multiply(lit(cores))));
    var columns = new ArrayList<Column>(List.of(col("link_type"), col("size_bytes")));
    for (var codec : Codec.values()) {
      columns.add(label("bytes", codec));
      columns.add(label("compute_ms", codec).multiply(speedup));
      columns.add(label("cost_ms", codec));
    }
    return train
        .orderBy(xxhash64(col("transfer_id")), col("transfer_id"))
        .limit(ROWS)
        .select(columns.toArray(Column[]::new))
        .collectAsList()
        .stream()
        .map(RuntimeFiles::sent)
        .toList();
  }

  private static Column label(String quantity, Codec codec) {
    return CodecDecisions.label(quantity, codec.label());
  }

  /** Link type and size, then for each codec bytes, compute time and cost, null if not offered. */
  static SentRow sent(Row row) {
    var made = new EnumMap<Codec, SentRow.Made>(Codec.class);
    var at = 2;
    for (var codec : Codec.values()) {
      if (!row.isNullAt(at) && !row.isNullAt(at + 1) && !row.isNullAt(at + 2)) {
        made.put(
            codec, new SentRow.Made(row.getLong(at), row.getDouble(at + 1), row.getDouble(at + 2)));
      }
      at += 3;
    }
    return new SentRow(row.getString(0), row.getLong(1), made);
  }

  /** The runtime's {@code CompressionAlgorithm}. */
  private static int runtimeNumber(Codec codec) {
    return switch (codec) {
      case NONE -> 0;
      case LZ4 -> 1;
      case ZSTD -> 2;
      case ZSTD_MAX -> 3;
    };
  }

  /** One line a codec and payload. */
  static byte[] replay(List<SentRow> rows) {
    var text = new StringBuilder();
    for (var row : rows) {
      for (var codec : List.of(Codec.LZ4, Codec.ZSTD, Codec.ZSTD_MAX)) {
        row.made(codec)
            .ifPresent(
                made ->
                    text.append(
                        String.format(
                            Locale.ROOT,
                            "{\"algo\":%d,\"name\":\"%s\",\"originalSize\":%d,\"compressedSize\":%d,\"duration\":%d}\n",
                            runtimeNumber(codec),
                            codec.label(),
                            row.sizeBytes(),
                            made.bytesOut(),
                            Math.max(1, Math.round(made.computeMs() * NANOS_A_MS)))));
      }
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
