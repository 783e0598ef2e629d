package io.novacron.dwcp.jobs.generate.payload;

import io.novacron.dwcp.jobs.generate.payload.PayloadFile.Packing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Where the entries of an archive that one {@link Packing} takes lie in the run of bytes that they
 * make. Thousands of payloads come from the same few jars, and reading their names again for each
 * took a tenth of a night's processor time.
 *
 * <p>Of long entries the one read last is kept: to reach the middle of an entry all before it must
 * be inflated, which was a fifth of what generating takes. One thread at a time.
 */
final class ArchiveIndex {

  /** Shorter entries are inflated again: they are mostly read as a whole anyway. */
  private static final long LEAST_KEPT_BYTES = 256 * 1024;

  private static final long MOST_KEPT_BYTES = 32 * 1024 * 1024;

  private final Path file;
  private final Packing packing;
  private final List<Entry> entries;
  private final List<Long> starts;
  private @Nullable Entry keptEntry;
  private byte[] kept = new byte[0];

  private ArchiveIndex(Path file, Packing packing, List<Entry> entries) {
    this.file = file;
    this.packing = packing;
    this.entries = List.copyOf(entries);
    this.starts = entries.stream().map(Entry::start).toList();
  }

  /**
   * One entry that is taken.
   *
   * @param start where it begins in the run, bytes
   * @param bytes its length, inflated
   */
  private record Entry(String name, long start, long bytes) {
    boolean worthKeeping() {
      return bytes >= LEAST_KEPT_BYTES && bytes <= MOST_KEPT_BYTES;
    }
  }

  static ArchiveIndex of(Path file, Packing packing) throws IOException {
    var entries = new ArrayList<Entry>();
    var at = 0L;
    try (var zip = new ZipFile(file.toFile())) {
      for (var entry : Collections.list(zip.entries())) {
        if (packing.takes(PayloadClass.of(entry.getName(), new byte[0]))) {
          entries.add(new Entry(entry.getName(), at, entry.getSize()));
          at += entry.getSize();
        }
      }
    }
    return new ArchiveIndex(file, packing, entries);
  }

  boolean isOf(Path other, Packing otherPacking) {
    return file.equals(other) && packing == otherPacking;
  }

  /**
   * Bytes {@code offset} … {@code offset + length - 1} of the run, fewer where it ends; entries
   * outside are not inflated.
   */
  byte[] read(long offset, int length) throws IOException {
    var bytes = new ByteArrayOutputStream(length);
    try (var zip = new ZipFile(file.toFile())) {
      for (var i = first(offset); i < entries.size() && bytes.size() < length; i++) {
        var entry = entries.get(i);
        var from = Math.max(0, offset - entry.start());
        var wanted = (int) Math.min(length - bytes.size(), Math.max(0, entry.bytes() - from));
        bytes.write(read(zip, entry, from, wanted));
      }
    }
    return bytes.toByteArray();
  }

  /** The last entry that begins at or before {@code offset}. */
  private int first(long offset) {
    var found = Collections.binarySearch(starts, offset);
    return Math.max(0, found >= 0 ? found : -found - 2);
  }

  private byte[] read(ZipFile zip, Entry entry, long from, int wanted) throws IOException {
    if (!entry.worthKeeping()) {
      try (var in = open(zip, entry)) {
        in.skipNBytes(from);
        return in.readNBytes(wanted);
      }
    }
    if (!entry.equals(keptEntry)) {
      try (var in = open(zip, entry)) {
        kept = in.readAllBytes();
        keptEntry = entry;
      }
    }
    var to = (int) Math.min(kept.length, from + wanted);
    return Arrays.copyOfRange(kept, (int) Math.min(to, from), to);
  }

  private static InputStream open(ZipFile zip, Entry entry) throws IOException {
    return zip.getInputStream(zip.getEntry(entry.name()));
  }
}
