package io.novacron.dwcp.jobs.launch;

import io.novacron.dwcp.common.error.InfraError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A folder for the time of one piece of work; closing deletes it with all that it holds. */
record Scratch(Path folder) implements AutoCloseable {

  /** A new folder among the machine's temporary ones. */
  static Scratch make(String prefix) {
    try {
      return new Scratch(Files.createTempDirectory(prefix));
    } catch (IOException e) {
      throw new InfraError("Cannot make a temporary folder: check java.io.tmpdir", e);
    }
  }

  @Override
  public void close() {
    try (var paths = Files.walk(folder)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new InfraError("Cannot delete a temporary folder: " + folder + "; delete it", e);
    }
  }
}
