package io.novacron.dwcp.jobs.generate.payload;

import io.novacron.dwcp.jobs.generate.payload.PayloadFile.Packing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipFile;
import org.tukaani.xz.XZInputStream;

/** Unpacks compressed files and archives into memory, bounded. */
final class Unpack {

  private Unpack() {}

  /** The first {@code limit} bytes of what {@code file} holds. */
  static byte[] all(Path file, Packing packing, int limit) throws IOException {
    return switch (packing) {
      case PLAIN -> stream(Files.newInputStream(file), limit);
      case XZ -> stream(new XZInputStream(Files.newInputStream(file)), limit);
      case GZIP -> stream(new GZIPInputStream(Files.newInputStream(file)), limit);
      case ARCHIVED_CLASSES, ARCHIVED_TEXT, ARCHIVED_NATIVES, ARCHIVED_IMAGES ->
          entries(file, packing, limit);
    };
  }

  private static byte[] stream(InputStream in, int limit) throws IOException {
    try (in) {
      return in.readNBytes(limit);
    }
  }

  private static byte[] entries(Path file, Packing packing, int limit) throws IOException {
    return entries(file, packing, 0, limit);
  }

  /**
   * Bytes {@code offset} … {@code offset + length - 1} of the run that an archive's entries make;
   * entries outside are skipped by their listed sizes, not inflated.
   */
  static byte[] entries(Path file, Packing packing, long offset, int length) throws IOException {
    var bytes = new ByteArrayOutputStream(length);
    var at = 0L;
    try (var zip = new ZipFile(file.toFile())) {
      var entries = zip.entries();
      while (entries.hasMoreElements() && bytes.size() < length) {
        var entry = entries.nextElement();
        if (!packing.takes(PayloadClass.of(entry.getName(), new byte[0]))) {
          continue;
        }
        var skip = Math.max(0, offset - at);
        if (skip < entry.getSize()) {
          try (var in = zip.getInputStream(entry)) {
            in.skipNBytes(skip);
            bytes.write(in.readNBytes(length - bytes.size()));
          }
        }
        at += entry.getSize();
      }
    }
    return bytes.toByteArray();
  }
}
