package io.novacron.dwcp.jobs.generate.payload;

import io.novacron.dwcp.common.error.InfraError;
import io.novacron.dwcp.common.run.Seeds;
import io.novacron.dwcp.jobs.generate.payload.PayloadFile.Packing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipFile;

/**
 * Lists the files below the payload folders, on the driver. Symbolic links are not followed.
 *
 * <p>Jars are listed raw and by what is inside; module files ({@code .jmod}) only raw, because
 * {@code lib/modules} holds the same classes and a class in two files would let a split by file
 * leak.
 */
final class FileScan {

  private static final int HEAD_BYTES = 512;
  private static final List<Packing> ARCHIVED =
      List.of(
          Packing.ARCHIVED_CLASSES,
          Packing.ARCHIVED_TEXT,
          Packing.ARCHIVED_NATIVES,
          Packing.ARCHIVED_IMAGES);

  private final PayloadConfig config;

  FileScan(PayloadConfig config) {
    this.config = config;
  }

  /** Files large enough for a payload, in order of their names. */
  List<PayloadFile> scan(PayloadFolders folders) {
    var found = new ArrayList<PayloadFile>();
    for (var root : folders.roots()) {
      for (var file : chosen(root.folder())) {
        found.addAll(describe(root, file, folders.machineDefaults()));
      }
    }
    return found.stream()
        .filter(file -> file.bytes() >= config.minBytes())
        .sorted(Comparator.comparing(PayloadFile::source))
        .toList();
  }

  /** At most max-files files, those whose name hashes lowest, so that no folder is favoured. */
  private List<Path> chosen(Path folder) {
    try (var walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile)
          .filter(file -> !Files.isSymbolicLink(file))
          .sorted(Comparator.comparingDouble(f -> Seeds.unit(0, nameBelow(folder, f))))
          .limit(config.maxFiles())
          .toList();
    } catch (IOException e) {
      throw new InfraError(
          "Cannot list payloads: the folder cannot be walked: " + folder + "; check it", e);
    }
  }

  private static String nameBelow(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  private List<PayloadFile> describe(PayloadFolders.Root root, Path file, boolean unpackArchives) {
    var name = root.name() + "/" + nameBelow(root.folder(), file);
    try {
      if (name.endsWith(".xz") || (name.endsWith(".gz") && !unpackArchives)) {
        return List.of(packed(name, file));
      }
      var found = new ArrayList<PayloadFile>();
      var kind = PayloadClass.of(name, head(file));
      found.add(PayloadFile.of(name, file.toString(), Packing.PLAIN, kind, Files.size(file)));
      if (unpackArchives && name.endsWith(".jar")) {
        found.addAll(inside(name, file));
      }
      return found;
    } catch (IOException e) {
      throw new InfraError("Cannot list payloads: unreadable file: " + file + "; remove it", e);
    }
  }

  private PayloadFile packed(String name, Path file) throws IOException {
    var packing = name.endsWith(".xz") ? Packing.XZ : Packing.GZIP;
    var bytes = Unpack.all(file, packing, config.unpackedMaxBytes());
    var source = name.substring(0, name.lastIndexOf('.'));
    var head = Arrays.copyOf(bytes, Math.min(bytes.length, HEAD_BYTES));
    return PayloadFile.of(
        source, file.toString(), packing, PayloadClass.of(source, head), bytes.length);
  }

  private static byte[] head(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(HEAD_BYTES);
    }
  }

  private List<PayloadFile> inside(String name, Path file) throws IOException {
    Map<Packing, Long> bytes = new EnumMap<>(Packing.class);
    Map<Packing, PayloadClass> kinds = new EnumMap<>(Packing.class);
    try (var zip = new ZipFile(file.toFile())) {
      for (var entry : Collections.list(zip.entries())) {
        var kind = PayloadClass.of(entry.getName(), new byte[0]);
        for (var packing : ARCHIVED) {
          if (packing.takes(kind)) {
            bytes.merge(packing, entry.getSize(), Long::sum);
            kinds.putIfAbsent(packing, kind);
          }
        }
      }
    }
    var found = new ArrayList<PayloadFile>();
    bytes.forEach(
        (packing, size) -> {
          var suffix = packing.name().toLowerCase(Locale.ROOT).replace("archived_", "");
          var kind = packing == Packing.ARCHIVED_TEXT ? PayloadClass.TEXT : kinds.get(packing);
          found.add(
              PayloadFile.of(
                  name + "!" + suffix,
                  file.toString(),
                  packing,
                  kind == null ? PayloadClass.OTHER : kind,
                  Math.min(size, config.unpackedMaxBytes())));
        });
    return found;
  }
}
