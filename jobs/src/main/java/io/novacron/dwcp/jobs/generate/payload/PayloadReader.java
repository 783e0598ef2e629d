package io.novacron.dwcp.jobs.generate.payload;

import io.novacron.dwcp.common.error.InfraError;
import io.novacron.dwcp.jobs.generate.payload.PayloadFile.Packing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads payloads and their baselines; one a task. It keeps the one file that was unpacked last and
 * the list of the archive that was read last, so callers ask in the order of {@link
 * PayloadCatalog#fileIndex}.
 *
 * <p><b>Memory.</b> One unpacked file (bounded by the configuration) and one payload.
 */
public final class PayloadReader {

  private static final int ALIGNMENT_WINDOW = 256 * 1024;
  private static final int ELSEWHERE_BYTES = 256 * 1024;

  private final PayloadCatalog catalog;
  private final PayloadConfig config;
  private final EarlierVersion earlierVersion;
  private int unpackedIndex = -1;
  private byte @Nullable [] unpacked;
  private @Nullable ArchiveIndex archive;

  public PayloadReader(PayloadCatalog catalog, long seed) {
    this.catalog = catalog;
    this.config = catalog.config();
    this.earlierVersion = new EarlierVersion(config, seed);
  }

  /** The payload of that number with its baseline. */
  public Payload read(long number) {
    return read(number, true);
  }

  /** The payload alone, for those who send without a delta. */
  public Payload readWithoutBaseline(long number) {
    return read(number, false);
  }

  private Payload read(long number, boolean withBaseline) {
    var ref = catalog.pick(number);
    var file = catalog.file(ref.fileIndex());
    var streamId = ref.streamId(file, config.regionBytes());
    try {
      var bytes = cut(ref.fileIndex(), ref.offset(), ref.length());
      Optional<Payload.Baseline> baseline =
          withBaseline ? baseline(ref, streamId, bytes) : Optional.empty();
      return new Payload(file, streamId, bytes, baseline);
    } catch (IOException e) {
      throw new InfraError(
          "Cannot read a payload: unreadable file: " + file.source() + "; generate again", e);
    }
  }

  private Optional<Payload.Baseline> baseline(PayloadRef ref, String streamId, byte[] bytes)
      throws IOException {
    var file = catalog.file(ref.fileIndex());
    if (!file.earlier().isEmpty()) {
      var earlier = earlierRegion(file, ref, bytes);
      return earlier.length == 0
          ? Optional.empty()
          : Optional.of(new Payload.Baseline(earlier, file.ageS()));
    }
    if (!earlierVersion.keptFor(streamId)) {
      return Optional.empty();
    }
    var length = (int) Math.min(ELSEWHERE_BYTES, file.bytes());
    var offset = Math.floorMod(ref.seed(), file.bytes() - length + 1);
    var elsewhere = cut(ref.fileIndex(), offset, length);
    return Optional.of(earlierVersion.of(bytes, streamId, elsewhere, ref.seed()));
  }

  private static byte[] earlierRegion(PayloadFile file, PayloadRef ref, byte[] bytes)
      throws IOException {
    var at = file.offset() + ref.offset();
    var from = Math.max(0, at - ALIGNMENT_WINDOW);
    var window =
        range(Path.of(file.earlier()), from, (int) (at - from) + bytes.length + ALIGNMENT_WINDOW);
    var expected = (int) (at - from);
    var start = expected + DumpAlignment.shift(bytes, window, expected);
    start = Math.max(0, Math.min(start, Math.max(0, window.length - 1)));
    var end = Math.min(window.length, start + bytes.length);
    return Arrays.copyOfRange(window, start, end);
  }

  private byte[] cut(int fileIndex, long offset, int length) throws IOException {
    var file = catalog.file(fileIndex);
    if (file.packing().plain()) {
      return range(Path.of(file.path()), file.offset() + offset, length);
    }
    if (file.packing().archived()) {
      return archive(Path.of(file.path()), file.packing()).read(offset, length);
    }
    var all = unpacked;
    if (all == null || unpackedIndex != fileIndex) {
      all = Unpack.all(Path.of(file.path()), file.packing(), config.unpackedMaxBytes());
      unpacked = all;
      unpackedIndex = fileIndex;
    }
    return Arrays.copyOfRange(all, (int) offset, (int) offset + length);
  }

  private ArchiveIndex archive(Path path, Packing packing) throws IOException {
    var index = archive;
    if (index == null || !index.isOf(path, packing)) {
      index = ArchiveIndex.of(path, packing);
      archive = index;
    }
    return index;
  }

  /** Bytes of a file, fewer where it ends. */
  private static byte[] range(Path path, long offset, int length) throws IOException {
    try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
      var size = (int) Math.max(0, Math.min(length, channel.size() - offset));
      var bytes = ByteBuffer.allocate(size);
      while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {
        // read on until full
      }
      return bytes.array();
    }
  }
}
