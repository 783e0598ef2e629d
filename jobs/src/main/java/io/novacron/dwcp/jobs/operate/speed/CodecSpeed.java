package io.novacron.dwcp.jobs.operate.speed;

import io.novacron.dwcp.common.codec.Codec;
import io.novacron.dwcp.common.codec.CodecContext;
import io.novacron.dwcp.common.error.InfraError;
import io.novacron.dwcp.jobs.operate.BenchmarkRow;
import io.novacron.dwcp.jobs.operate.speed.CodecTool.Speeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The oracle's codec calls against the codecs' own tools, on the same file in the same blocks of 4
 * KiB. Both report their fastest pass: the tools begin with few passes and keep the fastest run.
 */
final class CodecSpeed {

  private static final int BLOCK_BYTES = 4096;
  private static final double BYTES_A_MB = 1e6;
  private static final Bound BOUND = Bound.atLeast(0.85);

  private final Path file;
  private final byte[] bytes;
  private final SpeedScale scale;

  /** Compares on the bytes of {@code file}. */
  CodecSpeed(Path file, SpeedScale scale) {
    this.file = file;
    this.scale = scale;
    try {
      this.bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new InfraError("Cannot measure codecs: cannot read " + file + "; check it", e);
    }
  }

  List<BenchmarkRow> rows(List<CodecTool> tools) {
    return tools.stream().flatMap(tool -> rows(tool).stream()).toList();
  }

  private List<BenchmarkRow> rows(CodecTool tool) {
    var data =
        String.format(Locale.ROOT, "%s, %,d bytes in 4 KiB", file.getFileName(), bytes.length);
    var model = "oracle " + tool.codec().label();
    var compress = new ArrayList<Double>();
    var decompress = new ArrayList<Double>();
    for (var i = 0; i < scale.repeats(); i++) {
      var theirs = tool.measure(file, BLOCK_BYTES, scale.toolSeconds());
      if (theirs.isEmpty()) {
        return List.of(
            BOUND.absent(data, model, "compress, speed / " + tool.program()),
            BOUND.absent(data, model, "decompress, speed / " + tool.program()));
      }
      var ours = ours(tool.codec());
      compress.add(ours.compress() / theirs.get().compress());
      decompress.add(ours.decompress() / theirs.get().decompress());
    }
    return List.of(
        BOUND.row(data, model, "compress, speed / " + tool.program(), Ratio.median(compress)),
        BOUND.row(data, model, "decompress, speed / " + tool.program(), Ratio.median(decompress)));
  }

  /** Our fastest pass of each direction within the time that the tool has. */
  Speeds ours(Codec codec) {
    try (var context = new CodecContext()) {
      var blocks = new Blocks(context, codec, bytes);
      var compress = fastest(blocks::compress);
      var decompress = fastest(blocks::decompress);
      if (!blocks.restored()) {
        throw new IllegalStateException(codec.label() + " does not restore " + file);
      }
      return new Speeds(
          bytes.length / BYTES_A_MB / compress, bytes.length / BYTES_A_MB / decompress);
    }
  }

  private double fastest(Runnable pass) {
    var best = Double.MAX_VALUE;
    var spent = 0.0;
    do {
      var seconds = Stopwatch.seconds(pass);
      best = Math.min(best, seconds);
      spent += seconds;
    } while (spent < scale.toolSeconds());
    return best;
  }

  /** A file cut into blocks, each with its own place in one packed buffer. */
  private static final class Blocks {

    private final CodecContext context;
    private final Codec codec;
    private final byte[][] plain;
    private final byte[][] packed;
    private final byte[][] restored;
    private final int[] lengths;

    Blocks(CodecContext context, Codec codec, byte[] bytes) {
      this.context = context;
      this.codec = codec;
      var count = (bytes.length + BLOCK_BYTES - 1) / BLOCK_BYTES;
      plain = new byte[count][];
      packed = new byte[count][];
      restored = new byte[count][];
      lengths = new int[count];
      for (var i = 0; i < count; i++) {
        var from = i * BLOCK_BYTES;
        plain[i] = Arrays.copyOfRange(bytes, from, Math.min(from + BLOCK_BYTES, bytes.length));
        packed[i] = new byte[CodecContext.bound(plain[i].length)];
        restored[i] = new byte[plain[i].length];
      }
    }

    void compress() {
      for (var i = 0; i < plain.length; i++) {
        lengths[i] = context.compress(codec, plain[i], 0, plain[i].length, packed[i]);
      }
    }

    void decompress() {
      for (var i = 0; i < plain.length; i++) {
        context.decompress(codec, packed[i], lengths[i], restored[i], plain[i].length);
      }
    }

    boolean restored() {
      return Arrays.deepEquals(plain, restored);
    }
  }
}
