package io.novacron.dwcp.jobs.generate.payload;

import io.novacron.dwcp.jobs.generate.payload.PayloadFile.Packing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipFile;

/**
 * Where the entries of an archive that one {@link Packing} takes lie in the run of bytes that they
 * make. Thousands of payloads come from the same few jars, and reading their names again for each
 * took a tenth of a night's processor time.
 *
 * @param names entries in the archive's order
 * @param starts where each begins in the run, bytes
 */
record ArchiveIndex(Path file, Packing packing, List<String> names, List<Long> starts) {

  ArchiveIndex {
    names = List.copyOf(names);
    starts = List.copyOf(starts);
  }

  static ArchiveIndex of(Path file, Packing packing) throws IOException {
    var names = new ArrayList<String>();
    var starts = new ArrayList<Long>();
    var at = 0L;
    try (var zip = new ZipFile(file.toFile())) {
      for (var entry : Collections.list(zip.entries())) {
        if (packing.takes(PayloadClass.of(entry.getName(), new byte[0]))) {
          names.add(entry.getName());
          starts.add(at);
          at += entry.getSize();
        }
      }
    }
    return new ArchiveIndex(file, packing, names, starts);
  }

  boolean isOf(Path other, Packing otherPacking) {
    return file.equals(other) && packing == otherPacking;
  }

  /**
   * Bytes {@code offset} … {@code offset + length - 1} of the run, fewer where it ends; entries
   * outside are not inflated.
   */
  byte[] read(long offset, int length) throws IOException {
    var found = Collections.binarySearch(starts, offset);
    var bytes = new ByteArrayOutputStream(length);
    try (var zip = new ZipFile(file.toFile())) {
      for (var i = Math.max(0, found >= 0 ? found : -found - 2);
          i < names.size() && bytes.size() < length;
          i++) {
        try (var in = zip.getInputStream(zip.getEntry(names.get(i)))) {
          in.skipNBytes(Math.max(0, offset - starts.get(i)));
          bytes.write(in.readNBytes(length - bytes.size()));
        }
      }
    }
    return bytes.toByteArray();
  }
}
