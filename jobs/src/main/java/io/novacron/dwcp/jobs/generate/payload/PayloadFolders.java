package io.novacron.dwcp.jobs.generate.payload;

import io.novacron.dwcp.common.error.UsageError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where payload bytes come from; the launcher resolves the paths.
 *
 * @param roots folders whose files are cut up
 * @param scratch local folder for heap dumps, emptied afterwards
 * @param machineDefaults whether the roots are the machine's own files: then jars are unpacked,
 *     heap dumps are taken and the class shares of the configuration apply; else every file is
 *     taken as it is and files are drawn by size
 */
public record PayloadFolders(List<Root> roots, Path scratch, boolean machineDefaults) {

  private static final String FILES = "files";

  public PayloadFolders {
    roots = List.copyOf(roots);
    for (var root : roots) {
      if (!Files.isDirectory(root.folder())) {
        throw new UsageError(
            "Cannot read payloads: no such folder: " + root.folder() + "; name a folder of files");
      }
    }
  }

  /** A folder and the name that stands for it in {@code payload_source}. */
  public record Root(String name, Path folder) {}

  /** The JDK's files, the local Maven repository and heap dumps of this JVM. */
  public static PayloadFolders ofMachine(Path javaHome, Path mavenRepository, Path scratch) {
    var roots =
        Files.isDirectory(mavenRepository)
            ? List.of(new Root("jdk", javaHome), new Root("maven", mavenRepository))
            : List.of(new Root("jdk", javaHome));
    return new PayloadFolders(roots, scratch, true);
  }

  /** The same and the files of {@code folder}, each in the class that its content shows. */
  public PayloadFolders and(Path folder) {
    var all = new ArrayList<>(roots);
    var number = all.stream().filter(root -> root.name().startsWith(FILES)).count();
    all.add(new Root(number == 0 ? FILES : FILES + (number + 1), folder));
    return new PayloadFolders(all, scratch, machineDefaults);
  }

  /** All files of one folder; {@code .xz} and {@code .gz} are decompressed. */
  public static PayloadFolders ofFiles(Path folder, Path scratch) {
    return new PayloadFolders(List.of(new Root(FILES, folder)), scratch, false);
  }
}
