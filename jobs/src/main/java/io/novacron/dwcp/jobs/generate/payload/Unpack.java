package io.novacron.dwcp.jobs.generate.payload;

import io.novacron.dwcp.jobs.generate.payload.PayloadFile.Packing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
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
          ArchiveIndex.of(file, packing).read(0, limit);
    };
  }

  private static byte[] stream(InputStream in, int limit) throws IOException {
    try (in) {
      return in.readNBytes(limit);
    }
  }
}
