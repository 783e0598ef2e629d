package io.novacron.dwcp.jobs.operate.speed;

import io.novacron.dwcp.common.codec.Codec;
import io.novacron.dwcp.common.error.InfraError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A codec's own command-line tool in its benchmark mode, cutting a file into blocks.
 *
 * @param codec what it is compared with
 * @param program name on the search path
 * @param level its option for level and benchmark mode
 */
record CodecTool(Codec codec, String program, String level) {

  static final CodecTool ZSTD = new CodecTool(Codec.ZSTD, "zstd", "-b3");
  static final CodecTool LZ4 = new CodecTool(Codec.LZ4, "lz4", "-b1");

  private static final Pattern SPEEDS = Pattern.compile("([0-9.]+) MB/s *,? *([0-9.]+) MB/s");

  /**
   * Speeds in MB/s, 10^6 bytes of plain data a second.
   *
   * @param compress of compressing
   * @param decompress of decompressing
   */
  record Speeds(double compress, double decompress) {}

  /**
   * What the tool measures; empty where it is not installed.
   *
   * @throws InfraError when it fails or says nothing that can be read
   */
  Optional<Speeds> measure(Path file, int blockBytes, int seconds) {
    var words = List.of(program, level, "-B" + blockBytes, "-i" + seconds, file.toString());
    try {
      // Through a file: a pipe that nobody reads in time would block the tool while it measures.
      var output = Files.createTempFile(file.getParent(), "tool-", ".txt");
      var process =
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      process.getOutputStream().close();
      var code = process.waitFor();
      var text = Files.readString(output, StandardCharsets.ISO_8859_1);
      if (code != 0) {
        throw new InfraError(
            "Cannot measure %s: it ended with %d; run it yourself: %s"
                .formatted(program, code, String.join(" ", words)));
      }
      return Optional.of(parse(text));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfraError("Cannot measure " + program + ": interrupted; run again", e);
    }
  }

  /** The last pair of speeds in what a tool printed: it overwrites its line until it is sure. */
  Speeds parse(String text) {
    var pairs = SPEEDS.matcher(text).results().toList();
    if (pairs.isEmpty()) {
      throw new InfraError(
          "Cannot measure %s: its output names no two speeds; check its version"
              .formatted(program));
    }
    var last = pairs.get(pairs.size() - 1);
    return new Speeds(Double.parseDouble(last.group(1)), Double.parseDouble(last.group(2)));
  }
}
