package io.novacron.dwcp.jobs.operate;

import com.github.luben.zstd.Zstd;
import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.error.InfraError;
import io.novacron.dwcp.jobs.operate.BenchmarkRow.Verdict;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import net.jpountz.lz4.LZ4Factory;
import org.tukaani.xz.XZInputStream;
import org.xerial.snappy.Snappy;

/**
 * Compressed sizes of a corpus beside published ones: every {@code *.xz} of the folder {@code
 * squash}, every {@code squash-published-*.csv.gz} beside it.
 *
 * <p>Deflate must match to the byte, since zlib's output is fixed; zstd, lz4 and snappy within 5 %,
 * since the published figures come from older versions. zstd keeps that over all files, not in each
 * of them: it has learnt to make some smaller. The published lz4 level 7 is the library's fast
 * mode; the published zstd has a single level, which is compared with level 1.
 */
public final class CodecBenchmark {

  /** Data set of the rows that sum up a codec's files. */
  static final String ALL = "all files";

  private static final double TOLERANCE = 0.05;

  /** Codec as we run it to the published {@code plugin,codec,level}. */
  private static final Map<String, String> PUBLISHED_AS =
      new TreeMap<>(
          Map.of(
              "deflate-1", "zlib,deflate,1",
              "deflate-6", "zlib,deflate,6",
              "deflate-9", "zlib,deflate,9",
              "lz4-fast", "lz4,lz4,7",
              "snappy", "snappy,snappy,",
              "zstd-1", "zstd,zstd,"));

  private CodecBenchmark() {}

  /**
   * One row for each file and codec, and one for all files; one absent row when the folder holds no
   * corpus.
   */
  public static List<BenchmarkRow> run(Path data) {
    var corpus = data.resolve("squash");
    if (!Files.isDirectory(corpus)) {
      var none = OptionalDouble.empty();
      return List.of(
          new BenchmarkRow(
              "squash", "-", "compressed_bytes", none, none, none, 0, none, none, Verdict.ABSENT));
    }
    try {
      var published = published(data);
      var rows = new ArrayList<BenchmarkRow>();
      try (var files = Files.newDirectoryStream(corpus, "*.xz")) {
        var sorted = new ArrayList<Path>();
        files.forEach(sorted::add);
        sorted.sort(null);
        for (var file : sorted) {
          rows.addAll(rows(file, published));
        }
      }
      rows.addAll(totals(rows));
      return rows;
    } catch (IOException e) {
      throw new InfraError("Cannot read the corpus: " + data + "; check the folder", e);
    }
  }

  private static List<BenchmarkRow> rows(Path file, Map<String, Double> published)
      throws IOException {
    var name = file.getFileName().toString().replaceFirst("\\.xz$", "");
    byte[] bytes;
    try (var in = new XZInputStream(Files.newInputStream(file))) {
      bytes = in.readAllBytes();
    }
    var rows = new ArrayList<BenchmarkRow>();
    for (var codec : PUBLISHED_AS.entrySet()) {
      double ours = size(codec.getKey(), bytes);
      var known = published.get(name + "," + codec.getValue());
      rows.add(row(name, codec.getKey(), ours, known == null ? Double.NaN : known, 1));
    }
    return rows;
  }

  /** One row for each codec: the sizes of all files that have a published one. */
  private static List<BenchmarkRow> totals(List<BenchmarkRow> files) {
    var totals = new ArrayList<BenchmarkRow>();
    for (var codec : PUBLISHED_AS.keySet()) {
      var known =
          files.stream()
              .filter(row -> row.model().equals(codec) && row.published().isPresent())
              .toList();
      if (!known.isEmpty()) {
        var ours = known.stream().mapToDouble(row -> row.ours().getAsDouble()).sum();
        var published = known.stream().mapToDouble(row -> row.published().getAsDouble()).sum();
        totals.add(row(ALL, codec, ours, published, known.size()));
      }
    }
    return totals;
  }

  private static BenchmarkRow row(String name, String codec, double ours, double known, long n) {
    var exact = codec.startsWith("deflate");
    var verdict =
        Double.isNaN(known)
            ? Verdict.ABSENT
            : Math.abs(ours - known) <= (exact ? 0 : TOLERANCE * known)
                ? Verdict.MET
                : Verdict.MISSED;
    return new BenchmarkRow(
        name,
        codec,
        "compressed_bytes",
        OptionalDouble.of(ours),
        OptionalDouble.of(ours),
        OptionalDouble.of(ours),
        n,
        Double.isNaN(known) ? OptionalDouble.empty() : OptionalDouble.of(known),
        OptionalDouble.empty(),
        verdict);
  }

  /** Bytes that a codec makes of the whole file. */
  static long size(String codec, byte[] bytes) throws IOException {
    return switch (codec) {
      case "deflate-1" -> deflated(bytes, 1);
      case "deflate-6" -> deflated(bytes, 6);
      case "deflate-9" -> deflated(bytes, 9);
      case "lz4-fast" -> LZ4Factory.fastestInstance().fastCompressor().compress(bytes).length;
      case "snappy" -> Snappy.compress(bytes).length;
      case "zstd-1" -> Zstd.compress(bytes, 1).length;
      default -> throw new IllegalArgumentException("no such codec: " + codec);
    };
  }

  private static long deflated(byte[] bytes, int level) {
    var deflater = new Deflater(level, true);
    try {
      deflater.setInput(bytes);
      deflater.finish();
      var block = new byte[1 << 16];
      var size = 0L;
      while (!deflater.finished()) {
        size += deflater.deflate(block);
      }
      return size;
    } finally {
      deflater.end();
    }
  }

  /** {@code dataset,plugin,codec,level} to bytes; all published files must agree. */
  private static Map<String, Double> published(Path data) throws IOException {
    var sizes = new TreeMap<String, Double>();
    try (var files = Files.newDirectoryStream(data, "squash-published-*.csv.gz")) {
      for (var file : files) {
        try (var reader =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
          reader.lines().skip(1).forEach(line -> put(sizes, line.split(",", -1)));
        }
      }
    }
    return sizes;
  }

  private static void put(Map<String, Double> sizes, String[] cells) {
    if (cells.length < 5) {
      throw new DataError(
          "Cannot read published sizes: a line of %d cells: %s; restore the file"
              .formatted(cells.length, String.join(",", cells)));
    }
    if (!cells[4].isEmpty()) {
      sizes.put(String.join(",", cells[0], cells[1], cells[2], cells[3]), Double.valueOf(cells[4]));
    }
  }
}
